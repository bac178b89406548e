import { z } from "zod";

/** Shapes of an organization's consents: pure zod, safe in a browser. */

export const purposes = ["training", "service_improvement", "marketing_mail"] as const;
export const Purpose = z
  .enum(purposes)
  .meta({ description: "What for: each is given and withdrawn by itself", example: "training" });
export type Purpose = z.infer<typeof Purpose>;

export const Consent = z
  .object({
    purpose: Purpose,
    text: z.string().meta({ description: "What is consented to" }),
    version: z.int().meta({ description: "Of that text", example: 1 }),
    given: z.boolean().meta({
      description: "False also where nothing was ever said, or only to an earlier text",
      example: false,
    }),
    decided_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Null where nothing was said", example: null }),
    decided_version: z.int().nullable().meta({ description: "The text that it was said to", example: null }),
  })
  .meta({ id: "Consent", description: "Whether the organization agrees to one purpose" });
export type Consent = z.infer<typeof Consent>;

export const ConsentList = z.object({
  object: z.literal("list"),
  data: z.array(Consent),
  has_more: z.literal(false),
});
export type ConsentList = z.infer<typeof ConsentList>;

export const SetConsents = z
  .strictObject({
    consents: z
      .array(
        z.strictObject({
          purpose: Purpose,
          given: z.boolean().meta({ description: "false withdraws it" }),
          version: z.int().min(1).meta({ description: "Of the text that was read", example: 1 }),
        }),
      )
      .min(1)
      .max(purposes.length)
      .refine(
        (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
        "Name each purpose once.",
      )
      .meta({ description: "Purposes that are left out stay as they are" }),
  })
  .meta({ id: "SetConsents" });
export type SetConsents = z.infer<typeof SetConsents>;
