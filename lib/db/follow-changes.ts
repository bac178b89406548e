import { listen } from "./listen";

/** A notification may be lost with its connection: then this look finds the change. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Changes that `channel` tells of one subject: `next` resolves after each, when `signal` is aborted, and every ten
 * seconds. One change is remembered while nobody waits, so that none between two looks is missed. Call `end`.
 */
export function followChanges(channel: string, subject: string, signal: AbortSignal) {
  let changed = false;
  let wake = () => {};
  const note = () => {
    changed = true;
    wake();
  };
  const stop = listen(channel, subject, note);
  signal.addEventListener("abort", note, { once: true });
  return {
    next: async (): Promise<void> => {
      if (!changed)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, LOOK_AGAIN_MS);
          wake = () => (clearTimeout(timer), resolve());
        });
      changed = false;
    },
    end: (): void => {
      stop();
      signal.removeEventListener("abort", note);
    },
  };
}
