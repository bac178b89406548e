import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { sealSecret } from "@/lib/storage";
import { SECRET_BYTES, secretPurpose } from "./create-endpoint";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toEndpoint } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { CreatedEndpoint, RotateSecret } from "./schema";
import { showSecret } from "./sign-body";

const HOUR_MS = 60 * 60 * 1000;

/**
 * A new secret, shown this once. The one before signs beside it for `overlap_hours`, so that a receiver can change over
 * without losing an event; a secret from before that ends now. Throws `not_found`, `forbidden` or `insufficient_scope`.
 */
export async function rotateEndpointSecret(
  ctx: Context,
  id: string,
  request: RotateSecret,
): Promise<CreatedEndpoint> {
  requireWebhookAccess(ctx, "change");
  await findOwnEndpoint(ctx, id);
  const { row, secret } = await rotateSecret(ctx, id, request);
  return { endpoint: toEndpoint(row), secret: showSecret(secret) };
}

/** The same for an endpoint that the caller has looked for. */
export async function rotateSecret(ctx: Context, id: string, { overlap_hours }: RotateSecret) {
  const secret = randomBytes(SECRET_BYTES);
  const sealedSecret = await sealSecret(ctx.organizationId, secretPurpose(id), secret);
  const row = await transaction(ctx, async (tx) => {
    const { sealedSecret: previousSecret } = await findOwnEndpoint(ctx, id, tx, { adHoc: true });
    await recordAudit(tx, ctx, { action: "webhook.rotate_secret", subjectId: id, detail: { overlap_hours } });
    return tx.webhookEndpoint.update({
      where: { id },
      data: {
        sealedSecret,
        previousSecret,
        previousExpiresAt: new Date(clock.now().getTime() + overlap_hours * HOUR_MS),
      },
    });
  });
  return { row, secret };
}
