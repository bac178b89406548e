import { seesContent } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { beyondCursor, db, type Context } from "@/lib/db";
import { findOwnEndpoint } from "./find-own-endpoint";
import { toDelivery, withLog } from "./record";
import { requireWebhookAccess } from "./require-webhook-access";
import type { DeliveryPage, ListDeliveries, WebhookDelivery } from "./schema";

/** An endpoint's deliveries, newest first. Throws `not_found`, or `invalid_request` for a cursor that is none of its. */
export async function listDeliveries(
  ctx: Context,
  endpointId: string,
  { limit, after, status, subject_id }: ListDeliveries,
): Promise<DeliveryPage> {
  requireWebhookAccess(ctx, "see");
  await findOwnEndpoint(ctx, endpointId, undefined, { adHoc: true });
  const cursor = after
    ? await db().webhookDelivery.findFirst({ where: { id: after, endpointId } })
    : undefined;
  if (cursor === null)
    throw new AppError("invalid_request", "There is no such delivery to continue behind.", {
      param: "after",
    });
  const rows = await db().webhookDelivery.findMany({
    where: {
      endpointId,
      status,
      ...(subject_id && { event: { subjectId: subject_id } }),
      ...(cursor && beyondCursor(cursor)),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: withLog,
  });
  const shown = rows.slice(0, limit).map(toDelivery);
  const data = seesContent(ctx) ? shown : shown.map(withoutContent);
  return { object: "list", data, has_more: rows.length > limit };
}

/** That it was sent, when, and how it was taken; not what was in it, nor what came back. */
const withoutContent = (delivery: WebhookDelivery): WebhookDelivery => ({
  ...delivery,
  body: "",
  attempts: delivery.attempts.map((attempt) => ({ ...attempt, answer: null })),
});
