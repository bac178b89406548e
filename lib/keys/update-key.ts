import { requireProject } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { checkExpiry } from "./check-expiry";
import { findOwnKey } from "./find-own-key";
import { forgetKey } from "./forget-key";
import { limitLiveKeys } from "./limit-live-keys";
import { readRequest } from "./read-request";
import { toApiKey, withNetworks } from "./record";
import { refuseEscalation } from "./refuse-escalation";
import { requireKeyAccess } from "./require-key-access";
import { UpdateKey, type ApiKey } from "./schema";

/**
 * Changes what is given and leaves the rest: at once in this process, within five seconds in others. Throws `not_found`
 * for another organization's, `conflict` for a revoked one and for reviving an expired one at 50 live keys, and what
 * `createKey` throws for who may not.
 */
export async function updateKey(ctx: Context, keyId: string, request: UpdateKey): Promise<ApiKey> {
  requireKeyAccess(ctx, "change");
  const now = clock.now();
  const change = read(request, now);
  const row = await transaction(ctx, async (tx) => {
    const key = await findOwnKey(tx, ctx, keyId);
    if (key.revokedAt) throw new AppError("conflict", "The key is revoked for good. Make a new one.");
    const onlyName = Object.keys(change).every((field) => field === "name");
    if (!onlyName) await refuseEscalation(tx, ctx, { ...key, ...change });
    if (change.expiresAt && isOver(key, now)) await limitLiveKeys(tx, ctx.organizationId, now);
    if (change.projectId) await requireProject(tx, ctx.organizationId, change.projectId);
    const fields = Object.keys(request);
    await recordAudit(tx, ctx, { action: "key.update", subjectId: keyId, detail: { fields } });
    // Which rules hold for it is told apart from all else about it.
    const { projectId: project } = change;
    if (project !== undefined && project !== key.projectId)
      await recordAudit(tx, ctx, { action: "key.assign", subjectId: keyId, detail: { project } });
    return tx.apiKey.update({
      where: { id: keyId, organizationId: ctx.organizationId },
      data: change,
      include: withNetworks,
    });
  });
  await forgetKey(row);
  return toApiKey(row);
}

function read(request: UpdateKey, now: Date) {
  const parsed = readRequest(UpdateKey, request);
  const change = {
    name: parsed.name,
    scopes: parsed.scopes && [...new Set(parsed.scopes)],
    allowedAddresses: parsed.allowed_addresses,
    allowedOrigins: parsed.allowed_origins && [...new Set(parsed.allowed_origins)],
    monthlyCreditCap: parsed.monthly_credit_cap,
    projectId: parsed.project_id,
    expiresAt: parsed.expires_at && checkExpiry(parsed.expires_at, now),
  };
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<{
    [Name in keyof typeof change]: NonNullable<(typeof change)[Name]>;
  }>;
}

const isOver = ({ expiresAt }: Prisma.ApiKeyModel, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now;
