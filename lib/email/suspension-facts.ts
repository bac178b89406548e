import { z } from "zod";

const organization = z.string().transform((name) => name.replace(/\s+/g, " "));

/** What mails about a suspension can be about. */
export const suspensionFacts = [
  z.object({ about: z.literal("organization_suspended"), organization, reason: z.string() }),
  z.object({ about: z.literal("suspension_kept"), organization, reason: z.string() }),
  z.object({ about: z.literal("suspension_lifted"), organization }),
] as const;

export type SuspensionFacts = z.infer<(typeof suspensionFacts)[number]>;

const abouts: ReadonlySet<string> = new Set(suspensionFacts.map((fact) => fact.shape.about.value));

export const isSuspensionFacts = (facts: { about: string }): facts is SuspensionFacts =>
  abouts.has(facts.about);

/** Subject and paragraphs. */
export function writeSuspensionFacts(facts: SuspensionFacts): string[] {
  const { organization } = facts;
  if (facts.about === "suspension_lifted")
    return [
      `${organization} is no longer suspended`,
      `The suspension of ${organization} has been lifted. Your keys work again, and you can make models as before.`,
    ];
  if (facts.about === "suspension_kept")
    return [
      `${organization} stays suspended`,
      `Somebody who had not taken the first decision has looked at it, and the suspension stays. Why: ${facts.reason}`,
      "You can ask for another review in the portal if something has changed. What you stored and your credits are kept.",
    ];
  return [
    `${organization} has been suspended`,
    `Its API keys are refused, and nothing new is made. Why: ${facts.reason}`,
    "What you stored and your credits are kept. If you think that this is wrong, sign in and ask for a review: a second person decides on it.",
  ];
}
