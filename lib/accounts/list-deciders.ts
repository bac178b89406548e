import type { Tx } from "@/lib/db";

/** Everybody who decides for some organization, or for one of those named, as its owner or admin, by their ids behind `behind`. */
export async function listDeciders(
  tx: Tx,
  { behind, take, of }: { behind: string; take: number; of?: readonly string[] },
) {
  const organizationId = of && { in: [...of] };
  const rows = await tx.user.findMany({
    where: {
      id: { gt: behind },
      closedAt: null,
      memberships: { some: { role: { in: ["owner", "admin"] }, organizationId } },
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
