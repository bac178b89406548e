export interface BenchRow {
  name: string;
  medianMs: number;
  /** Median over the median of the row's anchor, measured by turns with it; absent where the anchor is not installed. */
  ratio?: number;
  targetMs?: number;
  targetRatio?: number;
  /** Where more is better. */
  leastRatio?: number;
  note?: string;
}

/** One table of `npm run bench`, printed by a process of its own. */
export interface BenchTable {
  /** What `npm run bench NAME` calls it. */
  name: string;
  title: string;
  rows: () => Promise<BenchRow[]>;
}

export function printTable(title: string, rows: BenchRow[]): void {
  console.log(`\n${title.padEnd(36)}${"ms".padStart(8)}${"ratio".padStart(9)}${"target".padStart(9)}`);
  for (const { name, medianMs, ratio, targetMs, targetRatio, leastRatio, note } of rows) {
    const ms = medianMs.toFixed(medianMs < 10 ? 1 : 0).padStart(8);
    const target = leastRatio
      ? `≥ ${leastRatio} ×`
      : targetRatio !== undefined
        ? `≤ ${targetRatio} ×`
        : targetMs
          ? `≤ ${targetMs}`
          : "";
    const figures = ms + (ratio?.toFixed(2) ?? "").padStart(9) + target.padStart(9);
    console.log(`${name.padEnd(36)}${figures}${note ? `   ${note}` : ""}`);
  }
}
