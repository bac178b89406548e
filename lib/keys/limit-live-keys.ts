import { AppError } from "@/lib/core/errors";
import { Prisma, type Tx } from "@/lib/db";

const MAX_LIVE_KEYS = 50;

/**
 * Throws `conflict` where an organization has 50 live keys already. Its row is locked, so that two who make one at once
 * count one after the other.
 */
export async function limitLiveKeys(tx: Tx, organizationId: string, now: Date): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`);
  const live = await tx.apiKey.count({
    where: { organizationId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
  });
  if (live < MAX_LIVE_KEYS) return;
  throw new AppError(
    "conflict",
    `There are ${MAX_LIVE_KEYS} live keys already. Revoke one that is not used.`,
  );
}
