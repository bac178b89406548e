import { z } from "zod";

/** That generations of a person's have ended. Neither picture nor prompt: mails lie where nobody here can erase. */
export const generationFacts = z.object({
  about: z.literal("generations_ended"),
  completed: z.int().min(0),
  failed: z.int().min(0),
  /** Of the generation, where it is one alone. */
  onlyId: z.string().nullable(),
});

export type GenerationFacts = z.infer<typeof generationFacts>;

/** Subject and paragraphs. */
export function writeGenerationFacts({ completed, failed, onlyId }: GenerationFacts): string[] {
  if (!onlyId)
    return [
      `${completed + failed} generations of yours have ended`,
      `${completed} completed, ${failed} failed. The credits of those that failed are back in the balance.`,
      "You get one of these mails in ten minutes at most; it counts all that ended since the last.",
    ];
  return failed === 0
    ? ["Your model is ready", `${onlyId} is completed: its files and its print report are in the portal.`]
    : [
        "A generation of yours failed",
        `${onlyId} ended without a model, and its credits are back in the balance. Its page says why, and what to do next.`,
      ];
}

export const generationPlace = ({ onlyId }: GenerationFacts): { name: string; path: string } =>
  onlyId
    ? { name: "Look at it", path: `/generations/${onlyId}` }
    : { name: "Your generations", path: "/generations" };
