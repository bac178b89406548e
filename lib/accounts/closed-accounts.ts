import { db } from "@/lib/db";

/** People whose account was closed before a moment, the first closed first, but for these and the owners of those. */
export async function findClosedAccounts(
  before: Date,
  {
    not,
    organizationIds,
    limit,
  }: { not: readonly string[]; organizationIds: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await db().user.findMany({
    where: {
      closedAt: { lte: before },
      id: { notIn: [...not] },
      memberships: { none: { organizationId: { in: [...organizationIds] } } },
    },
    orderBy: { closedAt: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
