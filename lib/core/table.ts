/** Rows for a spreadsheet: text that somebody may have written, and numbers that we have counted. */
export interface Table {
  /** Without its ending, such as `usage-by-day`. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}
