/** The time, injectable: tests move it, nothing else calls `Date.now()` for business time. */
export const clock = {
  now: (): Date => new Date(),
};
