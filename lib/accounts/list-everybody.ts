import type { Tx } from "@/lib/db";

export interface AnyAccount {
  id: string;
  closed: boolean;
  organizations: number;
}

/** Everybody of whom an account is kept, closed ones too, by their ids behind `behind`. */
export async function listEverybody(
  tx: Tx,
  { behind, take }: { behind: string; take: number },
): Promise<AnyAccount[]> {
  const rows = await tx.user.findMany({
    where: { id: { gt: behind } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, closedAt: true, _count: { select: { memberships: true } } },
  });
  return rows.map(({ id, closedAt, _count }) => ({
    id,
    closed: closedAt !== null,
    organizations: _count.memberships,
  }));
}
