import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Context, Prisma } from "@/lib/db";

/**
 * Throws `key_cap_reached` where these credits would take the acting key beyond its cap of this calendar month (UTC). What
 * failed or was cancelled is not counted: its credits went back.
 */
export async function requireKeyCap(
  client: Prisma.TransactionClient,
  { actor }: Context,
  credits: number,
): Promise<void> {
  if (actor.kind !== "key" || !actor.monthlyCreditCap || credits === 0) return;
  const now = clock.now();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const { _sum } = await client.generation.aggregate({
    where: { apiKeyId: actor.keyId, createdAt: { gte: month }, status: { notIn: ["failed", "cancelled"] } },
    _sum: { credits: true },
  });
  const left = Math.max(0, actor.monthlyCreditCap - (_sum.credits ?? 0));
  if (credits <= left) return;
  throw new AppError(
    "key_cap_reached",
    `This costs ${credits} credits, and this key may spend ${left} more this month. Raise its cap, or wait for the next month.`,
    { creditsRequired: credits, creditsAvailable: left },
  );
}
