import { nobodySpared, type RetentionRule, type RunStatement, type Spared } from "@/lib/core/retention";
import { log } from "@/lib/core/log";

/** So few that what is done is soon safe, and the database has other things to do in between. */
const BATCH = 200;

/**
 * Removes whatever is due, rule by rule and batch by batch, and returns how much of each. May be killed anywhere: what is
 * removed is marked so, and the next run goes on with the rest. A rule that fails does not hold up the others; the first
 * failure is thrown in the end. Stops between batches once `signal` is aborted. What is `spared` no rule touches. What goes
 * is noted in the transaction that removes it, so that a sweep that was killed or failed has said what it removed; that a
 * rule found nothing is noted as well.
 */
export async function sweepRetention(
  rules: readonly RetentionRule[],
  signal: AbortSignal,
  spared: Spared = nobodySpared,
  note: (rule: string, removed: number, query?: RunStatement) => Promise<void> = async () => {},
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const { id, sweep } of rules) {
    try {
      removed[id] = await sweepAll((limit) => sweep(limit, spared, (...gone) => note(id, ...gone)), signal);
      if (removed[id] === 0) await note(id, 0);
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
