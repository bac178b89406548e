import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchCore, type CoreBenchRow } from "./bench-core";

/**
 * `npm run bench`: times the way from picture to file at 256³, 512³ and 1024³, one thread, median of five, each also as
 * a ratio to an anchor of the same process, so that figures from two machines can be compared. `npm run bench 512` runs one
 * size. Each size gets a process of its own, because the peak of memory is counted by process.
 */
const SIZES = [256, 512, 1024];

const [, , argument] = process.argv;
if (argument !== undefined) printRows(Number(argument), await benchCore(Number(argument)));
else
  for (const size of SIZES) {
    const script = fileURLToPath(import.meta.url);
    const child = spawnSync(process.execPath, [...process.execArgv, script, String(size)], {
      stdio: "inherit",
    });
    if (child.status !== 0) process.exitCode = 1;
  }

function printRows(size: number, rows: CoreBenchRow[]): void {
  console.log(`\n${`${size}³`.padEnd(36)}${"ms".padStart(8)}${"ratio".padStart(9)}${"target".padStart(9)}`);
  for (const { name, medianMs, ratio, targetMs, note } of rows) {
    const target = targetMs === undefined ? "" : `≤ ${targetMs}`;
    const figures = medianMs.toFixed(0).padStart(8) + ratio.toFixed(2).padStart(9) + target.padStart(9);
    console.log(`${name.padEnd(36)}${figures}${note ? `   ${note}` : ""}`);
  }
}
