import { z } from "zod";
import { EngineChoice, MeshFormat, Quality } from "@/lib/generations/schema";

/** Shapes of the calls that describe the service itself. */

export const Health = z
  .object({
    status: z.enum(["healthy", "degraded", "down"]),
    timestamp: z.iso.datetime(),
    version: z.string().meta({ example: "0.1.0" }),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;

export const Limits = z.object({
  requests_per_minute: z.int(),
  requests_per_day: z.int(),
  concurrent_generations: z.int(),
});

export const Pricing = z
  .object({
    object: z.literal("pricing"),
    currency: z.literal("usd"),
    credits_per_dollar: z.int(),
    qualities: z.array(
      z.object({
        quality: Quality,
        credits: z.int(),
        resolution: z.int().meta({ description: "Voxels along the longest side" }),
        textured: z.boolean(),
        formats: z.array(MeshFormat),
        takes_prompt: z.boolean(),
        estimated_time_seconds: z.int(),
        description: z.string(),
      }),
    ),
    rate_limits: Limits,
  })
  .meta({ id: "Pricing", description: "What a generation costs; a failed or cancelled one costs nothing" });
export type Pricing = z.infer<typeof Pricing>;

export const Engine = z
  .object({
    name: EngineChoice,
    input: z.enum(["image", "prompt", "any"]),
    description: z.string(),
    shapes: z.array(z.string()).optional().meta({ description: "What a prompt may name" }),
  })
  .meta({ id: "Engine" });
export type Engine = z.infer<typeof Engine>;

export const EngineList = z.object({
  object: z.literal("list"),
  data: z.array(Engine),
  has_more: z.boolean(),
});
export type EngineList = z.infer<typeof EngineList>;

/** An OpenAPI document: described by its own specification, not by us. */
export const OpenApiDocument = z.looseObject({ openapi: z.string() });
