import { clock } from "@/lib/core/clock";
import { db, type Tx } from "@/lib/db";
import { forgetSession } from "./find-session";

/** A person and the organizations that are theirs alone. */
export interface Holder {
  userId: string;
  organizationIds: readonly string[];
}

/** Why nothing may be done with what is there: `restricted` by the person's wish, `frozen` until an erasure begins. */
export type Withheld = "restricted" | "frozen";

/** Marks a person and what is theirs alone, or takes the mark off. Whoever calls has checked who asks. */
export async function setWithheld(tx: Tx, holder: Holder, mark: Withheld, on: boolean): Promise<void> {
  const at = on ? clock.now() : null;
  const data = mark === "frozen" ? { frozenAt: at } : { restrictedAt: at };
  await tx.user.updateMany({ where: { id: holder.userId }, data });
  await tx.organization.updateMany({ where: { id: { in: [...holder.organizationIds] } }, data });
}

/** Everybody and everything that bears one of the marks: no sweep and no statistics may touch it. */
export async function listWithheld(): Promise<{ userIds: string[]; organizationIds: string[] }> {
  const where = { OR: [{ restrictedAt: { not: null } }, { frozenAt: { not: null } }] };
  const [users, organizations] = await Promise.all([
    db().user.findMany({ where, select: { id: true } }),
    db().organization.findMany({ where, select: { id: true } }),
  ]);
  return { userIds: users.map(({ id }) => id), organizationIds: organizations.map(({ id }) => id) };
}

/** Everybody who is restricted by their own wish, the longest first. */
export async function listRestricted(): Promise<{ id: string; email: string; restrictedAt: Date }[]> {
  const rows = await db().user.findMany({
    where: { restrictedAt: { not: null } },
    select: { id: true, email: true, restrictedAt: true },
    orderBy: { restrictedAt: "asc" },
    take: 500,
  });
  return rows.map((row) => ({ ...row, restrictedAt: row.restrictedAt! }));
}

/** Since when a person is restricted, or null. */
export async function findRestriction(userId: string, tx?: Tx): Promise<Date | null> {
  const row = await (tx ?? db()).user.findUnique({ where: { id: userId }, select: { restrictedAt: true } });
  return row?.restrictedAt ?? null;
}

/** Writes down that a person objects to a purpose, or does so no longer. Whoever calls has checked who asks. */
export async function setObjection(tx: Tx, userId: string, purpose: string, objects: boolean): Promise<void> {
  const { objections } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const rest = objections.filter((each) => each !== purpose);
  await tx.user.update({
    where: { id: userId },
    data: { objections: objects ? [...rest, purpose].sort() : rest },
  });
}

/** What a person objects to. */
export async function listObjections(userId: string): Promise<string[]> {
  const row = await db().user.findUnique({ where: { id: userId }, select: { objections: true } });
  return row?.objections ?? [];
}

/**
 * Ends an account: from now on nobody signs in with it, and in two years it is erased. Its sessions end, and the
 * organizations that are theirs alone are closed with it. Returns the sessions that ended.
 */
export async function markClosed(tx: Tx, { userId, organizationIds }: Holder): Promise<string[]> {
  const now = clock.now();
  const live = { userId, revokedAt: null };
  const sessions = await tx.session.findMany({ where: live, select: { id: true } });
  await tx.session.updateMany({ where: live, data: { revokedAt: now } });
  await tx.user.updateMany({ where: { id: userId, closedAt: null }, data: { closedAt: now } });
  await tx.organization.updateMany({
    where: { id: { in: [...organizationIds] }, closedAt: null },
    data: { closedAt: now },
  });
  return sessions.map(({ id }) => id);
}

/** Makes this process ask the database again about sessions that ended. */
export function forgetSessions(sessionIds: readonly string[]): void {
  for (const id of sessionIds) forgetSession(id);
}
