import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { checkWebhookUrl } from "./check-webhook-url";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toEndpoint } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { UpdateEndpoint, WebhookEndpoint } from "./schema";

/**
 * Changes what is named and leaves the rest. Switching an endpoint on again also forgets why it was off; what failed
 * meanwhile is sent again only on request. Throws `not_found`, `address_refused`, `forbidden` or `insufficient_scope`.
 */
export async function updateEndpoint(
  ctx: Context,
  id: string,
  request: UpdateEndpoint,
): Promise<WebhookEndpoint> {
  requireWebhookAccess(ctx, "change");
  if (request.url !== undefined) await checkWebhookUrl(request.url);
  const row = await transaction(ctx, async (tx) => {
    const before = await findOwnEndpoint(ctx, id, tx);
    await recordAudit(tx, ctx, { action: "webhook.update", subjectId: id });
    return tx.webhookEndpoint.update({
      where: { id, organizationId: ctx.organizationId },
      data: {
        url: request.url,
        description: request.description,
        eventTypes: request.event_types && [...new Set(request.event_types)],
        ...(request.enabled === true && { disabledAt: null, disabledReason: null }),
        ...(request.enabled === false &&
          !before.disabledAt && { disabledAt: clock.now(), disabledReason: "by_hand" }),
      },
    });
  });
  return toEndpoint(row);
}
