import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { objectStore } from "./object-store";

/** So long at most an object is kept that was stored to be worked on and not to stay. */
export const PASSING_DAYS = 30;
const EVERY_MS = 12 * 3_600_000;
/** Once what starts a process is over. */
const FIRST_AFTER_MS = 60_000;
const FOLDER = "passing";

/** The name of what is to be worked on and not to stay, such as `gen_…/passing/input-1`. */
export const passingName = (owner: string, name: string): string => `${owner}/${FOLDER}/${name}`;

const isPassing = (object: string): boolean => object.split("/")[2] === FOLDER;

/**
 * The storage's own rule, which asks neither database nor jobs: what was stored to pass goes by the age of its file, whatever
 * has become of the jobs that should have removed it long before. Returns how many went. Safe to run twice at once.
 */
export async function sweepPassing(): Promise<number> {
  const before = clock.now().getTime() - PASSING_DAYS * 86_400_000;
  let removed = 0;
  for await (const { name, storedAt } of objectStore().list(isPassing)) {
    if (storedAt.getTime() > before) continue;
    await objectStore().remove(name);
    removed++;
  }
  if (removed > 0) log.error("inputs were left behind: look whether jobs run", { objects: removed });
  return removed;
}

/** Has the process carry the rule out twice a day, for as long as it lives. */
export function watchPassing(): void {
  const sweep = () =>
    void sweepPassing().catch((error: unknown) =>
      log.warn("what passes through storage could not be looked at", {}, error),
    );
  setTimeout(sweep, FIRST_AFTER_MS).unref();
  setInterval(sweep, EVERY_MS).unref();
}
