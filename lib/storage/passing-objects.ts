import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { objectStore } from "./object-store";
import { PASSING_DAYS } from "./passing-name";

const DAY_MS = 86_400_000;
const EVERY_MS = 12 * 3_600_000;
/** Once what starts a process is over. */
const FIRST_AFTER_MS = 60_000;

/**
 * The storage's own rule, which asks neither database nor jobs: what was stored to pass goes by the age of its file, whatever
 * has become of the jobs that should have removed it long before. Returns how many went. Safe to run twice at once.
 */
export async function sweepPassing(): Promise<number> {
  const now = clock.now().getTime();
  const store = objectStore();
  let removed = 0;
  for await (const { name, storedAt } of store.listPassing()) {
    if (storedAt.getTime() > now - PASSING_DAYS * DAY_MS) continue;
    await store.remove(name);
    removed++;
  }
  if (removed > 0) log.error("inputs were left behind: look whether jobs run", { objects: removed });
  // None takes a day.
  await store.removeUnfinished?.(new Date(now - DAY_MS));
  return removed;
}

/** Has a bucket remove the same by itself; the log tells where it takes no such rule, or keeps what is removed. */
export async function keepRules(): Promise<void> {
  const store = objectStore();
  // What it refused shows in what it is found to be.
  await store.keepRules?.().catch(() => undefined);
  const found = await store.describe();
  if (found.startsWith("warning")) log.warn(`storage: ${found}`);
}

/** Has the process carry the rule out twice a day, for as long as it lives, and the bucket at any time. */
export function watchPassing(): void {
  const sweep = () =>
    void sweepPassing().catch((error: unknown) =>
      log.warn("what passes through storage could not be looked at", {}, error),
    );
  const keepUp = () => void keepRules().then(sweep);
  void keepRules();
  setTimeout(sweep, FIRST_AFTER_MS).unref();
  setInterval(keepUp, EVERY_MS).unref();
}
