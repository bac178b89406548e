import { z } from "zod";

/** Shapes of the register of processors: pure zod, safe in a browser. */

const Country = z
  .string()
  .nullable()
  .meta({ description: "ISO 3166-1 code, or null where the operator has not said", example: "DE" });

export const OwnProcessing = z
  .object({
    name: z.literal("own").meta({ description: "As it is named in processing.allow and processing.deny" }),
    engines: z.array(z.string()).meta({ description: "All of them run on this installation's machines" }),
    engine_version: z.string(),
    country: Country,
    data_categories: z.array(z.string()),
    trains: z.literal(false),
    retention: z.string(),
  })
  .meta({ id: "OwnProcessing", description: "What this installation does itself, without anybody else" });

export const Processor = z
  .object({
    name: z.string().meta({ description: "As it is named in processing.allow and processing.deny" }),
    purpose: z.string(),
    country: Country,
    data_categories: z.array(z.string()),
    policy_url: z.url().nullable(),
    trains: z.boolean().meta({ description: "Whether it improves models of its own with what it is sent" }),
    retention: z.string(),
    transfer_mechanism: z.string().nullable().meta({ description: "What a transfer abroad rests on" }),
    dpa: z
      .string()
      .optional()
      .meta({ description: "When the data processing agreement was signed, where that was said" }),
    endpoints: z.array(z.string()).meta({ description: "The calls of this API that may send it anything" }),
    status: z.enum(["announced", "active", "ended"]),
  })
  .meta({ id: "Processor", description: "An outside party that may receive personal data" });
export type Processor = z.infer<typeof Processor>;

export const AnnouncedChange = z
  .object({
    id: z.string(),
    processor: z.string(),
    kind: z.enum(["added", "changed", "ended"]),
    summary: z.string(),
    announced_at: z.iso.datetime(),
    effective_at: z.iso.datetime().meta({ description: "At least 30 days after the announcement" }),
  })
  .meta({ id: "ProcessorChange", description: "A change that was announced; object to it in the portal" });
export type AnnouncedChange = z.infer<typeof AnnouncedChange>;

export const ProcessorRegister = z
  .object({
    object: z.literal("list"),
    own_processing: OwnProcessing,
    data: z.array(Processor),
    changes: z.array(AnnouncedChange).meta({ description: "Announced and not yet in force, the next first" }),
    has_more: z.literal(false),
  })
  .meta({ id: "ProcessorRegister" });
export type ProcessorRegister = z.infer<typeof ProcessorRegister>;
