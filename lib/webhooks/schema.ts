import { z } from "zod";

/** Shapes of the webhooks room: pure zod, safe in a browser. */

export const eventTypes = [
  "generation.created",
  "generation.completed",
  "generation.failed",
  "generation.cancelled",
  "generation.deleted",
] as const;

export const EventType = z
  .enum(eventTypes)
  .meta({ description: "What happened, as noun.verb", example: "generation.completed" });
export type EventType = z.infer<typeof EventType>;

export const Event = z
  .object({
    id: z.string().meta({ example: "evt_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("event"),
    type: EventType,
    subject_id: z.string().meta({ description: "What it happened to" }),
    data: z.record(z.string(), z.json()).meta({ description: "The subject as it was at that moment" }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Event", description: "Something that happened in the organization" });
export type Event = z.infer<typeof Event>;
