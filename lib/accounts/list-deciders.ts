import type { Tx } from "@/lib/db";

/** Everybody who decides for some organization, as its owner or admin, by their ids behind `behind`. */
export async function listDeciders(tx: Tx, { behind, take }: { behind: string; take: number }) {
  const rows = await tx.user.findMany({
    where: {
      id: { gt: behind },
      closedAt: null,
      memberships: { some: { role: { in: ["owner", "admin"] } } },
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
