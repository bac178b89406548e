import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { PageFigures } from "@/lib/core/page-figures";
import { engineVersion } from "@/lib/engines";
import type { BenchRow } from "./bench-table";

/** What `npm run bench -- --json FILE` leaves behind; the performance page is built from such a file. */
interface Figures {
  engineVersion: string;
  /** When the last of its tables was measured, as a day. */
  date: string;
  tables: Record<string, Pick<BenchRow, "name" | "medianMs" | "ratio" | "note">[]>;
  pages?: { date: string; rows: PageFigures[] };
}

/** With what cost a share, which is printed and not kept. */
export interface ScoredPage extends PageFigures {
  short: string[];
}

/** Puts one table's rows into the file, in place of what it said of that table; the others stay as they are. */
export function keepFigures(file: string, table: string, rows: readonly BenchRow[]): void {
  const known = read(file);
  const kept = rows.map(({ name, medianMs, ratio, note }) => ({
    name,
    medianMs: round(medianMs, 1),
    ...(ratio === undefined ? {} : { ratio: round(ratio, 3) }),
    ...(note ? { note } : {}),
  }));
  write(file, { ...known, engineVersion, date: today(), tables: { ...known?.tables, [table]: kept } });
}

/** The same for the pages. */
export function keepPages(file: string, pages: readonly ScoredPage[]): void {
  const known = read(file) ?? { engineVersion, date: today(), tables: {} };
  const rows = pages.map(({ short: _, ...row }) => row);
  write(file, { ...known, pages: { date: today(), rows } });
}

const read = (file: string): Figures | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Figures) : undefined;

const write = (file: string, figures: Figures): void =>
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);

const today = (): string => new Date().toISOString().slice(0, 10);

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
