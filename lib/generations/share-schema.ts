import { z } from "zod";

/** Shapes of sharing a model: pure zod, safe in a browser. */

export const shareDays = [1, 7, 30] as const;

export const CreateShare = z.strictObject({
  id: z.string().max(64),
  title: z
    .string()
    .trim()
    .min(1, "Give the page a heading.")
    .max(120, "A heading may have up to 120 characters."),
  expires_in_days: z
    .union(shareDays.map((days) => z.literal(days)))
    .nullable()
    .meta({ description: "Null to share until it is taken back" }),
  allow_download: z.boolean(),
});
export type CreateShare = z.infer<typeof CreateShare>;

export const Share = z.object({
  id: z.string(),
  title: z.string(),
  allow_download: z.boolean(),
  /** Paths on this portal: the page, and the same for the frames of others. */
  path: z.string(),
  embed_path: z.string(),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Share = z.infer<typeof Share>;

/** What a stranger sees of a shared model. */
export const SharedModel = z.object({
  title: z.string(),
  preview_url: z.string(),
  thumbnail_url: z.string().nullable(),
  size_mm: z.object({ x: z.number(), y: z.number(), z: z.number() }).nullable(),
  triangles: z.int().nullable(),
  volume_mm3: z.number().nullable(),
  files: z.array(z.object({ format: z.string(), url: z.string(), size_bytes: z.int() })),
});
export type SharedModel = z.infer<typeof SharedModel>;

/** An address that a program fetches the model from without a session, for a few minutes. */
export const SlicerLink = z.object({ url: z.url(), format: z.string(), expires_in: z.int() });
export type SlicerLink = z.infer<typeof SlicerLink>;
