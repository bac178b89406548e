import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { findOwnKey } from "./find-own-key";
import { readRequest } from "./read-request";
import { toApiKey, withNetworks } from "./record";
import { refuseEscalation } from "./refuse-escalation";
import { requireKeyAccess } from "./require-key-access";
import { RotateKey, type CreatedKey, type RotateRequest } from "./schema";
import { describeSecret, newSecret } from "./secret";
import { forgetSecret } from "./verify-key";

/**
 * Gives a key a new secret, which can be read this once; all else stays. The one before works until the overlap ends,
 * as do older ones until their own; an overlap of 0 ends them all at once. Throws `not_found` for another organization's,
 * `conflict` for one that is revoked or expired, and what `createKey` throws for who may not.
 */
export async function rotateKey(ctx: Context, keyId: string, request: RotateRequest): Promise<CreatedKey> {
  requireKeyAccess(ctx, "change");
  const { overlap_hours: overlapHours } = readRequest(RotateKey, request);
  const now = clock.now();
  const { row, secret, former } = await transaction(ctx, async (tx) => {
    // Locked: of two at once the second replaces what the first made.
    await tx.$queryRaw(Prisma.sql`SELECT id FROM api_keys WHERE id = ${keyId} FOR UPDATE`);
    const key = await findOwnKey(tx, ctx, keyId);
    refuseEnded(key, now);
    if (ctx.actor.kind === "key" && ctx.actor.keyId !== keyId) await refuseEscalation(tx, ctx, key);
    const former = await tx.retiredSecret.findMany({ where: { apiKeyId: keyId } });
    const overlapEndsAt = await retire(tx, key, now, overlapHours);
    const secret = newSecret(key.test);
    const data = { ...describeSecret(secret), rotatedAt: now, overlapEndsAt };
    const row = await tx.apiKey.update({ where: { id: keyId }, data, include: withNetworks });
    await recordAudit(tx, ctx, { action: "key.rotate", subjectId: keyId, detail: { overlapHours } });
    return { row, secret, former: [key, ...former] };
  });
  for (const { hash } of former) forgetSecret(hash);
  return { key: toApiKey(row), secret };
}

/** Keeps the present secret for the overlap and sweeps those that are over. Until when a former one works, or null. */
async function retire(
  tx: Tx,
  key: Prisma.ApiKeyModel,
  now: Date,
  overlapHours: number,
): Promise<Date | null> {
  const over = overlapHours === 0 ? {} : { expiresAt: { lte: now } };
  await tx.retiredSecret.deleteMany({ where: { apiKeyId: key.id, ...over } });
  if (overlapHours === 0) return null;
  const expiresAt = new Date(now.getTime() + overlapHours * 3_600_000);
  await tx.retiredSecret.create({ data: { hash: key.hash, apiKeyId: key.id, expiresAt } });
  const last = await tx.retiredSecret.aggregate({ where: { apiKeyId: key.id }, _max: { expiresAt: true } });
  return last._max.expiresAt;
}

function refuseEnded(key: Prisma.ApiKeyModel, now: Date): void {
  if (key.revokedAt) throw new AppError("conflict", "The key is revoked for good. Make a new one.");
  if (key.expiresAt && key.expiresAt <= now)
    throw new AppError("conflict", "The key has expired. Give it a later expiry first.");
}
