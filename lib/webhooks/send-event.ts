import { clock } from "@/lib/core/clock";
import { idPrefixes, newId } from "@/lib/core/ids";
import { Prisma, sealRow, type Tx } from "@/lib/db";
import { addJob, enqueue } from "@/lib/jobs";
import { MAX_ENDPOINTS } from "./create-endpoint";
import { DELIVER_CRASHES, DELIVER_JOB, deliverJobKey } from "./job-names";

/** What a delivery needs to know of its event. */
type Sent = Pick<Prisma.EventModel, "id" | "organizationId" | "type">;

/**
 * Puts an event on its way to every endpoint that wants its type, and to the address that its subject names itself, in
 * the transaction that records it.
 */
export async function sendEvent(tx: Tx, event: Sent, url?: string | null): Promise<void> {
  const endpoints = await tx.webhookEndpoint.findMany({
    where: {
      organizationId: event.organizationId,
      disabledAt: null,
      adHoc: false,
      OR: [{ eventTypes: { isEmpty: true } }, { eventTypes: { has: event.type } }],
    },
    select: { id: true },
  });
  for (const { id } of endpoints) await sendTo(tx, event, id);
  if (url) await sendTo(tx, event, signerId(event.organizationId), url);
}

/** The same as steps of the statement that records it, where its step `given` has a row: `sent` has one a delivery. */
export async function sendSteps(event: Sent, url: string | null, given: Prisma.Sql): Promise<Prisma.Sql> {
  const { organizationId } = event;
  const sealed = await sealRow("webhook_deliveries", { eventId: event.id, organizationId, url });
  const ids = Array.from({ length: MAX_ENDPOINTS + 1 }, () => newId("webhookDelivery"));
  const now = Prisma.sql`${clock.now().toISOString()}::timestamptz`;
  const payload = Prisma.sql`json_build_object('deliveryId', delivery.id, 'number', 1)`;
  // As deliverJobKey writes it.
  const jobKey = Prisma.sql`${DELIVER_JOB}::text || ':' || delivery.id || ':1'`;
  return Prisma.sql`
    delivery AS (
      INSERT INTO webhook_deliveries
        (id, organization_id, endpoint_id, url, event_id, event_type, next_attempt_at, created_at)
      SELECT (${ids}::text[])[row_number() OVER ()], ${organizationId}, wanted.endpoint_id, wanted.url,
        ${event.id}, ${event.type}, ${now}, ${now}
      FROM ${given}, (
        SELECT id AS endpoint_id, NULL::text AS url FROM webhook_endpoints
        WHERE organization_id = ${organizationId} AND disabled_at IS NULL AND NOT ad_hoc
          AND (event_types = '{}' OR ${event.type} = ANY (event_types))
        UNION ALL SELECT ${signerId(organizationId)}, ${sealed.url}::text WHERE ${sealed.url}::text IS NOT NULL
      ) AS wanted
      RETURNING id
    ),
    sent AS (SELECT job.id FROM delivery, ${addJob(DELIVER_JOB, payload, { jobKey, maxAttempts: DELIVER_CRASHES })} AS job)`;
}

/** The endpoint that signs for an organization's single generations: one, under a name that follows from the organization's. */
export const signerId = (organizationId: string): string =>
  `${idPrefixes.webhookEndpoint}_${organizationId.slice(organizationId.indexOf("_") + 1)}`;

/** One event to one endpoint, at its own address unless told; returns the delivery's id. */
export async function sendTo(
  tx: Tx,
  event: Sent,
  endpointId: string,
  url: string | null = null,
): Promise<string> {
  const id = newId("webhookDelivery");
  const now = clock.now();
  await tx.webhookDelivery.create({
    data: {
      id,
      organizationId: event.organizationId,
      endpointId,
      url,
      eventId: event.id,
      eventType: event.type,
      nextAttemptAt: now,
      createdAt: now,
    },
  });
  await enqueueTry(tx, id, 1);
  return id;
}

/** The job for a delivery's try of this number. */
export async function enqueueTry(tx: Tx, deliveryId: string, number: number, runAt?: Date): Promise<void> {
  const payload = { deliveryId, number };
  const jobKey = deliverJobKey(deliveryId, number);
  await enqueue(tx, DELIVER_JOB, payload, { jobKey, runAt, maxAttempts: DELIVER_CRASHES });
}
