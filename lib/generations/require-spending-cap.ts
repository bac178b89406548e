import type { SpendingLimits } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context, type Prisma } from "@/lib/db";

/**
 * Throws `spending_cap_reached` where these credits would take the organization, or the person who acts, beyond what may be
 * spent in this calendar month (UTC). A person's count is what they make in the portal; keys have caps of their own. What
 * failed or was cancelled is not counted: its credits went back.
 */
export async function requireSpendingCap(
  client: Prisma.TransactionClient,
  { actor, organizationId }: Context,
  { organizationCap, memberCap }: SpendingLimits,
  credits: number,
): Promise<void> {
  if (credits === 0) return;
  if (memberCap !== null && actor.kind === "user")
    requireLeft(
      "you",
      memberCap - (await spentOf(client, { organizationId, userId: actor.userId })),
      credits,
    );
  if (organizationCap !== null)
    requireLeft("your organization", organizationCap - (await spentOf(client, { organizationId })), credits);
}

/** Credits that generations of this calendar month took. */
export async function spentOf(
  client: Prisma.TransactionClient,
  of: { organizationId: string; userId?: string },
): Promise<number> {
  const { _sum } = await client.generation.aggregate({
    where: { ...of, ...thisMonth() },
    _sum: { credits: true },
  });
  return _sum.credits ?? 0;
}

/** The same of each person who made any in the portal. */
export async function spentByPerson(organizationId: string): Promise<Map<string, number>> {
  const rows = await db().generation.groupBy({
    by: ["userId"],
    where: { ...thisMonth(), organizationId, userId: { not: null } },
    _sum: { credits: true },
  });
  return new Map(rows.map(({ userId, _sum }) => [userId!, _sum.credits ?? 0]));
}

function thisMonth(): Prisma.GenerationWhereInput {
  const now = clock.now();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  return { createdAt: { gte: month }, status: { notIn: ["failed", "cancelled"] } };
}

function requireLeft(whose: string, rest: number, credits: number): void {
  const left = Math.max(0, rest);
  if (credits <= left) return;
  throw new AppError(
    "spending_cap_reached",
    `This costs ${credits} credits, and ${whose} may spend ${left} more this month. Ask an owner to raise the cap, or wait for the next month.`,
    { creditsRequired: credits, creditsAvailable: left },
  );
}
