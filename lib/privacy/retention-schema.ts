import { z } from "zod";

/** Shapes of the table of retention: pure zod, safe in a browser. */

export const RetentionLine = z
  .object({
    id: z.string().meta({ example: "request_log" }),
    what: z.string().meta({ description: "What is kept" }),
    kept_hours: z
      .number()
      .nullable()
      .meta({ description: "Null where each says so itself, or where nothing ends it", example: 8760 }),
    counted_from: z.string().nullable().meta({ example: "The call" }),
    removes: z.string().meta({ description: "What goes, and what stays" }),
    ends_by: z.enum(["sweep", "job", "request", "nothing"]).meta({
      description:
        "By the sweep that runs each minute, by a job of its own, when somebody asks for it, or not at all",
    }),
  })
  .meta({ id: "RetentionLine", description: "How long one kind of data is kept" });
export type RetentionLine = z.infer<typeof RetentionLine>;

export const RetentionTable = z.object({
  object: z.literal("list"),
  data: z.array(RetentionLine),
  has_more: z.literal(false),
});
export type RetentionTable = z.infer<typeof RetentionTable>;
