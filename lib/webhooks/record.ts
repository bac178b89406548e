import { clock } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db";
import type { EventType, WebhookAttempt, WebhookDelivery, WebhookEndpoint } from "./schema";
import { writeBody } from "./write-body";

/** Row → the public endpoint, without its secret. */
export function toEndpoint(row: Prisma.WebhookEndpointModel): WebhookEndpoint {
  const overlap = row.previousExpiresAt && row.previousExpiresAt > clock.now() ? row.previousExpiresAt : null;
  return {
    id: row.id,
    object: "webhook_endpoint",
    url: row.url,
    description: row.description,
    event_types: row.eventTypes as EventType[],
    enabled: row.disabledAt === null,
    disabled_reason: row.disabledReason as WebhookEndpoint["disabled_reason"],
    previous_secret_expires_at: overlap?.toISOString() ?? null,
    last_success_at: row.lastSuccessAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}

export type DeliveryRow = Prisma.WebhookDeliveryModel & {
  event: Prisma.EventModel;
  endpoint: Pick<Prisma.WebhookEndpointModel, "url">;
  log: Prisma.WebhookAttemptModel[];
};

/** What a delivery is read with: its event, and its tries in order. */
export const withLog = {
  event: true,
  endpoint: { select: { url: true } },
  log: { orderBy: { number: "asc" } },
} as const;

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    object: "webhook_delivery",
    endpoint_id: row.endpointId,
    url: row.url ?? row.endpoint.url,
    event_id: row.eventId,
    event_type: row.eventType as EventType,
    status: row.status,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    body: writeBody(row.event),
    attempts: row.log.map(toAttempt),
    created_at: row.createdAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
  };
}

const toAttempt = (row: Prisma.WebhookAttemptModel): WebhookAttempt => ({
  number: row.number,
  at: row.at.toISOString(),
  duration_ms: row.durationMs,
  status_code: row.statusCode,
  error: row.error,
  answer: row.answer,
});
