import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { toApiKey } from "./record";
import { requireKeyAccess } from "./require-key-access";
import { CreateKey, type CreatedKey, type KeyRequest } from "./schema";
import { describeSecret, newSecret } from "./secret";

const MAX_LIVE_KEYS = 50;
const DEFAULT_LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * A new key of the context's organization; `secret` can be read this once. Throws `forbidden` or `insufficient_scope`
 * for who may not (a key also where the new one would do more than itself), `invalid_request` for an expiry in the past,
 * `conflict` at 50 live keys.
 */
export async function createKey(ctx: Context, request: KeyRequest): Promise<CreatedKey> {
  requireKeyAccess(ctx, "change");
  const now = clock.now();
  const { name, test, scopes, allowedAddresses, expiresAt } = read(request, now);
  refuseEscalation(ctx, { test, scopes });
  const id = newId("apiKey", ctx.onceId);
  const secret = newSecret(test);
  return transaction(ctx, async (tx) => {
    // Made by an attempt that did not live to show it: nobody has seen the secret of that one.
    if (ctx.onceId) await tx.apiKey.deleteMany({ where: { id, organizationId: ctx.organizationId } });
    await refuseBeyondLimit(tx, ctx.organizationId, now);
    const row = await tx.apiKey.create({
      data: {
        id,
        organizationId: ctx.organizationId,
        createdByUserId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        name,
        ...describeSecret(secret),
        test,
        scopes,
        allowedAddresses,
        createdAt: now,
        expiresAt,
      },
    });
    await recordAudit(tx, ctx, { action: "key.create", subjectId: row.id, detail: { test, scopes } });
    return { key: toApiKey(row), secret };
  });
}

function read(request: KeyRequest, now: Date) {
  const parsed = CreateKey.safeParse(request);
  if (!parsed.success) {
    const { message, path } = parsed.error.issues[0];
    throw new AppError("invalid_request", message, { param: path.join(".") });
  }
  const { name, test, scopes, allowed_addresses: allowedAddresses, expires_at: given } = parsed.data;
  const expiresAt = given
    ? new Date(given)
    : given === null
      ? null
      : new Date(now.getTime() + DEFAULT_LIFETIME_MS);
  if (expiresAt && expiresAt <= now)
    throw new AppError("invalid_request", "The expiry lies in the past.", { param: "expires_at" });
  return { name, test, scopes: [...new Set(scopes)], allowedAddresses, expiresAt };
}

function refuseEscalation({ actor }: Context, wanted: Pick<CreateKey, "test" | "scopes">): void {
  if (actor.kind !== "key") return;
  if (actor.test && !wanted.test) throw new AppError("forbidden", "A test key can make test keys only.");
  const missing = wanted.scopes.filter((scope) => !actor.scopes.includes(scope));
  if (missing.length > 0)
    throw new AppError(
      "insufficient_scope",
      `A key can pass on only its own scopes, which lack: ${missing.join(", ")}.`,
    );
}

/** The organization's row is locked, so that two who create at once count one after the other. */
async function refuseBeyondLimit(tx: Tx, organizationId: string, now: Date): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`);
  const live = await tx.apiKey.count({
    where: { organizationId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
  });
  if (live >= MAX_LIVE_KEYS)
    throw new AppError(
      "conflict",
      `There are ${MAX_LIVE_KEYS} live keys already. Revoke one that is not used.`,
    );
}
