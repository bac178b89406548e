import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { transaction, type Context } from "@/lib/db";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toDelivery, withLog } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { WebhookDelivery } from "./schema";
import { sendTo } from "./send-event";

/** Sends this one endpoint a `webhook.test`, whatever types it asked for. Throws `not_found`, or `conflict` where it is off. */
export async function sendTestEvent(ctx: Context, id: string): Promise<WebhookDelivery> {
  requireWebhookAccess(ctx, "change");
  return transaction(ctx, async (tx) => {
    const endpoint = await findOwnEndpoint(ctx, id, tx);
    if (endpoint.disabledAt)
      throw new AppError("conflict", "This endpoint is switched off. Switch it on, then send the test.");
    const event = await tx.event.create({
      data: {
        id: newId("event"),
        organizationId: ctx.organizationId,
        type: "webhook.test",
        subjectId: id,
        data: { endpoint_id: id, message: "If you can read this, your webhook works." },
        createdAt: clock.now(),
      },
    });
    const deliveryId = await sendTo(tx, event, id);
    const row = await tx.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId }, include: withLog });
    return toDelivery(row);
  });
}
