import { z } from "zod";

/** Absent from reports of older versions. */
const PrinterFindings = z.object({
  self_intersections: z.int().nullable().meta({
    description: "Pairs of triangles that go through each other, counted up to 10,000; null if unknown",
  }),
  thinnest_wall_mm: z
    .number()
    .nullable()
    .meta({ description: "Thickness that all but 0.2 % of the surface has at least; null from 5 mm on" }),
  thin_wall_share: z.object({ fdm: z.number(), sla: z.number(), sls: z.number() }).meta({
    description: "Share of the surface on walls thinner than 0.8 (fdm), 0.5 (sla) and 0.7 mm (sls)",
  }),
  islands: z.int().meta({ description: "Places that a printer would have to start in mid-air" }),
  filament_error_share: z
    .number()
    .meta({ description: "How far off filament_grams may be, as a share of it" }),
  print_time_error_share: z
    .number()
    .meta({ description: "How far off print_minutes may be, as a share of it" }),
});

export const PrintReport = z
  .object({
    watertight: z.boolean().meta({ description: "Every edge is shared by exactly two triangles" }),
    manifold: z
      .boolean()
      .meta({ description: "Closed, oriented, and every vertex has a single fan of triangles" }),
    triangles: z.int().meta({ example: 36864 }),
    vertices: z.int().meta({ example: 18434 }),
    parts: z.int().meta({ description: "Connected bodies", example: 1 }),
    volume_mm3: z.number().meta({ description: "What the surface encloses", example: 30480 }),
    area_mm2: z.number().meta({ description: "Of the whole surface", example: 9120 }),
    size_mm: z
      .object({ x: z.number(), y: z.number(), z: z.number() })
      .meta({ description: "Extent along each axis", example: { x: 41.2, y: 38.6, z: 80 } }),
    overhang_share: z
      .number()
      .meta({ description: "Share of the surface steeper than 45° over air", example: 0.04 }),
    bed_contact_mm2: z.number().meta({ description: "What stands on the bed", example: 611 }),
    filament_grams: z.number().meta({ description: "PLA at 15 % infill, 0.2 mm layers", example: 14.3 }),
    print_minutes: z.number().meta({ description: "An estimate, at common speeds", example: 96 }),
    fits_bed: z.boolean().meta({
      description:
        "Fits print.bed_mm, or 256 × 256 × 256 mm where none was named, perhaps turned by a right angle",
    }),
    ...PrinterFindings.partial().shape,
    pieces: z
      .array(
        z.object({
          name: z.string(),
          size_mm: z.object({ x: z.number(), y: z.number(), z: z.number() }),
          pegs: z.int().meta({ description: "That stand out of it; their holes are in its neighbours" }),
        }),
      )
      .optional()
      .meta({ description: "What a split model is printed as; size_mm is that of all put together" }),
    filament_swaps: z
      .array(
        z.object({
          height_mm: z.number(),
          layer: z.int().meta({ description: "The first printed layer in the new colour, counted from 1" }),
          color: z.string().meta({ description: "#rrggbb" }),
        }),
      )
      .optional()
      .meta({ description: "When to change the filament of a printer with one nozzle" }),
  })
  .meta({ description: "What was measured on the finished mesh" });
export type PrintReport = z.infer<typeof PrintReport>;
