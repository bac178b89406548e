import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { engineVersion } from "@/lib/engines";
import type { BenchRow } from "./bench-table";

/** What `npm run bench -- --json FILE` leaves behind; the performance page is built from such a file. */
interface Figures {
  engineVersion: string;
  /** When the last of its tables was measured, as a day. */
  date: string;
  tables: Record<string, Pick<BenchRow, "name" | "medianMs" | "ratio" | "note">[]>;
}

/** Puts one table's rows into the file, in place of what it said of that table; the others stay as they are. */
export function keepFigures(file: string, table: string, rows: readonly BenchRow[]): void {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Figures) : undefined;
  const kept = rows.map(({ name, medianMs, ratio, note }) => ({
    name,
    medianMs: round(medianMs, 1),
    ...(ratio === undefined ? {} : { ratio: round(ratio, 3) }),
    ...(note ? { note } : {}),
  }));
  const figures: Figures = {
    engineVersion,
    date: new Date().toISOString().slice(0, 10),
    tables: { ...known?.tables, [table]: kept },
  };
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
