import { emailOwners, requireProject } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { requireAttestation } from "./attest";
import { checkExpiry } from "./check-expiry";
import { limitLiveKeys } from "./limit-live-keys";
import { readRequest } from "./read-request";
import { toApiKey } from "./record";
import { refuseEscalation } from "./refuse-escalation";
import { requireKeyAccess } from "./require-key-access";
import { CreateKey, type CreatedKey, type KeyRequest } from "./schema";
import { describeSecret, newSecret } from "./secret";

const DEFAULT_LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * A new key of the context's organization; `secret` can be read this once. Throws `forbidden` or `insufficient_scope`
 * for who may not (a key also where the new one would do more than itself), `invalid_request` for an expiry in the past
 * or beyond two years, `conflict` at 50 live keys and for a live key before {@link requireAttestation}.
 */
export async function createKey(ctx: Context, request: KeyRequest): Promise<CreatedKey> {
  requireKeyAccess(ctx, "change");
  const now = clock.now();
  const fields = read(ctx, request, now);
  const id = newId("apiKey", ctx.onceId);
  const secret = newSecret(fields.test);
  return transaction(ctx, async (tx) => {
    await refuseEscalation(tx, ctx, fields);
    if (fields.projectId) await requireProject(tx, ctx.organizationId, fields.projectId);
    if (!fields.test) await requireAttestation(tx, ctx, request.end_user_attestation);
    // Made by an attempt that did not live to show it: nobody has seen the secret of that one.
    if (ctx.onceId) await tx.apiKey.deleteMany({ where: { id, organizationId: ctx.organizationId } });
    await limitLiveKeys(tx, ctx.organizationId, now);
    const row = await tx.apiKey.create({
      data: {
        id,
        organizationId: ctx.organizationId,
        createdByUserId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        ...describeSecret(secret),
        ...fields,
        createdAt: now,
      },
    });
    const { test, scopes, projectId } = fields;
    await recordAudit(tx, ctx, { action: "key.create", subjectId: row.id, detail: { test, scopes } });
    if (projectId)
      await recordAudit(tx, ctx, { action: "key.assign", subjectId: id, detail: { project: projectId } });
    const key = toApiKey(row);
    const byKey = ctx.actor.kind === "key";
    // One for tests opens nothing real.
    if (!test) await emailOwners(tx, ctx, { about: "key_created", masked: key.masked, scopes, byKey });
    return { key, secret };
  });
}

function read({ actor }: Context, request: KeyRequest, now: Date) {
  const own = actor.kind === "key" ? (actor.projectId ?? null) : null;
  const parsed = readRequest(CreateKey, request);
  return {
    name: parsed.name,
    test: parsed.test,
    scopes: [...new Set(parsed.scopes)],
    allowedAddresses: parsed.allowed_addresses,
    allowedOrigins: [...new Set(parsed.allowed_origins)],
    monthlyCreditCap: parsed.monthly_credit_cap,
    // A key of a project makes keys of the same.
    projectId: parsed.project_id === undefined ? own : parsed.project_id,
    expiresAt: parsed.expires_at
      ? checkExpiry(parsed.expires_at, now)
      : new Date(now.getTime() + DEFAULT_LIFETIME_MS),
  };
}
