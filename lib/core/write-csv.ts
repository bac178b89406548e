import type { Table } from "./table";

/** A table as RFC 4180 has it, with its names in the first line. */
export const writeCsv = ({ header, rows }: Table): string =>
  [header, ...rows].map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, by which it stays text: what a key is
 * called must not run on the desk of whoever opens the list. Numbers of ours are numbers.
 */
function writeCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Also in the wide forms that some spreadsheets read alike, and behind blanks that they skip. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/;
const SPECIAL = /[",\r\n']|^\s|\s$/;
