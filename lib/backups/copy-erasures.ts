import { appendFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Who was erased, a line each. Beside the database in the data folder, and again beside the backups. */
export const ERASURES = "erasures.jsonl";

/** Adds to the ledger of erasures in one folder what only that of another knows; nothing is taken from either. */
export async function copyErasures(from: string, to: string): Promise<void> {
  const target = path.join(to, ERASURES);
  const [lines, there] = await Promise.all([readLines(path.join(from, ERASURES)), readLines(target)]);
  const known = new Set(there);
  const fresh = lines.filter((line) => !known.has(line));
  if (fresh.length === 0) return;
  await mkdir(to, { recursive: true, mode: 0o700 });
  // A line that a killed writer left torn is ended first.
  await appendFile(target, `\n${fresh.join("\n")}\n`, { mode: 0o600 });
}

async function readLines(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").filter(Boolean);
}
