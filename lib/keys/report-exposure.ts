import { emailOwners } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findSecret } from "./find-secret";
import { toApiKey } from "./record";
import { hashSecret, isWellFormed } from "./secret";

/** How a key came to be readable by others: in an address, which logs keep, or over a connection without encryption. */
export type Exposure = "address" | "plain_http";

/**
 * Notes that a key was seen where others can read it, once, so that its owner is warned in the portal and by mail, and finds it in
 * the audit log. A text that is no key of ours changes nothing, and no answer tells which it was.
 */
export async function reportExposure(secret: string, by: Exposure, requestId: string): Promise<void> {
  if (!isWellFormed(secret)) return;
  const key = (await findSecret(hashSecret(secret)))?.key;
  if (!key || key.exposedAt || key.revokedAt) return;
  const ctx: Context = {
    actor: { kind: "system", name: "exposure" },
    organizationId: key.organizationId,
    requestId,
  };
  await transaction(ctx, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id: key.id, exposedAt: null },
      data: { exposedAt: clock.now(), exposedBy: by },
    });
    if (count === 0) return;
    await recordAudit(tx, ctx, { action: "key.expose", subjectId: key.id, detail: { by } });
    const { name, masked } = toApiKey(key);
    await emailOwners(tx, ctx, { about: "key_exposed", name, masked, by });
  });
  log.warn("key exposed", { key: key.id, by });
}
