import { clock } from "@/lib/core/clock";
import { idPrefixes, newId } from "@/lib/core/ids";
import type { Prisma, Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { DELIVER_CRASHES, DELIVER_JOB, deliverJobKey } from "./job-names";

/**
 * Puts an event on its way to every endpoint that wants its type, and to the address that its subject names itself, in
 * the transaction that records it.
 */
export async function sendEvent(tx: Tx, event: Prisma.EventModel, url?: string | null): Promise<void> {
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

/** The endpoint that signs for an organization's single generations: one, under a name that follows from the organization's. */
export const signerId = (organizationId: string): string =>
  `${idPrefixes.webhookEndpoint}_${organizationId.slice(organizationId.indexOf("_") + 1)}`;

/** One event to one endpoint, at its own address unless told; returns the delivery's id. */
export async function sendTo(
  tx: Tx,
  event: Prisma.EventModel,
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
