import { randomBytes } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { db, type Context, type Prisma } from "@/lib/db";
import { openSecret, sealSecret } from "@/lib/storage";
import { checkWebhookUrl } from "./check-webhook-url";
import { SECRET_BYTES, secretPurpose } from "./create-endpoint";
import { requireWebhookAccess } from "./require-webhook-access";
import { rotateSecret } from "./rotate-endpoint-secret";
import type { RotateSecret, SigningSecret } from "./schema";
import { signerId } from "./send-event";
import { showSecret } from "./sign-body";

/** Looks whether events may go to an address that a generation names, and has a secret ready. Throws `address_refused`. */
export async function acceptWebhookUrl(organizationId: string, url: string): Promise<void> {
  await checkWebhookUrl(url, "webhook_url");
  await ensureSigner(organizationId);
}

/**
 * The secret that signs what goes to the addresses of single generations. Made when it is first asked for. Throws
 * `forbidden` or `insufficient_scope`.
 */
export async function getSigningSecret(ctx: Context): Promise<SigningSecret> {
  requireWebhookAccess(ctx, "change");
  const row = await ensureSigner(ctx.organizationId);
  const secret = await openSecret(ctx.organizationId, secretPurpose(row.id), row.sealedSecret);
  return toSigningSecret(row, secret);
}

/** A new one; the one before signs beside it for `overlap_hours`. Throws as {@link getSigningSecret}. */
export async function rotateSigningSecret(ctx: Context, request: RotateSecret): Promise<SigningSecret> {
  requireWebhookAccess(ctx, "change");
  const { id } = await ensureSigner(ctx.organizationId);
  const { row, secret } = await rotateSecret(ctx, id, request);
  return toSigningSecret(row, secret);
}

/** Of two who make it at once the first one's stands. */
async function ensureSigner(organizationId: string): Promise<Prisma.WebhookEndpointModel> {
  const id = signerId(organizationId);
  const known = await db().webhookEndpoint.findUnique({ where: { id } });
  if (known) return known;
  const sealedSecret = await sealSecret(organizationId, secretPurpose(id), randomBytes(SECRET_BYTES));
  const description = "Addresses of single generations";
  const data = {
    id,
    organizationId,
    url: "",
    description,
    adHoc: true,
    sealedSecret,
    createdAt: clock.now(),
  };
  await db().webhookEndpoint.createMany({ data: [data], skipDuplicates: true });
  return db().webhookEndpoint.findUniqueOrThrow({ where: { id } });
}

function toSigningSecret(row: Prisma.WebhookEndpointModel, secret: Buffer): SigningSecret {
  const overlaps = row.previousExpiresAt && row.previousExpiresAt > clock.now();
  return {
    object: "signing_secret",
    endpoint_id: row.id,
    secret: showSecret(secret),
    previous_secret_expires_at: overlaps ? (row.previousExpiresAt?.toISOString() ?? null) : null,
    created_at: row.createdAt.toISOString(),
  };
}
