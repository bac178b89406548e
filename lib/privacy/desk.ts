import { emailPerson, listStaff, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { tellOutside } from "./outside-requests/mail-outside";
import type { AnswerRequest, DeskRequest, ExtendRequest } from "./desk-schema";
import { openText, toPrivacyRequest, withExports, type PrivacyRequestRow } from "./own-requests/record";

const DAY_MS = 86_400_000;
const isOpen = {
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

const daysLeft = ({ dueAt }: Pick<PrivacyRequestRow, "dueAt">): number =>
  Math.floor((dueAt.getTime() - clock.now().getTime()) / DAY_MS);

/**
 * Takes two months more, as the GDPR lets whoever has many or difficult requests. Once, with a reason that the person is
 * told, and before the first deadline. Throws `conflict` otherwise, `not_found`.
 */
export async function extendPrivacyRequest(
  ctx: Context,
  { id, reason }: ExtendRequest,
): Promise<{ due_at: string }> {
  requireStaff(ctx, ["privacy"]);
  return transaction(ctx, async (tx) => {
    const row = await tx.privacyRequest.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such request.");
    const now = clock.now();
    const dueAt = new Date(row.dueAt);
    dueAt.setUTCMonth(dueAt.getUTCMonth() + 2);
    if (dueAt.getUTCDate() !== row.dueAt.getUTCDate()) dueAt.setUTCDate(0);
    const { count } = await tx.privacyRequest.updateMany({
      where: { id, ...isOpen, extendedAt: null, dueAt: { gt: now } },
      data: { extendedAt: now, extensionReason: reason, dueAt },
    });
    if (count === 0)
      throw new AppError(
        "conflict",
        "Only an open request can be given more time, once, and before its first deadline has passed.",
      );
    await recordAudit(tx, ctx, { action: "privacy_request.extend", subjectId: id });
    if (row.userId) await emailPerson(tx, row.userId, { about: "privacy_request_answered" });
    return { due_at: dueAt.toISOString() };
  });
}

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
    await recordAudit(tx, ctx, { action: "privacy_request.answer", subjectId: id, detail: { outcome } });
    if (row.userId) await emailPerson(tx, row.userId, { about: "privacy_request_answered" });
    else await tellOutside(tx, id);
  });
}

/** So many whole days before a deadline somebody is told of it. */
const ALARM_DAYS = [10, 5, 1];

/**
 * Job body, once a day: tells the privacy staff of requests that are due in ten, five or one days, and each day of those
 * that are late. Returns which.
 */
export async function alarmOfDeadlines(): Promise<string[]> {
  const rows = await db().privacyRequest.findMany({ where: isOpen });
  const due = rows.filter((row) => daysLeft(row) < 0 || ALARM_DAYS.includes(daysLeft(row)));
  if (due.length === 0) return [];
  const staff = await listStaff(["privacy", "operator"]);
  await transaction(undefined, async (tx) => {
    for (const { id: requestId, dueAt } of due)
      for (const userId of staff)
        await emailPerson(tx, userId, { about: "privacy_deadline", requestId, dueAt: dueAt.toISOString() });
  });
  for (const row of due)
    log.error("a privacy request is due", {
      request: row.id,
      due: row.dueAt.toISOString(),
      days: daysLeft(row),
    });
  return due.map(({ id }) => id);
}
