import { BRICK } from "./field";

/**
 * The samples of one brick as three rows of coordinates. Solids answer for all of them at once: a call of a closure for
 * each sample and each level of a tree of solids costs 5 to 20 ns and boxes its result, more than the distance itself.
 */
export interface Points {
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
}

export const POINTS = BRICK ** 3;

/** Lends out rows of numbers for the length of one call; they hold whatever was in them. */
export function withRows<Rows extends Float64Array[]>(
  count: Rows["length"],
  work: (...rows: Rows) => void,
): void {
  const first = lent;
  lent += count;
  while (rows.length < lent) rows.push(new Float64Array(POINTS));
  try {
    work(...(rows.slice(first, lent) as Rows));
  } finally {
    lent = first;
  }
}

const rows: Float64Array[] = [];
let lent = 0;
