import { db, type Tx } from "@/lib/db";

interface Caps {
  organizationCap: number | null;
  members: { userId: string; cap: number | null }[];
}

/** What an organization and each of its people may spend in a calendar month, in credits; null: all there is. */
export async function findCaps(organizationId: string): Promise<Caps> {
  const row = await db().organization.findUnique({
    where: { id: organizationId },
    select: { monthlyCreditCap: true, memberships: { select: { userId: true, monthlyCreditCap: true } } },
  });
  return {
    organizationCap: row?.monthlyCreditCap ?? null,
    members: (row?.memberships ?? []).map(({ userId, monthlyCreditCap: cap }) => ({ userId, cap })),
  };
}

/** Whoever calls has checked who asks. */
export async function setOrganizationCap(tx: Tx, organizationId: string, cap: number | null): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { monthlyCreditCap: cap } });
}

/** False where the person does not belong to the organization. */
export async function setMemberCap(
  tx: Tx,
  organizationId: string,
  userId: string,
  cap: number | null,
): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { organizationId, userId },
    data: { monthlyCreditCap: cap },
  });
  return count > 0;
}

/** Organizations that have a cap. */
export async function listCapped(): Promise<{ organizationId: string; cap: number }[]> {
  const rows = await db().organization.findMany({
    where: { monthlyCreditCap: { not: null } },
    select: { id: true, monthlyCreditCap: true },
  });
  return rows.map(({ id, monthlyCreditCap }) => ({ organizationId: id, cap: monthlyCreditCap! }));
}
