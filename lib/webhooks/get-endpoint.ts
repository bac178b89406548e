import type { Context } from "@/lib/db";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toEndpoint } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { WebhookEndpoint } from "./schema";

/** Throws `not_found`, or `insufficient_scope` for a key without the scope `webhooks`. */
export async function getEndpoint(ctx: Context, id: string): Promise<WebhookEndpoint> {
  requireWebhookAccess(ctx, "see");
  return toEndpoint(await findOwnEndpoint(ctx, id));
}
