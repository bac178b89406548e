export interface Timing {
  medianMs: number;
  /** Median over the other's median. */
  ratio: number;
  otherMs: number;
}

/**
 * Runs body and anchor by turns, so that a machine that is busy for a while slows both alike. Either may return the
 * milliseconds it took, where starting it is no part of the work; otherwise it is timed from outside.
 */
export async function timeByTurns(
  body: () => unknown,
  other: () => unknown,
  { runs = 5, warmUps = 6, warmUpMs = 2_000 } = {},
): Promise<Timing> {
  const times: number[] = [];
  const others: number[] = [];
  const begin = performance.now();
  for (let run = 0; run < warmUps && performance.now() - begin < warmUpMs; run++) await body();
  for (let run = 0; run < runs; run++) {
    others.push(await timeOnce(other));
    times.push(await timeOnce(body));
  }
  const medianMs = median(times);
  const otherMs = median(others);
  return { medianMs, otherMs, ratio: medianMs / otherMs };
}

export async function timeOnce(body: () => unknown): Promise<number> {
  const begin = performance.now();
  const said = await body();
  return typeof said === "number" ? said : performance.now() - begin;
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
