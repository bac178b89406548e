import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { insertStep, Prisma, type Context, type Tx } from "@/lib/db";
import type { Event, EventType } from "./schema";
import { sendEvent, sendSteps } from "./send-event";

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
  const row = toRow(ctx, event);
  await tx.event.create({ data: row });
  await sendEvent(tx, row, event.url);
  return {
    id: row.id,
    object: "event",
    type: event.type,
    subject_id: row.subjectId,
    data: row.data as Event["data"],
    created_at: row.createdAt.toISOString(),
  };
}

/**
 * The same as steps of the statement that makes it happen, where its step `given` has a row. `sent` has a row for each
 * delivery, and must be read for their jobs to be added.
 */
export async function eventSteps(ctx: Context, event: NewEvent, given: Prisma.Sql): Promise<Prisma.Sql> {
  const row = toRow(ctx, event);
  return Prisma.sql`told AS (${await insertStep("events", row, given)}), ${await sendSteps(row, event.url ?? null, given)}`;
}

const toRow = ({ organizationId }: Context, { type, subjectId, data = {} }: NewEvent) => ({
  id: newId("event"),
  organizationId,
  type,
  subjectId,
  data,
  createdAt: clock.now(),
});
