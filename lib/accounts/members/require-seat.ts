import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { Prisma, type Tx } from "@/lib/db";

export const conflict = (message: string): AppError => new AppError("conflict", message);

/**
 * Throws `conflict` where the plan is for no more people than there are: `invited` ones count as if they had come. Of two who
 * ask at once the second sees the first. A smaller plan sends nobody away; it only lets nobody in.
 */
export async function requireSeat(tx: Tx, organizationId: string, { invited = true } = {}): Promise<void> {
  const [row] = await tx.$queryRaw<{ most: number | null }[]>(
    Prisma.sql`SELECT most_members AS most FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
  );
  const most = row?.most ?? null;
  if (most === null) return;
  const members = await tx.membership.count({ where: { organizationId } });
  const open = invited
    ? await tx.invitation.count({ where: { organizationId, expiresAt: { gt: clock.now() } } })
    : 0;
  if (members + open < most) return;
  throw conflict(
    `The plan is for ${most} people, and ${members} belong to the organization${open > 0 ? `, beside ${open} invited` : ""}. Choose a larger plan at Credits, or remove somebody first.`,
  );
}
