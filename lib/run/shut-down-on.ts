export interface Shutdown {
  /** Aborted as soon as the shutdown begins. */
  signal: AbortSignal;
  /** Begins it without a signal, and resolves when it is done. */
  now(): Promise<void>;
}

/** A terminal's Ctrl-C arrives twice under npm, from the terminal and from npm: that is still one. */
const SAME_PRESS_MS = 1_000;

/**
 * Ends the process on SIGINT, SIGTERM or SIGHUP after `stop(false)`; a second signal while that runs calls `stop(true)`
 * and ends it at once. A clean stop exits 0, a forced one 130.
 */
export function shutDownOn(stop: (force: boolean) => Promise<void>): Shutdown {
  const controller = new AbortController();
  let begunAt = 0;
  let done: Promise<void> | undefined;
  const begin = () => {
    begunAt = performance.now();
    controller.abort();
    return (done ??= stop(false));
  };
  const onSignal = () => {
    if (!done) {
      process.stdout.write("\nStopping. Press Ctrl-C again to stop at once.\n");
      void begin().then(() => process.exit(0));
    } else if (performance.now() - begunAt > SAME_PRESS_MS) void stop(true).then(() => process.exit(130));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  // The terminal may be gone while the children are still being stopped.
  process.stdout.on("error", () => undefined);
  return { signal: controller.signal, now: begin };
}
