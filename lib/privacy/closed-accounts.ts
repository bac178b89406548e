import { findClosedAccounts } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { NoteRemoved, RetentionRule, Spared } from "@/lib/core/retention";
import { db, statementsIn, transaction } from "@/lib/db";
import { dueDate } from "./due-date";
import { planRequest } from "./own-requests/plan-request";
import { withExports } from "./own-requests/record";

/** How long a closed account is kept, by the policy. */
export const CLOSED_YEARS = 2;

/** When an account that was closed then is erased: the same day two years on, or the end of 28 February for the 29th. */
export function closedUntil(closedAt: Date): Date {
  const end = new Date(closedAt);
  end.setUTCFullYear(end.getUTCFullYear() + CLOSED_YEARS);
  return end.getUTCMonth() === closedAt.getUTCMonth() ? end : endOfFebruary(end);
}

/** Whoever closed their account by then is due: nobody before {@link closedUntil}, and nobody a day behind it. */
export function closedBefore(asOf: Date): Date {
  const before = new Date(asOf);
  before.setUTCFullYear(before.getUTCFullYear() - CLOSED_YEARS);
  return before.getUTCMonth() === asOf.getUTCMonth() ? before : endOfFebruary(before);
}

/** For a 29th that the other year lacks: it was carried over into March. */
function endOfFebruary(day: Date): Date {
  day.setUTCDate(0);
  day.setUTCHours(23, 59, 59, 999);
  return day;
}

const OPEN = ["waiting", "in_progress", "partial"] as const;

/** Closed accounts whose time is over and whose erasure has not been planned. */
async function findDue(asOf: Date, { userIds, organizationIds }: Spared, limit: number): Promise<string[]> {
  const planned = await db().privacyRequest.findMany({
    where: { type: "erasure", status: { in: [...OPEN] }, userId: { not: null } },
    select: { userId: true },
  });
  const not = [...userIds, ...planned.flatMap(({ userId }) => userId ?? [])];
  return findClosedAccounts(closedBefore(asOf), { not, organizationIds, limit });
}

/** Plans the erasure of each: the same work as where somebody asks for it, without the time to undo it. */
async function eraseClosed(limit: number, spared: Spared, note?: NoteRemoved): Promise<number> {
  const due = await findDue(clock.now(), spared, limit);
  for (const userId of due) await planErasure(userId, note);
  return due.length;
}

async function planErasure(userId: string, note?: NoteRemoved): Promise<void> {
  const receivedAt = clock.now();
  const { dueAt, rule } = dueDate(receivedAt);
  await transaction(undefined, async (tx) => {
    const row = await tx.privacyRequest.create({
      data: {
        id: newId("privacyRequest"),
        userId,
        type: "erasure",
        source: "retention",
        status: "waiting",
        receivedAt,
        dueAt,
        dueRule: rule,
        confirmedAt: receivedAt,
        runsAt: receivedAt,
      },
      include: withExports,
    });
    await planRequest(tx, row);
    await note?.(1, statementsIn(tx));
  });
}

export const closedAccountRetention: RetentionRule = {
  id: "accounts",
  what: "People, the organizations that are theirs alone, and all that belongs to them, once the account is closed",
  keptHours: () => CLOSED_YEARS * 365 * 24,
  countedFrom: "The account's closing",
  removes: "Everything but what the law keeps, as an erasure does",
  due: async (asOf, spared) => (await findDue(asOf, spared, 100_000)).length,
  sweep: eraseClosed,
};
