import { nobodySpared, type NoteRemoved, type RetentionRule, type Spared } from "@/lib/core/retention";
import { log } from "@/lib/core/log";

/** So few that what is done is soon safe, and the database has other things to do in between. */
const BATCH = 200;

/**
 * Removes whatever is due, rule by rule and batch by batch, and returns how much of each. May be killed anywhere: what is
 * removed is marked so, and the next run goes on with the rest. A rule that fails does not hold up the others; the first
 * failure is thrown in the end. Stops between batches once `signal` is aborted. What is `spared` no rule touches. Each
 * batch is noted, so that a sweep that was killed or failed has said what it removed: rows in the transaction that removes
 * them, files once they are gone, where a kill just then leaves the last batch out.
 */
export async function sweepRetention(
  rules: readonly RetentionRule[],
  signal: AbortSignal,
  spared: Spared = nobodySpared,
  note: (rule: string, ...removed: Parameters<NoteRemoved>) => Promise<void> = async () => {},
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const { id, sweep, exact } of rules) {
    try {
      removed[id] = await sweepAll(async (limit) => {
        const count = await sweep(limit, spared, (...gone) => note(id, ...gone));
        if (!exact) await note(id, count);
        return count;
      }, signal);
    } catch (error) {
      log.error("what is due could not be removed", { rule: id }, error);
      failures.push(error);
    }
    signal.throwIfAborted();
  }
  const some = Object.entries(removed).filter(([, count]) => count > 0);
  if (some.length > 0) log.info("removed what was due", Object.fromEntries(some));
  if (failures.length > 0) throw failures[0];
  return removed;
}

async function sweepAll(sweep: (limit: number) => Promise<number>, signal: AbortSignal): Promise<number> {
  let removed = 0;
  for (;;) {
    signal.throwIfAborted();
    const count = await sweep(BATCH);
    removed += count;
    if (count < BATCH) return removed;
  }
}
