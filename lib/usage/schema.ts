import { z } from "zod";

/** Shapes of the usage room: pure zod, safe in a browser. */

export const LoggedRequest = z
  .object({
    id: z
      .string()
      .meta({ description: "The X-Request-Id of the answer", example: "req_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("request"),
    method: z.string().meta({ example: "POST" }),
    endpoint: z.string().meta({ description: "The call's pattern", example: "/api/v1/generations/{id}" }),
    status_code: z.int().meta({ example: 202 }),
    credits_used: z.int().meta({ description: "Credits that the call reserved", example: 4 }),
    generation_id: z.string().nullable(),
    key_id: z.string(),
    duration_ms: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "LoggedRequest", description: "One call of the API; never a key, a picture or a body" });
export type LoggedRequest = z.infer<typeof LoggedRequest>;

export const ListRequests = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this request; newest come first" }),
  key_id: z.string().optional().meta({ description: "Only the calls of this key" }),
});
export type ListRequests = z.infer<typeof ListRequests>;

export const RequestPage = z.object({
  object: z.literal("list"),
  data: z.array(LoggedRequest),
  has_more: z.boolean(),
});
export type RequestPage = z.infer<typeof RequestPage>;

export const SummarizeUsage = z.strictObject({
  days: z
    .int()
    .min(1)
    .max(366)
    .default(30)
    .meta({ description: "The last so many days in UTC, today included" }),
  by: z.enum(["day", "key", "status"]).default("day").meta({ description: "What the rows stand for" }),
});
export type SummarizeUsage = z.infer<typeof SummarizeUsage>;

export const UsageRow = z.object({
  group: z.string().meta({ description: "A day, the id of a key, or a status code", example: "2026-03-14" }),
  label: z.string().meta({ description: "The same for people: the key's name", example: "2026-03-14" }),
  requests: z.int(),
  failed_requests: z.int().meta({ description: "Those answered with 400 or above" }),
  credits_used: z.int().meta({ description: "Reserved less returned; by status, what the calls reserved" }),
});
export type UsageRow = z.infer<typeof UsageRow>;

export const UsageSummary = z
  .object({
    object: z.literal("usage_summary"),
    by: z.enum(["day", "key", "status"]),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    data: z.array(UsageRow),
    totals: UsageRow.pick({ requests: true, failed_requests: true, credits_used: true }),
  })
  .meta({ id: "UsageSummary", description: "Calls and credits of a period" });
export type UsageSummary = z.infer<typeof UsageSummary>;
