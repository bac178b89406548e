import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { DataSubject } from "@/lib/core/personal-data";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { planRequest } from "./own-requests/plan-request";
import { withExports } from "./own-requests/record";
import type { LegalHold, PlaceHold } from "./desk-schema";

/**
 * Keeps a person's data, an organization's, or both, from every rule and every erasure until the hold is released. For
 * the privacy staff: throws `not_found` for everybody else, `forbidden` for other staff, and `invalid_request` where it
 * names nobody.
 */
export async function placeHold(ctx: Context, wish: PlaceHold): Promise<LegalHold> {
  requireStaff(ctx, ["privacy"]);
  const { user_id: userId = null, organization_id: organizationId = null, reason, authority } = wish;
  if (!userId && !organizationId)
    throw new AppError("invalid_request", "Name a person or an organization to hold.", { param: "user_id" });
  const row = await transaction(ctx, async (tx) => {
    const id = newId("legalHold");
    await recordAudit(tx, ctx, { action: "legal_hold.place", subjectId: id });
    return tx.legalHold.create({
      data: { id, userId, organizationId, reason, authority, createdBy: whoOf(ctx), createdAt: clock.now() },
    });
  });
  return toHold(row);
}

/** Ends a hold; erasures that it kept waiting go on at once. Releasing twice is fine. Throws as {@link placeHold}. */
export async function releaseHold(ctx: Context, id: string): Promise<LegalHold> {
  requireStaff(ctx, ["privacy"]);
  const row = await transaction(ctx, async (tx) => {
    const { count } = await tx.legalHold.updateMany({
      where: { id, releasedAt: null },
      data: { releasedAt: clock.now(), releasedBy: whoOf(ctx) },
    });
    const hold = await tx.legalHold.findUnique({ where: { id } });
    if (!hold) throw new AppError("not_found", "There is no such hold.");
    if (count === 0) return hold;
    await recordAudit(tx, ctx, { action: "legal_hold.release", subjectId: id });
    const waiting = await tx.privacyRequest.findMany({
      where: {
        type: "erasure",
        status: "partial",
        OR: [{ userId: hold.userId ?? "" }, ofOrganization(hold)],
      },
      include: withExports,
    });
    for (const request of waiting) {
      const runsAt = clock.now();
      await tx.privacyRequest.update({ where: { id: request.id }, data: { runsAt } });
      await planRequest(tx, { ...request, runsAt });
    }
    return hold;
  });
  return toHold(row);
}

const ofOrganization = ({ organizationId }: { organizationId: string | null }) => ({
  organizationIds: { has: organizationId ?? "" },
});

/** All holds, those in force first. For the staff. */
export async function listHolds(ctx: Context): Promise<LegalHold[]> {
  requireStaff(ctx);
  const rows = await db().legalHold.findMany({
    orderBy: [{ releasedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    take: 200,
  });
  return rows.map(toHold);
}

/** Everybody and everything that a hold in force keeps. */
export async function findHeld(): Promise<{ userIds: string[]; organizationIds: string[] }> {
  const rows = await db().legalHold.findMany({ where: { releasedAt: null } });
  return {
    userIds: rows.flatMap(({ userId }) => userId ?? []),
    organizationIds: rows.flatMap(({ organizationId }) => organizationId ?? []),
  };
}

/** What of a subject is held, or null. */
export async function holdOn({ userId, organizationIds }: DataSubject): Promise<DataSubject | null> {
  const held = await findHeld();
  const organizations = organizationIds.filter((id) => held.organizationIds.includes(id));
  const person = held.userIds.includes(userId);
  // Somebody who is held as a person is held with what is theirs alone.
  if (person) return { userId, organizationIds };
  return organizations.length > 0 ? { userId, organizationIds: organizations } : null;
}

export const whoOf = ({ actor }: Context): string =>
  actor.kind === "key" ? actor.keyId : actor.kind === "system" ? actor.name : actor.userId;

const toHold = (row: Prisma.LegalHoldModel): LegalHold => ({
  id: row.id,
  user_id: row.userId,
  organization_id: row.organizationId,
  reason: row.reason,
  authority: row.authority,
  created_at: row.createdAt.toISOString(),
  released_at: row.releasedAt?.toISOString() ?? null,
});
