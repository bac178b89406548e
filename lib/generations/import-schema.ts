import { z } from "zod";
import { EngineSettings } from "@/lib/engines/settings";
import { EngineChoice, Feedback, MeshFormat, PrintReport, Quality, SizeAxis } from "./schema";

/**
 * What an export says of a generation, as far as another installation can take it in. It is as strange as any request:
 * what answers would later show is held to their shape. Measurements and settings that are not known here are left.
 */
const Text = z.string().max(20_000);
const Moment = z.iso.datetime().transform((iso) => new Date(iso));
const Bag = z.record(z.string(), z.unknown());

export const ExportedGeneration = z.object({
  id: z.string().regex(/^gen_[0-9A-Za-z]{22}$/),
  status: z.enum(["pending", "processing", "completed", "failed", "cancelled"]),
  test: z.boolean(),
  quality: Quality,
  resolution: z.int().min(1).max(100_000),
  textured: z.boolean(),
  engine_requested: EngineChoice,
  formats: z.array(MeshFormat).max(20),
  prompt: Text.nullable(),
  size_mm: z.number().positive(),
  size_axis: SizeAxis,
  seed: z.int(),
  parameters: Bag,
  engine_settings: EngineSettings.catch({}),
  metadata: z.record(z.string(), Text),
  end_user: Text.nullable(),
  engine: Text.nullable(),
  engine_reason: Text.nullable(),
  engine_version: Text.nullable(),
  notes: z.array(Text).max(100),
  report: PrintReport.nullable().catch(null),
  error_code: Text.nullable(),
  error_message: Text.nullable(),
  feedback_rating: Feedback.shape.rating.nullable().catch(null),
  feedback_comment: Text.nullable(),
  created_at: Moment,
  started_at: Moment.nullable(),
  completed_at: Moment.nullable(),
  deleted_at: Moment.nullable(),
});
export type ExportedGeneration = z.infer<typeof ExportedGeneration>;

export const ExportedFile = z.object({
  generation_id: z.string(),
  format: z.enum(["stl", "glb", "obj", "ply", "3mf", "fbx", "usdz"]),
  extension: z.enum(["stl", "glb", "obj", "ply", "3mf", "fbx", "usdz", "zip"]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ExportedFile = z.infer<typeof ExportedFile>;
