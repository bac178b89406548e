import { z } from "zod";
import { engineNames, meshFormats, OUTSIDE_ENGINE } from "@/lib/engines/engine";
import { EngineSettings, engineSettingShapes } from "@/lib/engines/settings";
import { lifetimeFields, lifetimeWishes } from "./lifetime-schema";
import { GenerationProcessing, Processing, ProcessingWish } from "./processing-schema";
import { PrintReport } from "./print-report-schema";
import { qualityNames } from "./qualities";

export { GenerationProcessing, Processing, ProcessingWish, type OutsideEngine } from "./processing-schema";
export { PrintReport } from "./print-report-schema";
export { CreateShare, SharedModel, Share, SlicerLink } from "./share-schema";
export { promptQualities, qualities, qualityNames, type QualityTier } from "./qualities";

/** Shapes of the generations room: pure zod, safe in a browser. Field names are those of the public API. */

export const MeshFormat = z
  .enum(meshFormats)
  .meta({ description: "File format of the model", example: "stl" });
export type MeshFormat = z.infer<typeof MeshFormat>;

export const Quality = z
  .enum(qualityNames)
  .meta({ description: "Quality tier: resolution, colours and price", example: "default" });
export type Quality = z.infer<typeof Quality>;

export const EngineChoice = z.enum(["auto", ...engineNames, OUTSIDE_ENGINE]).meta({
  description: "Engine, or auto to let the input decide, which never is generative: that runs elsewhere",
  example: "auto",
});
export type EngineChoice = z.infer<typeof EngineChoice>;

export const SizeAxis = z
  .enum(["longest", "x", "y", "z"])
  .meta({ description: "The side that size_mm measures" });
export type SizeAxis = z.infer<typeof SizeAxis>;

export const GenerationStatus = z
  .enum(["pending", "processing", "completed", "failed", "cancelled"])
  .meta({ description: "Where the generation stands", example: "completed" });
export type GenerationStatus = z.infer<typeof GenerationStatus>;

export const Prompt = z
  .string()
  .trim()
  .min(1, "Say in words what to model, such as “a tall vase”.")
  .max(1000, "A prompt may have up to 1,000 characters.")
  .meta({ description: "A wish in words instead of a picture", example: "a tall vase" });

export const EndUserId = z
  .string()
  .regex(/^[\w.:@-]{1,128}$/, "Use up to 128 letters, digits and . : @ _ -")
  .meta({
    description: "Your own name for the person it is made for; better a number than a mail address",
    example: "customer-4711",
  });

const MAX_METADATA = 20;
export const Metadata = z
  .record(
    z.string().regex(/^[\w.-]{1,40}$/, "A name may have up to 40 letters, digits and . _ -"),
    z.string().max(500, "A value may have up to 500 characters."),
  )
  .refine((all) => Object.keys(all).length <= MAX_METADATA, `There may be up to ${MAX_METADATA} entries.`)
  .meta({ description: "Up to 20 short texts of your own, kept and given back", example: { order: "A-17" } });

/** What a caller may ask for, beside the picture itself, which travels as a file part. */
export const GenerationSettings = z.strictObject({
  prompt: Prompt.optional(),
  quality: Quality.default("default"),
  formats: z
    .array(MeshFormat)
    .min(1)
    .max(5)
    .default(["stl"])
    .meta({ description: "File formats to write; all of them cost one generation" }),
  engine: EngineChoice.default("auto"),
  size_mm: z
    .number()
    .min(5)
    .max(1000)
    .default(80)
    .meta({ description: "Extent of the finished model in millimetres", example: 80 }),
  size_axis: SizeAxis.default("longest"),
  seed: z.int().min(0).max(2147483647).default(0).meta({ description: "The same seed gives the same bytes" }),
  max_credits: z
    .int()
    .min(0)
    .optional()
    .meta({ description: "Refuse rather than charge more than this", example: 10 }),
  deadline_seconds: z
    .int()
    .min(5)
    .max(86_400)
    .optional()
    .meta({ description: "Give it up, uncharged, when it has not finished by then", example: 120 }),
  end_user_id: EndUserId.optional(),
  metadata: Metadata.optional(),
  processing: ProcessingWish.optional(),
  ...lifetimeWishes,
  ...engineSettingShapes,
});
export type GenerationSettings = z.infer<typeof GenerationSettings>;

/** Settings as a caller sends them: every default may be left out. */
export type GenerationRequest = z.input<typeof GenerationSettings>;

export const GenerationFile = z.object({
  format: MeshFormat,
  url: z.url().meta({ description: "Signed address; no key is needed while it is valid" }),
  expires_in: z.int().meta({ description: "Seconds that the address stays valid", example: 3600 }),
  content_type: z.string().meta({ example: "model/stl" }),
  extension: z
    .string()
    .meta({ description: "Ending of the file; a coloured OBJ comes as zip", example: "stl" }),
  size_bytes: z.int().meta({ example: 1843284 }),
  sha256: z.string().meta({ example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }),
});
export type GenerationFile = z.infer<typeof GenerationFile>;

export const Feedback = z.strictObject({
  rating: z.enum(["good", "bad"]).meta({ description: "Whether the model is of use" }),
  comment: z.string().trim().max(2000, "A comment may have up to 2,000 characters.").default(""),
});
export type Feedback = z.infer<typeof Feedback>;

export const Generation = z
  .object({
    id: z.string().meta({ example: "gen_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("generation"),
    status: GenerationStatus,
    stage: z.string().nullable().meta({ description: "What the engine is doing now", example: null }),
    progress: z.int().min(0).max(100).meta({ description: "Of a hundred", example: 100 }),
    queue_position: z
      .int()
      .nullable()
      .meta({ description: "Jobs ahead of this one while it is pending", example: null }),
    estimated_time_seconds: z
      .int()
      .meta({ description: "From taking it to its end, learnt from past ones", example: 6 }),
    quality: Quality,
    resolution: z.int().meta({ description: "Voxels along the longest side", example: 256 }),
    textured: z.boolean().meta({ example: false }),
    formats: z.array(MeshFormat),
    prompt: z
      .string()
      .nullable()
      .meta({ description: "Null also where its retention is zero", example: "a tall twisted vase" }),
    size_mm: z.number().meta({ example: 80 }),
    size_axis: SizeAxis,
    seed: z.int().meta({ example: 0 }),
    settings: EngineSettings.meta({
      description: "What was said of single engines and of the print",
      example: {},
    }),
    engine: z.string().nullable().meta({ description: "The engine that ran", example: "parametric" }),
    engine_requested: EngineChoice,
    engine_reason: z.string().nullable().meta({ description: "Why this engine was taken", example: null }),
    engine_version: z.string().nullable().meta({ example: "1" }),
    notes: z.array(z.string()).meta({ description: "What the engine decided on the way", example: [] }),
    credits_used: z.int().meta({ description: "0 after a failure or a cancellation", example: 4 }),
    test: z.boolean().meta({ description: "Made with a test key: free, reduced resolution", example: false }),
    files: z.array(GenerationFile),
    preview_url: z.string().nullable().meta({ description: "A small GLB for a first look", example: null }),
    thumbnail_url: z.string().nullable().meta({ description: "A picture of the model", example: null }),
    input_url: z.string().nullable().meta({ description: "The picture it was made from", example: null }),
    depth_map_url: z.string().nullable().meta({ description: "The depth map beside it", example: null }),
    normal_map_url: z.string().nullable().meta({ description: "The normal map beside it", example: null }),
    report: PrintReport.nullable(),
    metadata: z.record(z.string(), z.string()).meta({ example: { order: "A-17" } }),
    end_user_id: z.string().nullable().meta({ example: null }),
    project_id: z
      .string()
      .nullable()
      .meta({ description: "The project that it was made under, as it was then", example: null }),
    processing: GenerationProcessing,
    training_eligible: z
      .boolean()
      .meta({ description: "Whether it may ever be used to improve models", example: false }),
    deadline_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When it is given up, uncharged", example: null }),
    ...lifetimeFields,
    feedback: Feedback.nullable().meta({ example: null }),
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: "Why it failed; null unless it did", example: null }),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Generation", description: "One request and its results" });
export type Generation = z.infer<typeof Generation>;

export const ListGenerations = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this generation" }),
  before: z.string().optional().meta({ description: "Continue ahead of this generation" }),
  status: GenerationStatus.optional(),
  engine: z
    .enum([...engineNames, OUTSIDE_ENGINE])
    .optional()
    .meta({ description: "The engine that ran" }),
  key_id: z.string().optional().meta({ description: "Asked for with this key" }),
  project_id: z.string().optional().meta({ description: "Made under this project, as it was then" }),
  end_user_id: EndUserId.optional(),
  created_after: z.iso.datetime({ offset: true }).optional(),
  created_before: z.iso.datetime({ offset: true }).optional(),
  text: z.string().trim().min(1).max(200).optional().meta({ description: "Occurs in the prompt" }),
});
export type ListGenerations = z.infer<typeof ListGenerations>;

export const GenerationPage = z.object({
  object: z.literal("list"),
  data: z.array(Generation),
  has_more: z.boolean(),
});
export type GenerationPage = z.infer<typeof GenerationPage>;

/** What a request would cost and make, without making it. */
export const Quote = z
  .object({
    object: z.literal("quote"),
    credits: z.int().meta({ description: "What it costs; 0 with a test key", example: 4 }),
    balance: z.int().meta({ description: "Credits that can be spent now", example: 96 }),
    affordable: z.boolean().meta({ description: "Whether the balance covers it now" }),
    quality: Quality,
    resolution: z.int().meta({ description: "Voxels along the longest side", example: 256 }),
    textured: z.boolean().meta({ example: false }),
    formats: z.array(MeshFormat),
    max_triangles: z.int().meta({ description: "The model will not have more", example: 2000000 }),
    estimated_time_seconds: z.int().meta({ example: 6 }),
    processing: Processing,
  })
  .meta({ id: "Quote", description: "The price of a request that was checked but not made" });
export type Quote = z.infer<typeof Quote>;
