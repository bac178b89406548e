import { z } from "zod";

/** Shapes of the usage room: pure zod, safe in a browser. */

const Setting = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type LoggedSettings = Record<string, z.infer<typeof Setting>>;

export const LoggedRequest = z
  .object({
    id: z
      .string()
      .meta({ description: "The X-Request-Id of the answer", example: "req_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("request"),
    method: z.string().meta({ example: "POST" }),
    endpoint: z.string().meta({ description: "The call's pattern", example: "/api/v1/generations/{id}" }),
    parameters: z.record(z.string(), Setting).meta({
      description:
        "Settings such as quality, formats and engine, defaults included; empty where the call did not fit",
      example: { quality: "default", formats: ["stl"], engine: "auto" },
    }),
    status_code: z.int().meta({ example: 202 }),
    error_code: z.string().nullable().meta({ description: "The code of a refusal", example: null }),
    credits_used: z.int().meta({ description: "Credits that the call reserved", example: 4 }),
    generation_id: z.string().nullable(),
    key_id: z.string(),
    duration_ms: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "LoggedRequest", description: "One call of the API; never a key, a picture or a body" });
export type LoggedRequest = z.infer<typeof LoggedRequest>;

const format = z
  .enum(["json", "csv"])
  .optional()
  .meta({ description: "csv answers text/csv, with names in the first line" });

export const ListRequests = z.strictObject({
  limit: z.int().min(1).max(1000).default(20),
  after: z.string().optional().meta({ description: "Continue behind this request; newest come first" }),
  key_id: z.string().optional().meta({ description: "Only the calls of this key" }),
  project_id: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Only the calls of the keys that belong to this project" }),
  method: z
    .enum(["GET", "POST", "PUT", "PATCH", "DELETE"])
    .optional()
    .meta({ description: "Only these calls" }),
  endpoint: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "Only calls of this pattern", example: "/api/v1/generations/{id}" }),
  status: z
    .string()
    .regex(/^[1-5](\d\d|xx)$/, "Write a status such as 402, or a class such as 4xx.")
    .optional()
    .meta({ description: "Only those answered so: a code, or a class such as 4xx", example: "4xx" }),
  generation_id: z.string().max(40).optional().meta({ description: "Only calls about this generation" }),
  created_after: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "From this moment on", example: "2026-03-01T00:00:00Z" }),
  created_before: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "Before this moment", example: "2026-04-01T00:00:00Z" }),
  format,
});
export type ListRequests = z.infer<typeof ListRequests>;

export const RequestPage = z.object({
  object: z.literal("list"),
  data: z.array(LoggedRequest),
  has_more: z.boolean(),
});
export type RequestPage = z.infer<typeof RequestPage>;

const Grouping = z.enum(["hour", "day", "key", "project", "engine", "status", "end_user"]).meta({
  description:
    "What the rows stand for: calls of an hour, of a day, of a key or with a status, or models made under a project, of an engine or for an end user",
});

export const SummarizeUsage = z.strictObject({
  days: z.int().min(1).max(366).default(30).meta({
    description: "The last so many days in UTC, today included; without meaning beside created_after",
  }),
  created_after: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "From this moment on, for up to 366 days", example: "2026-03-01T00:00:00Z" }),
  created_before: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "Before this moment; now where absent", example: "2026-04-01T00:00:00Z" }),
  by: Grouping.default("day"),
  format,
});
export type SummarizeUsage = z.infer<typeof SummarizeUsage>;

export const UsageRow = z.object({
  group: z.string().meta({
    description:
      "A day, the beginning of an hour, the id of a key or project (none without one), the name of an engine, a status code, or your name for an end user",
    example: "2026-03-14",
  }),
  label: z
    .string()
    .meta({ description: "The same for people: the name of the key or project", example: "2026-03-14" }),
  requests: z
    .int()
    .meta({ description: "Calls; by project, engine and end user, models that were asked for" }),
  failed_requests: z.int().meta({
    description: "Calls answered with 400 or above; by project, engine and end user, models that failed",
  }),
  credits_used: z.int().meta({ description: "Reserved less returned; by status, what the calls reserved" }),
  latency_p50_ms: z.int().nullable().meta({
    description:
      "Half of the calls were answered within: hour by hour, null elsewhere, for of days only sums are kept",
    example: null,
  }),
  latency_p95_ms: z.int().nullable().meta({ description: "The same for 95 of 100 calls", example: null }),
});
export type UsageRow = z.infer<typeof UsageRow>;

export const UsageSummary = z
  .object({
    object: z.literal("usage_summary"),
    by: Grouping,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    time_zone: z.literal("UTC").meta({ description: "Where its days begin" }),
    data: z.array(UsageRow),
    totals: UsageRow.pick({ requests: true, failed_requests: true, credits_used: true }),
  })
  .meta({ id: "UsageSummary", description: "Calls and credits of a period" });
export type UsageSummary = z.infer<typeof UsageSummary>;
