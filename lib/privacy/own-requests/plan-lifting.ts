import { emailPerson, findRestriction, listRestricted, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context, type Prisma, type Tx } from "@/lib/db";
import { LIFT_NOTICE_DAYS, type KeepRestriction, type PlanLifting, type Restriction } from "../desk-schema";
import { dueDate } from "../due-date";
import { planRequest } from "./plan-request";
import { withExports } from "./record";

/** A restriction's end that the staff has planned and that has not come. */
export const plannedLifting = {
  type: "lift_restriction",
  source: "staff",
  status: { in: ["waiting", "in_progress"] },
} satisfies Prisma.PrivacyRequestWhereInput;

/**
 * Plans that a person's restriction ends, and tells them so at once: GDPR 18(3) wants them told before. Until the day it
 * holds, and whoever asks for it anew keeps it. Throws `invalid_request` where that is too soon, `conflict` where nothing is
 * restricted or an end is planned, `not_found`.
 */
export async function planLifting(ctx: Context, input: PlanLifting): Promise<{ id: string }> {
  requireStaff(ctx, ["privacy"]);
  const now = clock.now();
  const runsAt = new Date(input.lifts_at);
  const earliest = new Date(now.getTime() + LIFT_NOTICE_DAYS * 86_400_000);
  if (runsAt < earliest)
    throw new AppError(
      "invalid_request",
      `The person is told ${LIFT_NOTICE_DAYS} days ahead: name ${earliest.toISOString()} or later.`,
      { param: "lifts_at" },
    );
  const { user_id: userId, reason } = input;
  return transaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    if (!(await findRestriction(userId, tx)))
      throw new AppError("conflict", "Nothing of this person is restricted.");
    if (await tx.privacyRequest.findFirst({ where: { userId, ...plannedLifting } }))
      throw new AppError("conflict", "The end of this restriction is planned already.");
    // Its time to be done runs from the day that the person was told of.
    const { dueAt, rule: dueRule } = dueDate(runsAt);
    const row = await tx.privacyRequest.create({
      data: {
        ...{ id: newId("privacyRequest"), userId, type: "lift_restriction", source: "staff" },
        ...{ status: "waiting", answer: reason, receivedAt: now, confirmedAt: now, runsAt, dueAt, dueRule },
      },
      include: withExports,
    });
    await planRequest(tx, row);
    await emailPerson(tx, userId, { about: "restriction_lifting", startsAt: runsAt.toISOString() });
    await recordAudit(tx, ctx, { action: "restriction.plan_lifting", subjectId: row.id });
    return { id: row.id };
  });
}

/** Takes a planned end back: the restriction stays, and the person is told. Throws `conflict` once it has ended, `not_found`. */
export async function keepRestriction(ctx: Context, { id }: KeepRestriction): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  await transaction(ctx, async (tx) => {
    const row = await tx.privacyRequest.findFirst({
      where: { id, type: plannedLifting.type, source: plannedLifting.source },
    });
    if (!row?.userId) throw new AppError("not_found", "There is no such plan.");
    await lockPerson(tx, row.userId);
    if ((await stopLiftings(tx, row.userId)) === 0)
      throw new AppError("conflict", "This restriction has ended, or its end was taken back.");
    await emailPerson(tx, row.userId, { about: "privacy_request_answered" });
    await recordAudit(tx, ctx, { action: "restriction.keep", subjectId: id });
  });
}

/** What was planned for a person is off, because the staff or the person says so. Returns how much that was. */
export async function stopLiftings(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.privacyRequest.updateMany({
    where: { userId, ...plannedLifting },
    data: { status: "cancelled", completedAt: clock.now() },
  });
  return count;
}

/** Everybody whose data may only be kept, with what is planned for them. For the privacy staff. */
export async function listRestrictions(ctx: Context): Promise<Restriction[]> {
  requireStaff(ctx, ["privacy"]);
  const people = await listRestricted();
  const planned = await db().privacyRequest.findMany({
    where: { userId: { in: people.map(({ id }) => id) }, ...plannedLifting },
  });
  return people.map(({ id, email, restrictedAt }) => {
    const plan = planned.find(({ userId }) => userId === id);
    return {
      ...{ user_id: id, email, restricted_at: restrictedAt.toISOString() },
      planned: plan ? { id: plan.id, lifts_at: plan.runsAt.toISOString(), reason: plan.answer ?? "" } : null,
    };
  });
}

/** One writer of a person's requests at a time. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  const name = `privacy-request:${userId}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
}
