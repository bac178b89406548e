import { requireRole, stepUp } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { MadeWithKey } from "@/lib/core/made-with-key";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { countOfKey } from "@/lib/generations";
import { hasJob } from "@/lib/jobs";
import { findKey } from "@/lib/keys";
import { countPrintsOfKey } from "@/lib/prints";
import { countUploadsOfKey } from "@/lib/uploads";
import { countRequestsOfKey } from "@/lib/usage";
import { KEY_ERASURE_WAITS_MS, type EraseKeyData, type KeyDataCount } from "../key-data-schema";
import { keyErasureJobKey } from "../job-names";
import { planKeyErasure } from "./run-key-erasure";

/**
 * The first step: what one key of the organization made and is kept, a revoked one's as well. For owners and admins who
 * are signed in. Throws `forbidden`, and `not_found` the same for another organization's.
 */
export async function countKeyData(ctx: Context, keyId: string): Promise<KeyDataCount> {
  const scope = await findScope(ctx, keyId);
  const [generations, prints, uploads, requests, pending] = await Promise.all([
    countOfKey(scope),
    countPrintsOfKey(scope),
    countUploadsOfKey(scope),
    countRequestsOfKey(scope),
    hasJob(keyErasureJobKey(keyId)),
  ]);
  return { key_id: keyId, generations, prints, uploads, requests, pending };
}

/**
 * The second: erases what one key made until now, and nothing of any other: generations with their files, conversions,
 * checks, uploads, lines of the request log and networks. A job does it a minute later. The key itself goes on. Asked
 * again it is done again, for what came since. Throws `invalid_request` for a wrong password, `forbidden`, `not_found`.
 */
export async function eraseKeyData(
  ctx: Context,
  { key_id, ...proof }: EraseKeyData,
): Promise<{ key_id: string; begins_at: string }> {
  const scope = await findScope(ctx, key_id);
  await stepUp(ctx, proof);
  const runAt = new Date(scope.until.getTime() + KEY_ERASURE_WAITS_MS);
  await transaction(ctx, async (tx) => {
    const detail = { until: scope.until.toISOString() };
    await recordAudit(tx, ctx, { action: "key.erase_data", subjectId: key_id, detail });
    await planKeyErasure(tx, { ...scope, requestId: ctx.requestId }, runAt);
  });
  return { key_id, begins_at: runAt.toISOString() };
}

async function findScope(ctx: Context, keyId: string): Promise<MadeWithKey> {
  requireRole(ctx, ["owner", "admin"]);
  if (ctx.actor.kind !== "user")
    throw new AppError("forbidden", "Sign in to the portal to erase what a key made.");
  await findKey(ctx.tx ?? db(), ctx, keyId);
  return { organizationId: ctx.organizationId, keyId, until: clock.now() };
}
