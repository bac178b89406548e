import { readFileSync } from "node:fs";
import path from "node:path";

/** What a program of others found in a running portal of one commit. `npm run scan -- --keep` writes them. */
export interface Scan {
  on: string;
  commit: string;
  /** What the sources held beyond that commit. */
  beyond?: string;
  tool: string;
  version: string;
  attacked: string;
  /** Beyond what is good or a remark, in the tool's words. */
  found: string[];
}

/** From the folder of the sources, where every command runs. */
export const scansFile = path.resolve("lib/run/release/scans.json");

export const readScans = (): Scan[] => JSON.parse(readFileSync(scansFile, "utf8")) as Scan[];
