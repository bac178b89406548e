import { emailOwners } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { findSecret, type FoundSecret } from "./find-secret";
import { toApiKey } from "./record";
import type { ApiKey } from "./schema";
import { hashSecret, isWellFormed } from "./secret";
import { forgetSecret } from "./verify-key";

/** A key that was found where others can read it, and where, as the finder says. */
export interface Find {
  secret: string;
  source: string | null;
  url: string | null;
}

/**
 * Ends a key that was found where others can read it; a secret that a rotation has replaced ends alone and leaves its
 * key working. Its owners are mailed; `tell` runs in the same transaction, as the key's organization. Anything but a secret of ours that still
 * works changes nothing, and no answer says which it was.
 */
export async function revokeLeakedKey(
  { secret, source, url }: Find,
  requestId: string,
  tell: (tx: Tx, ctx: Context, key: ApiKey) => Promise<unknown>,
): Promise<void> {
  if (!isWellFormed(secret)) return;
  const hash = hashSecret(secret);
  const found = await findSecret(hash);
  if (!found) return;
  const { id, organizationId } = found.key;
  const ctx: Context = { actor: { kind: "system", name: "leak-report" }, organizationId, requestId };
  await transaction(ctx, async (tx) => {
    if (!(await end(tx, found, hash))) return;
    const former = found.retiredUntil !== null;
    await recordAudit(tx, ctx, { action: "key.leak", subjectId: id, detail: { source, url, former } });
    const key = toApiKey(await tx.apiKey.findUniqueOrThrow({ where: { id } }));
    const { name, masked } = key;
    await emailOwners(tx, ctx, { about: "key_leaked", name, masked, revoked: !former, source, url });
    await tell(tx, ctx, key);
  });
  forgetSecret(hash);
}

/** Whether it still worked. */
async function end(tx: Tx, { key, retiredUntil }: FoundSecret, hash: string): Promise<boolean> {
  if (key.revokedAt) return false;
  const now = clock.now();
  const exposure = { exposedAt: now, exposedBy: "leak" };
  if (retiredUntil === null) {
    const where = { id: key.id, hash, revokedAt: null };
    return (await tx.apiKey.updateMany({ where, data: { ...exposure, revokedAt: now } })).count > 0;
  }
  const { count } = await tx.retiredSecret.deleteMany({ where: { hash, expiresAt: { gt: now } } });
  if (count > 0) await tx.apiKey.update({ where: { id: key.id }, data: exposure });
  return count > 0;
}
