import { z } from "zod";

/** Shapes of the webhooks room: pure zod, safe in a browser. */

export const eventTypes = [
  "generation.created",
  "generation.completed",
  "generation.failed",
  "generation.cancelled",
  "generation.deleted",
  "webhook.test",
  "conversion.completed",
  "conversion.failed",
  "print_check.completed",
  "print_check.failed",
  "key.leaked",
  "data_subject_request.completed",
  "credits.low",
  "credits.cap_reached",
  "credits.top_up_failed",
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

export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
  .max(2000, "An address may have up to 2,000 characters.")
  .meta({ description: "Where events are sent to", example: "https://example.com/hooks/printpal" });

const description = z
  .string()
  .trim()
  .max(200, "A description may have up to 200 characters.")
  .meta({ description: "What it is for, in your own words", example: "Order desk" });

const eventTypesWanted = z
  .array(EventType)
  .max(eventTypes.length)
  .meta({ description: "Only these types; every type where empty" });

export const CreateEndpoint = z
  .strictObject({
    url: WebhookUrl,
    description: description.default(""),
    event_types: eventTypesWanted.default([]),
  })
  .meta({
    example: {
      url: "https://example.com/hooks/printpal",
      event_types: ["generation.completed", "generation.failed"],
    },
  });
export type CreateEndpoint = z.infer<typeof CreateEndpoint>;

export const UpdateEndpoint = z.strictObject({
  url: WebhookUrl.optional(),
  description: description.optional(),
  event_types: eventTypesWanted.optional(),
  enabled: z.boolean().optional().meta({ description: "Whether anything is sent to it" }),
});
export type UpdateEndpoint = z.infer<typeof UpdateEndpoint>;

export const RotateSecret = z.strictObject({
  overlap_hours: z
    .int()
    .min(0)
    .max(168, "The old secret may go on for up to 168 hours.")
    .default(24)
    .meta({ description: "How long both secrets sign, in hours", example: 24 }),
});
export type RotateSecret = z.infer<typeof RotateSecret>;

export const WebhookEndpoint = z
  .object({
    id: z.string().meta({ example: "whe_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("webhook_endpoint"),
    url: z.string().meta({ example: "https://example.com/hooks/printpal" }),
    description: z.string(),
    event_types: z.array(EventType).meta({ description: "Only these types; every type where empty" }),
    enabled: z.boolean().meta({ description: "Whether anything is sent to it" }),
    disabled_reason: z.enum(["by_hand", "gone", "failing"]).nullable().meta({
      description: "By hand, because it answered 410, or because nothing arrived in a whole retry schedule",
      example: null,
    }),
    previous_secret_expires_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Until when the secret before the last rotation signs as well" }),
    last_success_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "WebhookEndpoint", description: "An address that events are sent to" });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

export const CreatedEndpoint = z.object({
  endpoint: WebhookEndpoint,
  secret: z.string().meta({
    description: "Verifies the signatures: shown this once",
    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  }),
});
export type CreatedEndpoint = z.infer<typeof CreatedEndpoint>;

export const SigningSecret = z
  .object({
    object: z.literal("signing_secret"),
    endpoint_id: z.string().meta({
      description: "Under which the deliveries to addresses of single generations are listed and sent again",
      example: "whe_4kQ1mW8sZb2Xr7tY9uVc3d",
    }),
    secret: z.string().meta({
      description: "Verifies the signatures of those deliveries",
      example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    }),
    previous_secret_expires_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Until when the secret before the last rotation signs as well", example: null }),
    created_at: z.iso.datetime(),
  })
  .meta({
    id: "SigningSecret",
    description: "What signs events to the addresses that single generations name",
  });
export type SigningSecret = z.infer<typeof SigningSecret>;

export const EndpointList = z.object({
  object: z.literal("list"),
  data: z.array(WebhookEndpoint),
  has_more: z.literal(false),
});
export type EndpointList = z.infer<typeof EndpointList>;

export const WebhookAttempt = z
  .object({
    number: z.int(),
    at: z.iso.datetime(),
    duration_ms: z.int(),
    status_code: z.int().nullable().meta({ description: "Null where nothing came back", example: 204 }),
    error: z.string().nullable().meta({ description: "Why it does not count as delivered", example: null }),
    answer: z.string().nullable().meta({ description: "The first thousand characters that came back" }),
  })
  .meta({ id: "WebhookAttempt", description: "One try of a delivery" });
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

export const WebhookDelivery = z
  .object({
    id: z.string().meta({ example: "whd_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("webhook_delivery"),
    endpoint_id: z.string(),
    url: z.string().meta({ description: "Where it goes", example: "https://example.com/hooks/printpal" }),
    event_id: z.string().meta({ description: "Sent as the header webhook-id, the same in every try" }),
    event_type: EventType,
    status: z.enum(["pending", "delivered", "failed"]).meta({ example: "delivered" }),
    next_attempt_at: z.iso.datetime().nullable().meta({ example: null }),
    body: z.string().meta({ description: "What is sent, byte for byte" }),
    attempts: z.array(WebhookAttempt).meta({ description: "The newest last" }),
    created_at: z.iso.datetime(),
    completed_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "WebhookDelivery", description: "One event on its way to one endpoint" });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const Callback = z
  .object({
    event_type: EventType,
    status: z.enum(["pending", "delivered", "failed"]).meta({
      description: "Failed once the tries are used up, or the address answered 410",
      example: "delivered",
    }),
    attempts: z.int().meta({ description: "Tries so far", example: 1 }),
    last_error: z
      .string()
      .nullable()
      .meta({ description: "Why the last try does not count as delivered", example: null }),
    delivered_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Callback", description: "How the address that was named for this alone was told" });
export type Callback = z.infer<typeof Callback>;

export const ListDeliveries = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "The id of the last delivery of the page before" }),
  status: WebhookDelivery.shape.status.optional().meta({ description: "Only those that stand there" }),
  subject_id: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Only of what this happened to, such as one generation" }),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;

export const DeliveryPage = z.object({
  object: z.literal("list"),
  data: z.array(WebhookDelivery),
  has_more: z.boolean(),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;

export const DeletedEndpoint = z.object({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  deleted: z.literal(true),
});
export type DeletedEndpoint = z.infer<typeof DeletedEndpoint>;
