import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { sealSecret } from "@/lib/storage";
import { checkWebhookUrl } from "./check-webhook-url";
import { toEndpoint } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { CreatedEndpoint, CreateEndpoint } from "./schema";
import { showSecret } from "./sign-body";

export const MAX_ENDPOINTS = 10;
export const SECRET_BYTES = 32;

/** What an endpoint's secret is sealed for. */
export const secretPurpose = (endpointId: string): string => `webhook:${endpointId}`;

/**
 * A new endpoint of the context's organization; `secret` can be read this once. Throws `address_refused` for a private
 * address, `conflict` at ten endpoints, `forbidden` or `insufficient_scope`.
 */
export async function createEndpoint(ctx: Context, request: CreateEndpoint): Promise<CreatedEndpoint> {
  requireWebhookAccess(ctx, "change");
  await checkWebhookUrl(request.url);
  const { organizationId } = ctx;
  const id = newId("webhookEndpoint", ctx.onceId);
  const secret = randomBytes(SECRET_BYTES);
  const sealedSecret = await sealSecret(organizationId, secretPurpose(id), secret);
  const row = await transaction(ctx, async (tx) => {
    // Made by an attempt that did not live to show it: nobody has seen the secret of that one.
    if (ctx.onceId) await tx.webhookEndpoint.deleteMany({ where: { id, organizationId } });
    await refuseBeyondLimit(tx, organizationId);
    await recordAudit(tx, ctx, { action: "webhook.create", subjectId: id });
    return tx.webhookEndpoint.create({
      data: {
        id,
        organizationId,
        url: request.url,
        description: request.description,
        eventTypes: [...new Set(request.event_types)],
        sealedSecret,
        createdAt: clock.now(),
      },
    });
  });
  return { endpoint: toEndpoint(row), secret: showSecret(secret) };
}

/** The organization's row is locked, so that two who create at once count one after the other. */
async function refuseBeyondLimit(tx: Tx, organizationId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`);
  if ((await tx.webhookEndpoint.count({ where: { organizationId, adHoc: false } })) < MAX_ENDPOINTS) return;
  throw new AppError(
    "conflict",
    `There are ${MAX_ENDPOINTS} webhook endpoints already. Delete one that is not used.`,
  );
}
