import { emailPerson, listStaff, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { endAlert, endAlertsBut, raiseAlert } from "@/lib/status";
import { acknowledgeBy } from "./due-date";
import { tellOutside } from "./outside-requests/mail-outside";
import type { AnswerRequest, DeskRequest } from "./desk-schema";
import { openText, toPrivacyRequest, withExports, type PrivacyRequestRow } from "./own-requests/record";

const DAY_MS = 86_400_000;
export const isOpen = {
  status: { in: ["waiting", "in_progress", "partial"] },
} satisfies Prisma.PrivacyRequestWhereInput;

/** What is not done yet, the nearest deadline first, with where to answer people without an account. For the privacy staff. */
export async function listOpenRequests(ctx: Context): Promise<DeskRequest[]> {
  requireStaff(ctx, ["privacy"]);
  const rows = await db().privacyRequest.findMany({
    where: isOpen,
    orderBy: { dueAt: "asc" },
    include: withExports,
    take: 200,
  });
  return Promise.all(
    rows.map(async (row) => ({
      ...(await toPrivacyRequest(row)),
      user_id: row.userId,
      contact: await openText(row, "contact"),
      days_left: daysLeft(row),
    })),
  );
}

type OpenRow = Pick<PrivacyRequestRow, "source" | "acknowledgedAt" | "receivedAt">;

const daysLeft = ({ dueAt }: Pick<PrivacyRequestRow, "dueAt">): number =>
  Math.floor((dueAt.getTime() - clock.now().getTime()) / DAY_MS);

/**
 * Ends a request that a person of the staff decided on, with words for whoever asked. Throws `conflict` where it is done or
 * is carried out by the software itself, `not_found`.
 */
export async function answerPrivacyRequest(
  ctx: Context,
  { id, answer, outcome }: AnswerRequest,
): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  await transaction(ctx, async (tx) => {
    const row = await tx.privacyRequest.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such request.");
    const { count } = await tx.privacyRequest.updateMany({
      where: { id, status: "waiting", OR: [{ type: { in: ["correction", "complaint"] } }, { userId: null }] },
      data: { status: outcome, answer, completedAt: clock.now() },
    });
    if (count === 0)
      throw new AppError("conflict", "This request is done, or the software carries it out by itself.");
    await endAlert(tx, alertOf(id));
    await recordAudit(tx, ctx, { action: "privacy_request.answer", subjectId: id, detail: { outcome } });
    if (row.userId) await emailPerson(tx, row.userId, { about: "privacy_request_answered" });
    else await tellOutside(tx, id, "answered");
  });
}

/** So many whole days before a deadline somebody is told of it, once each. */
const ALARM_DAYS = [10, 5, 1];

/** A mail that no server took for so long is looked after. */
const UNACKNOWLEDGED_DAYS = 3;

/**
 * Job body, once a day: tells the privacy staff of requests that are due in ten, five or one days, also where the job did
 * not run on just that day; each day of those that are late, which who is on call is alerted of as well; and of those that
 * nobody was told have come when that must be within three days. Returns which.
 */
export async function alarmOfDeadlines(): Promise<string[]> {
  const rows = await db().privacyRequest.findMany({ where: isOpen });
  const due = rows.flatMap((row) => {
    const step = alarmStep(row);
    return step !== undefined && step < (row.alarmedDays ?? Infinity) ? [{ ...row, step }] : [];
  });
  const unknown = rows.filter(isUnacknowledged);
  await alertOfOverdue(rows.filter((row) => daysLeft(row) < 0));
  if (due.length + unknown.length === 0) return [];
  const staff = await listStaff(["privacy", "operator"]);
  await transaction(undefined, async (tx) => {
    for (const { id, step } of due)
      await tx.privacyRequest.update({ where: { id }, data: { alarmedDays: step } });
    for (const userId of staff) {
      for (const { id: requestId, dueAt } of due)
        await emailPerson(tx, userId, { about: "privacy_deadline", requestId, dueAt: dueAt.toISOString() });
      for (const { id: requestId, receivedAt } of unknown) {
        const by = acknowledgeBy(receivedAt).toISOString();
        await emailPerson(tx, userId, { about: "privacy_unacknowledged", requestId, acknowledgeBy: by });
      }
    }
  });
  for (const row of due)
    log.error("a privacy request is due", {
      request: row.id,
      due: row.dueAt.toISOString(),
      days: daysLeft(row),
    });
  for (const { id } of unknown) log.error("a privacy request is not acknowledged", { request: id });
  return [...new Set([...due, ...unknown].map(({ id }) => id))];
}

const alertOf = (id: string): string => `privacy_request:${id}`;

/** What is late is not for the privacy staff's mailboxes alone: who is on call is told until somebody looks after it. */
const alertOfOverdue = (late: readonly Pick<PrivacyRequestRow, "id" | "dueAt">[]): Promise<void> =>
  transaction(undefined, async (tx) => {
    await endAlertsBut(
      tx,
      alertOf(""),
      late.map(({ id }) => alertOf(id)),
    );
    for (const { id, dueAt } of late)
      await raiseAlert(tx, {
        ...{ subject: alertOf(id), summary: `The privacy request ${id} is past its due date` },
        ...{ startedAt: dueAt, desk: "privacy" },
      });
  });

/** The alarm that has come: the nearest of the days before, and behind the deadline each day one of its own. */
const alarmStep = (row: Pick<PrivacyRequestRow, "dueAt">): number | undefined => {
  const left = daysLeft(row);
  return left < 0 ? left : ALARM_DAYS.findLast((days) => left <= days);
};

const isUnacknowledged = ({ source, acknowledgedAt, receivedAt }: OpenRow): boolean =>
  ["form", "agent", "mail"].includes(source) &&
  acknowledgedAt === null &&
  acknowledgeBy(receivedAt).getTime() < clock.now().getTime() + UNACKNOWLEDGED_DAYS * DAY_MS;
