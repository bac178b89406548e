import { z } from "zod";

/** Who may process a generation, and what may be kept of it: pure zod, safe in a browser. */

const ProcessorName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "Use a name as GET /processors lists it; own means our own engines.")
  .meta({ example: "own" });

const Region = z
  .string()
  .regex(/^[A-Z]{2,3}$/, "Write EU, EEA, or the two letters of a country, such as DE.")
  .meta({ description: "EU, EEA, or a country as in ISO 3166-1", example: "EU" });

const Mode = z
  .enum(["own", "any"])
  .meta({ description: "Our own engines alone, or whoever the register names as well", example: "own" });
const Training = z.enum(["allow", "deny"]).meta({
  description: "Whether it may be used to improve models; deny unless you say otherwise",
  example: "deny",
});
const Retention = z.enum(["default", "zero"]).meta({
  description: "With zero the input goes when the run ends, each file once it was downloaded",
  example: "zero",
});

/** What a caller, or its whole organization, may demand. What is left out is not demanded. */
export const ProcessingWish = z
  .strictObject({
    mode: Mode.optional(),
    allow: z
      .array(ProcessorName)
      .min(1, "Name at least one, or leave allow out.")
      .max(50)
      .optional()
      .meta({ description: "Nobody but these", example: ["own"] }),
    deny: z.array(ProcessorName).max(50).optional().meta({ description: "None of these" }),
    region: Region.optional(),
    training: Training.optional(),
    retention: Retention.optional(),
  })
  .meta({
    id: "ProcessingWish",
    description: "Rules on who may process it; where the organization has rules as well, the stricter hold",
  });
export type ProcessingWish = z.infer<typeof ProcessingWish>;

/** The rules as they hold for one generation: its own and its organization's together, frozen when it was sent. */
export const Processing = z
  .object({
    mode: Mode.default("any"),
    allow: z
      .array(z.string())
      .nullable()
      .default(null)
      .meta({ description: "Null: nobody in particular", example: null }),
    deny: z.array(z.string()).default([]).meta({ example: [] }),
    regions: z.array(z.string()).default([]).meta({ description: "It must lie in all of them", example: [] }),
    training: Training.default("deny"),
    retention: Retention.default("default"),
  })
  .meta({ id: "Processing", description: "Who may process it, and what may be kept" });
export type Processing = z.infer<typeof Processing>;
