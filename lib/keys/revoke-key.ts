import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findOwnKey } from "./find-own-key";
import { forgetKey } from "./forget-key";
import { toApiKey, withNetworks } from "./record";
import { requireKeyAccess } from "./require-key-access";
import type { ApiKey } from "./schema";

/**
 * Ends a key for good: at once in this process, within five seconds in others. Revoking twice is fine. Throws
 * `not_found` for another organization's, `forbidden` or `insufficient_scope`.
 */
export async function revokeKey(ctx: Context, keyId: string): Promise<ApiKey> {
  requireKeyAccess(ctx, "change");
  const row = await transaction(ctx, async (tx) => {
    const key = await findOwnKey(tx, ctx, keyId);
    if (key.revokedAt) return key;
    await recordAudit(tx, ctx, { action: "key.revoke", subjectId: keyId });
    return tx.apiKey.update({
      where: { id: keyId },
      data: { revokedAt: clock.now() },
      include: withNetworks,
    });
  });
  await forgetKey(row);
  return toApiKey(row);
}
