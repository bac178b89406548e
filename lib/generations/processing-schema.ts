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

const Country = z.string().nullable();

/** Somebody outside who was sent a generation's picture, on the terms that were declared then. */
export const Recipient = z
  .object({
    provider: z.string().meta({ description: "As GET /processors names it", example: "acme" }),
    country: Country.meta({ description: "Where it stands: ISO 3166-1", example: "DE" }),
    trains: z.boolean().meta({ description: "Whether it improves models of its own with what it is sent" }),
    retention: z.string().meta({ description: "How long it says it keeps what it is sent" }),
    dpa: z.string().nullable().meta({ description: "When the data processing agreement was signed" }),
    transfer_mechanism: z.string().meta({ description: "What the transfer there rested on" }),
    made: z.boolean().meta({ description: "Whether the model is its own" }),
  })
  .meta({ id: "ProcessingRecipient" });
export type Recipient = z.infer<typeof Recipient>;

/** The rules of a generation, and who processed it under them. */
export const GenerationProcessing = Processing.extend({
  own: z.boolean().meta({ description: "Whether nothing of it left this installation", example: true }),
  provider: z
    .string()
    .nullable()
    .meta({ description: "Who made the model, or own; null until it is made elsewhere", example: "own" }),
  country: Country.meta({
    description: "Where the provider's machines stand, if that is known",
    example: "DE",
  }),
  trains: z.boolean().nullable().meta({ description: "Whether the provider trains on it", example: false }),
  provider_retention: z
    .string()
    .nullable()
    .meta({ description: "How long the provider says it keeps it; null for our own engines", example: null }),
  dpa: z
    .string()
    .nullable()
    .meta({ description: "When its data processing agreement was signed; null for our own", example: null }),
  recipients: z
    .array(Recipient)
    .meta({ description: "Everybody outside who was sent its picture, in that order", example: [] }),
}).meta({ id: "GenerationProcessing", description: "Its rules, and who processed it under them" });
export type GenerationProcessing = z.infer<typeof GenerationProcessing>;

/** Somebody outside whom an engine may be asked of, as it is shown before anything is sent. */
export interface OutsideEngine {
  name: string;
  country: string;
  trains: boolean;
  retention: string;
}
