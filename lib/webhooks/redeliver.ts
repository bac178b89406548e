import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { transaction, type Context } from "@/lib/db";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toDelivery, withLog } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { WebhookDelivery } from "./schema";
import { enqueueTry } from "./send-event";

/**
 * Sends a delivery again at once, whether it arrived before or not, and gives it a whole new schedule. It keeps its
 * event's id, by which the receiver knows it. Throws `not_found`, or `conflict` where it is still under way or the
 * endpoint is off.
 */
export async function redeliver(
  ctx: Context,
  endpointId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  requireWebhookAccess(ctx, "change");
  return transaction(ctx, async (tx) => {
    const endpoint = await findOwnEndpoint(ctx, endpointId, tx, { adHoc: true });
    const row = await tx.webhookDelivery.findFirst({ where: { id: deliveryId, endpointId } });
    if (!row) throw new AppError("not_found", "There is no such delivery.");
    if (endpoint.disabledAt)
      throw new AppError("conflict", "This endpoint is switched off. Switch it on, then send again.");
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, status: { not: "pending" }, attempts: row.attempts },
      data: {
        status: "pending",
        scheduleStart: row.attempts,
        nextAttemptAt: clock.now(),
        completedAt: null,
      },
    });
    if (count === 0)
      throw new AppError("conflict", "This delivery is still under way; its next try is planned.");
    await enqueueTry(tx, deliveryId, row.attempts + 1);
    return toDelivery(
      await tx.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId }, include: withLog }),
    );
  });
}
