import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Context, Prisma, Tx } from "@/lib/db";
import type { Event, EventType } from "./schema";
import { sendEvent } from "./send-event";

export interface NewEvent {
  type: EventType;
  /** The identifier of what it happened to. */
  subjectId: string;
  data?: Prisma.InputJsonObject;
  /** An address beside the endpoints, which `acceptWebhookUrl` has looked at. */
  url?: string | null;
}

/**
 * Writes an event of the context's organization in the transaction that made it happen, with its deliveries, and returns
 * it.
 */
export async function recordEvent(tx: Tx, ctx: Context, event: NewEvent): Promise<Event> {
  const data = event.data ?? {};
  const row = await tx.event.create({
    data: {
      id: newId("event"),
      organizationId: ctx.organizationId,
      type: event.type,
      subjectId: event.subjectId,
      data,
      createdAt: clock.now(),
    },
  });
  await sendEvent(tx, row, event.url);
  return {
    id: row.id,
    object: "event",
    type: event.type,
    subject_id: row.subjectId,
    data: data as Event["data"],
    created_at: row.createdAt.toISOString(),
  };
}
