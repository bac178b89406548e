import { z } from "zod";
import { readFormats } from "@/lib/engines/mesh-job";
import { PrintSettings } from "@/lib/engines/settings/print";
import { MeshFormat, PrintReport, SizeAxis } from "@/lib/generations/schema";

/** Shapes of the prints room: pure zod, safe in a browser. Field names are those of the public API. */

const Sizing = {
  scale: z
    .number()
    .min(0.001)
    .max(1000)
    .optional()
    .meta({ description: "Factor for every coordinate, such as 25.4 for a file in inches", example: 25.4 }),
  size_mm: z
    .number()
    .min(1)
    .max(2000)
    .optional()
    .meta({ description: "Wanted extent in millimetres, instead of a factor", example: 80 }),
  size_axis: SizeAxis.optional(),
};

export const ConversionSettings = z
  .strictObject({
    format: MeshFormat,
    repair: z
      .boolean()
      .default(true)
      .meta({ description: "Close, turn outward and tidy the mesh on the way" }),
    ...Sizing,
    compress: z
      .boolean()
      .default(false)
      .meta({ description: "Pack a GLB as EXT_meshopt_compression, in about half the bytes" }),
  })
  .meta({ example: { format: "glb", repair: true, compress: true } });
export type ConversionSettings = z.infer<typeof ConversionSettings>;

export const PrintCheckSettings = z
  .strictObject({
    repair: z
      .boolean()
      .default(false)
      .meta({ description: "Report on the mesh as it would be once it is mended" }),
    ...Sizing,
    process: PrintSettings.shape.process,
    min_wall_mm: PrintSettings.shape.min_wall_mm,
    max_triangles: PrintSettings.shape.max_triangles,
    bed_mm: PrintSettings.shape.bed_mm,
  })
  .meta({ example: { repair: false, process: "sla", bed_mm: [143, 89, 175] } });
export type PrintCheckSettings = z.infer<typeof PrintCheckSettings>;

export const PrintStatus = z
  .enum(["pending", "processing", "completed", "failed"])
  .meta({ description: "Where the work stands", example: "completed" });
export type PrintStatus = z.infer<typeof PrintStatus>;

export const MeshFaults = z
  .object({
    open_edges: z.int().meta({ description: "Edges with one triangle" }),
    non_manifold_edges: z.int().meta({ description: "Edges with more than two triangles" }),
    misoriented_edges: z.int().meta({ description: "Edges whose triangles disagree on the outside" }),
    non_manifold_vertices: z.int().meta({ description: "Vertices that join two surfaces" }),
    degenerate_triangles: z.int().meta({ description: "Triangles without area" }),
    inverted: z.boolean().meta({ description: "The surface is inside out" }),
  })
  .meta({
    description: "Of the mesh as it was sent; all 0 and false for a sound one",
    example: {
      open_edges: 4,
      non_manifold_edges: 0,
      misoriented_edges: 0,
      non_manifold_vertices: 0,
      degenerate_triangles: 2,
      inverted: false,
    },
  });
export type MeshFaults = z.infer<typeof MeshFaults>;

export const MeshRepairs = z
  .object({
    welded_vertices: z.int(),
    dropped_triangles: z.int().meta({ description: "Without area, repeated, or folded onto another" }),
    filled_holes: z.int(),
    flipped_triangles: z.int(),
    dropped_shells: z.int().meta({ description: "Shells of next to no volume" }),
  })
  .meta({
    description: "What was mended; null where that was not asked for",
    example: {
      welded_vertices: 36,
      dropped_triangles: 2,
      filled_holes: 1,
      flipped_triangles: 0,
      dropped_shells: 0,
    },
  });
export type MeshRepairs = z.infer<typeof MeshRepairs>;

const Shared = {
  status: PrintStatus,
  progress: z.int().min(0).max(100).meta({ description: "Of a hundred", example: 100 }),
  test: z.boolean().meta({ description: "Asked for with a test key", example: false }),
  read_format: z.enum(readFormats).nullable().meta({ description: "What the file turned out to be" }),
  faults: MeshFaults.nullable(),
  repairs: MeshRepairs.nullable(),
  report: PrintReport.nullable(),
  notes: z.array(z.string()).meta({
    description: "What of the file was left out, and why: a picture that did not come along, for example",
    example: [],
  }),
  error: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .meta({ description: "Why it failed; null unless it did", example: null }),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
};

export const ConvertedFile = z.object({
  format: MeshFormat,
  url: z.url().meta({ description: "Signed address; no key is needed while it is valid" }),
  expires_in: z.int().meta({ description: "Seconds that the address stays valid", example: 3600 }),
  content_type: z.string().meta({ example: "model/gltf-binary" }),
  extension: z
    .string()
    .meta({ description: "Ending of the file; a coloured OBJ comes as zip", example: "glb" }),
  size_bytes: z.int().meta({ example: 921480 }),
  sha256: z.string().meta({ example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }),
});

export const Conversion = z
  .object({
    id: z.string().meta({ example: "cnv_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("conversion"),
    ...Shared,
    settings: ConversionSettings,
    file: ConvertedFile.nullable(),
  })
  .meta({ id: "Conversion", description: "A mesh in another format" });
export type Conversion = z.infer<typeof Conversion>;

export const PrintCheck = z
  .object({
    id: z.string().meta({ example: "chk_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("print_check"),
    ...Shared,
    settings: PrintCheckSettings,
    verdict: z
      .object({
        holds: z.boolean().meta({ description: "Whether the mesh meets all of it" }),
        findings: z
          .array(z.string())
          .meta({ description: "What was measured against what was wanted", example: [] }),
      })
      .nullable()
      .meta({ description: "On process, min_wall_mm, max_triangles and bed_mm; null where none was said" }),
  })
  .meta({ id: "PrintCheck", description: "What a printer would meet in a mesh" });
export type PrintCheck = z.infer<typeof PrintCheck>;

export const ListPrints = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this one" }),
});
export type ListPrints = z.infer<typeof ListPrints>;
