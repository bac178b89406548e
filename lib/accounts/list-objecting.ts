import type { Tx } from "@/lib/db";

/**
 * Who is left out of a purpose, whatever was agreed to: people who object to it, are restricted, wait for an erasure or
 * have closed their account, and organizations that one of those owns or that are so themselves.
 */
export async function listObjecting(
  tx: Tx,
  purpose: string,
): Promise<{ userIds: string[]; organizationIds: string[] }> {
  const marked = [{ restrictedAt: { not: null } }, { frozenAt: { not: null } }, { closedAt: { not: null } }];
  const people = { OR: [{ objections: { has: purpose } }, ...marked] };
  const users = await tx.user.findMany({ where: people, select: { id: true } });
  const organizations = await tx.organization.findMany({
    where: { OR: [...marked, { memberships: { some: { role: "owner", user: people } } }] },
    select: { id: true },
  });
  return { userIds: users.map(({ id }) => id), organizationIds: organizations.map(({ id }) => id) };
}
