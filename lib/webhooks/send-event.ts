import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Prisma, Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { DELIVER_CRASHES, DELIVER_JOB, deliverJobKey } from "./job-names";

/** Puts an event on its way to every endpoint that wants its type, in the transaction that records it. */
export async function sendEvent(tx: Tx, event: Prisma.EventModel): Promise<void> {
  const endpoints = await tx.webhookEndpoint.findMany({
    where: {
      organizationId: event.organizationId,
      disabledAt: null,
      OR: [{ eventTypes: { isEmpty: true } }, { eventTypes: { has: event.type } }],
    },
    select: { id: true },
  });
  for (const { id } of endpoints) await sendTo(tx, event, id);
}

/** One event to one endpoint; returns the delivery's id. */
export async function sendTo(tx: Tx, event: Prisma.EventModel, endpointId: string): Promise<string> {
  const id = newId("webhookDelivery");
  const now = clock.now();
  await tx.webhookDelivery.create({
    data: {
      id,
      organizationId: event.organizationId,
      endpointId,
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
