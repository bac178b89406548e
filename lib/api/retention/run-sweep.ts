import type { RunStatement } from "@/lib/core/retention";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { transaction } from "@/lib/db";
import { findSpared, keepReceipts } from "@/lib/privacy";
import { endAlertsBut, raiseAlert } from "@/lib/status";
import { retentionRules } from "./rules";
import { sweepRetention } from "./sweep-retention";

/** The sweep as it runs by the clock: spares what is restricted or held, and keeps a receipt of what it removed. */
export async function runSweep(signal: AbortSignal): Promise<Record<string, number>> {
  // What found nothing is told of at once.
  const idle: Record<string, number> = {};
  const note = async (rule: string, removed: number, query?: RunStatement) => {
    if (removed > 0) await keepReceipts({ [rule]: removed }, query);
    else idle[rule] = 0;
  };
  try {
    return await sweepRetention(retentionRules, signal, await findSpared(), note);
  } finally {
    await keepReceipts(idle);
  }
}

/** How long after its time something may still be there before somebody is told. */
const LAG_MS = 24 * 3_600_000;

export interface DueLine {
  rule: string;
  what: string;
  /** Would go with the next sweep; null where nobody here may count it. */
  due: number | null;
  /** Should have gone a day ago. */
  late: number | null;
}

/** What the next sweep would remove, by rule, and what of it is late; removes nothing. */
export async function listDue(): Promise<DueLine[]> {
  const spared = await findSpared();
  const now = clock.now();
  const lines: DueLine[] = [];
  for (const { id, what, due } of retentionRules)
    lines.push({
      rule: id,
      what,
      due: await due(now, spared),
      late: await due(new Date(now.getTime() - LAG_MS), spared),
    });
  return lines;
}

/** Job body: an error in the log and an alert for each rule that lags, until it does no more. */
export async function alarmOfLag(): Promise<number> {
  const late = (await listDue()).filter(({ late: count }) => (count ?? 0) > 0);
  const subjects = late.map(({ rule }) => `retention:${rule}`);
  await transaction(undefined, async (tx) => {
    await endAlertsBut(tx, "retention:", subjects);
    for (const { rule } of late)
      await raiseAlert(tx, {
        subject: `retention:${rule}`,
        summary: `What is due by the rule ${rule} is still here a day later`,
        startedAt: clock.now(),
      });
  });
  for (const { rule, late: count } of late)
    log.error("what is due is still here a day later", { rule, count });
  return late.length;
}
