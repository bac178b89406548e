/** Words of the memory by which hands agree on who does what: the next part, how many helpers are at it, a mark a part. */
const NEXT = 0;
const HELPING = 1;
const MARKS = 2;

export const claimsBytes = (parts: number): number => 4 * (MARKS + parts);

/** Does parts until none is left; marks what it did. */
function doParts(claims: Int32Array, work: (part: number) => void): void {
  const parts = claims.length - MARKS;
  for (;;) {
    const part = Atomics.add(claims, NEXT, 1);
    if (part >= parts) return;
    work(part);
    Atomics.store(claims, MARKS + part, 1);
  }
}

/** The share of a helper. One that comes late finds nothing left, and one that fails leaves its part to the owner. */
export function helpWith(claims: Int32Array, open: () => (part: number) => void): void {
  Atomics.add(claims, HELPING, 1);
  try {
    if (Atomics.load(claims, NEXT) < claims.length - MARKS) doParts(claims, open());
  } finally {
    Atomics.sub(claims, HELPING, 1);
    Atomics.notify(claims, HELPING);
  }
}

/**
 * The share of the owner: joins in, then waits until every helper is done. What a helper claimed and left undone, because it
 * failed or died, is done again: a part gives the same bytes each time.
 */
export function finishParts(
  claims: Int32Array,
  work: (part: number) => void,
  patienceMs = PATIENCE_MS,
): void {
  doParts(claims, work);
  for (let helping = Atomics.load(claims, HELPING); helping > 0; helping = Atomics.load(claims, HELPING))
    if (Atomics.wait(claims, HELPING, helping, patienceMs) === "timed-out") break;
  for (let part = 0; part < claims.length - MARKS; part++)
    if (Atomics.load(claims, MARKS + part) === 0) work(part);
}

/** A part takes milliseconds, the longest a quarter of a second: what takes longer will not come. */
const PATIENCE_MS = 5_000;
