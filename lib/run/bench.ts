import { spawnSync } from "node:child_process";
import { benchApi } from "./bench-api";
import { benchCore } from "./bench-core";

/**
 * `npm run bench`: two tables. The engines': the way from picture to file at 256³, 512³ and 1024³, one thread, median of
 * five; the API's: a portal of its own, from a submission to the finished model. Every row is also given as a ratio to an
 * anchor of the same run, so that figures from two machines can be compared. `npm run bench 512` runs one size,
 * `npm run bench api` the API alone. Each size gets a process of its own: the peak of memory is counted by process. It runs
 * bundled, as the product does.
 */
const SIZES = [256, 512, 1024];

interface Row {
  name: string;
  medianMs: number;
  ratio: number;
  targetMs?: number;
  note?: string;
}

const [, , argument] = process.argv;
if (argument === "api") printRows("API", await benchApi());
else if (argument !== undefined) printRows(`${argument}³`, await benchCore(Number(argument)));
else for (const part of [...SIZES, "api"]) runPart(String(part));

function runPart(part: string): void {
  const child = spawnSync(process.execPath, ["dist/bench.mjs", part], { stdio: "inherit" });
  if (child.status !== 0) process.exitCode = 1;
}

function printRows(title: string, rows: Row[]): void {
  console.log(`\n${title.padEnd(36)}${"ms".padStart(8)}${"ratio".padStart(9)}${"target".padStart(9)}`);
  for (const { name, medianMs, ratio, targetMs, note } of rows) {
    const target = targetMs === undefined ? "" : `≤ ${targetMs}`;
    const figures = format(medianMs).padStart(8) + ratio.toFixed(2).padStart(9) + target.padStart(9);
    console.log(`${name.padEnd(36)}${figures}${note ? `   ${note}` : ""}`);
  }
}

function format(ms: number): string {
  return ms.toFixed(ms < 10 ? 1 : 0);
}
