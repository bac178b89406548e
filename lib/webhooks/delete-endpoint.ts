import { recordAudit, transaction, type Context } from "@/lib/db";
import { findOwnEndpoint } from "./find-own-endpoint";
import { requireWebhookAccess } from "./require-webhook-access";
import type { DeletedEndpoint } from "./schema";

/** Its deliveries go with it; one that is under way arrives or not. Throws `not_found`, `forbidden` or `insufficient_scope`. */
export async function deleteEndpoint(ctx: Context, id: string): Promise<DeletedEndpoint> {
  requireWebhookAccess(ctx, "change");
  await transaction(ctx, async (tx) => {
    await findOwnEndpoint(ctx, id, tx);
    await recordAudit(tx, ctx, { action: "webhook.delete", subjectId: id });
    await tx.webhookEndpoint.delete({ where: { id } });
  });
  return { id, object: "webhook_endpoint", deleted: true };
}
