import { db, Prisma, type Tx } from "@/lib/db";

/**
 * The organizations that stand and fall with a person: those they own and nobody else does. What others own as well stays
 * when the person goes.
 */
export async function findOwnOrganizations(userId: string, tx?: Tx): Promise<string[]> {
  const rows = await (tx ?? db()).$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT own.organization_id AS id FROM memberships AS own
    WHERE own.user_id = ${userId} AND own.role = 'owner' AND NOT EXISTS (
      SELECT FROM memberships AS other JOIN users ON users.id = other.user_id
      WHERE other.organization_id = own.organization_id AND other.user_id <> own.user_id
        AND other.role = 'owner' AND users.closed_at IS NULL)
    ORDER BY 1`);
  return rows.map(({ id }) => id);
}

export interface NamedOrganization {
  id: string;
  name: string;
}

/** A person's organizations: those that go with them, and those that stay. */
export async function sortOrganizations(
  userId: string,
): Promise<{ own: NamedOrganization[]; shared: NamedOrganization[] }> {
  const own = new Set(await findOwnOrganizations(userId));
  const rows = await db().membership.findMany({
    where: { userId },
    select: { organization: { select: { id: true, name: true } } },
  });
  const all = rows.map(({ organization }) => organization);
  return { own: all.filter(({ id }) => own.has(id)), shared: all.filter(({ id }) => !own.has(id)) };
}

/** Who else belongs to these organizations, and loses them with the person. */
export async function findOtherMembers(
  userId: string,
  organizationIds: readonly string[],
  tx?: Tx,
): Promise<string[]> {
  const rows = await (tx ?? db()).membership.findMany({
    where: { organizationId: { in: [...organizationIds] }, userId: { not: userId } },
    distinct: ["userId"],
    select: { userId: true },
  });
  return rows.map((row) => row.userId);
}
