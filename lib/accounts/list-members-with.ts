import type { Role } from "@/lib/core/actor";
import type { Tx } from "@/lib/db";

/** The people of an organization who have one of these roles. */
export async function listMembersWith(tx: Tx, organizationId: string, roles: Role[]): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { organizationId, role: { in: roles } },
    select: { userId: true },
  });
  return rows.map(({ userId }) => userId);
}
