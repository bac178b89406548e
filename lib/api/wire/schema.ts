import { z } from "zod";
import { Prompt, Quality } from "@/lib/generations/schema";

/**
 * Shapes of the unversioned addresses, as the published clients send and read them. Credits, price list and usage are
 * spelled twice: the Python client reads snake_case, the JavaScript one types the same answer in camelCase.
 */

/** The formats that these clients know, and ours. Which of them a quality offers, the generations room decides. */
export const WireFormat = z.enum(["stl", "glb", "obj", "ply", "fbx", "3mf", "usdz"]);
export type WireFormat = z.infer<typeof WireFormat>;

export const Submit = z
  .strictObject({
    prompt: Prompt.optional(),
    quality: Quality.optional().meta({
      description: "super for a picture and default for a prompt where absent",
    }),
    format: WireFormat.default("stl"),
    num_inference_steps: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "Kept for the record", example: 20 }),
    guidance_scale: z
      .number()
      .min(0.5)
      .max(10)
      .optional()
      .meta({ description: "Kept for the record", example: 5 }),
    octree_resolution: z
      .literal([128, 256, 512], "Choose one of: 128, 256, 512.")
      .optional()
      .meta({ description: "Kept for the record", example: 256 }),
  })
  .meta({ example: { quality: "default", format: "stl" } });
export type Submit = z.infer<typeof Submit>;

export const Submitted = z.object({
  generation_uid: z.string(),
  status: z.string(),
  quality: Quality,
  format: z.string(),
  resolution: z.string().meta({ example: "256³" }),
  has_texture: z.boolean(),
  credits_used: z.int(),
  credits_remaining: z.int(),
  estimated_time_seconds: z.int(),
  status_url: z.url(),
  download_url: z.url(),
});
export type Submitted = z.infer<typeof Submitted>;

export const WireStatus = z.object({
  generation_uid: z.string(),
  status: z.enum(["pending", "processing", "completed", "failed"]),
  quality: Quality,
  format: z.string(),
  resolution: z.string(),
  progress: z.int(),
  error: z.string().nullable(),
  external_state: z.string().nullable().meta({ description: "The stage of the work, or cancelled" }),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  download_url: z.url().nullable(),
});
export type WireStatus = z.infer<typeof WireStatus>;

export const WireDownload = z.object({
  generation_uid: z.string(),
  download_url: z.url().meta({ description: "A signed address: fetch it without a key" }),
  format: z.string().meta({ description: "The file's ending: zip for an OBJ in colour" }),
  expires_in: z.int(),
});
export type WireDownload = z.infer<typeof WireDownload>;

export const WireCredits = z.object({
  credits: z.int(),
  user_id: z.int(),
  username: z.string(),
  userId: z.int(),
});
export type WireCredits = z.infer<typeof WireCredits>;

const Price = z.object({
  cost: z.int(),
  description: z.string(),
  resolution: z.string(),
  estimated_time_seconds: z.int(),
  estimatedTimeSeconds: z.int(),
});
const WireLimits = z.object({
  requests_per_minute: z.int(),
  requests_per_day: z.int(),
  concurrent_generations: z.int(),
  requestsPerMinute: z.int(),
  requestsPerDay: z.int(),
  concurrentGenerations: z.int(),
});
export const WirePricing = z.object({
  credits: z.record(z.string(), Price).meta({ description: "By quality, and again as {quality}_generation" }),
  supported_formats: z.array(z.string()),
  supportedFormats: z.array(z.string()),
  rate_limits: WireLimits,
  rateLimits: WireLimits,
});
export type WirePricing = z.infer<typeof WirePricing>;

const WireKey = z.object({
  name: z.string(),
  total_requests: z.int(),
  credits_used: z.int(),
  last_used: z.iso.datetime().nullable(),
  totalRequests: z.int(),
  creditsUsed: z.int(),
  lastUsed: z.iso.datetime().nullable(),
});
const WireRequest = z.object({
  endpoint: z.string(),
  method: z.string(),
  status_code: z.int(),
  credits_used: z.int(),
  generation_uid: z.string().nullable(),
  timestamp: z.iso.datetime(),
  statusCode: z.int(),
  creditsUsed: z.int(),
  generationUid: z.string().nullable(),
});
const WireBalance = z.object({ credits_remaining: z.int(), creditsRemaining: z.int() });
export const WireUsage = z.object({
  api_key: WireKey,
  apiKey: WireKey,
  user: WireBalance,
  recent_requests: z.array(WireRequest),
  recentRequests: z.array(WireRequest),
});
export type WireUsage = z.infer<typeof WireUsage>;
