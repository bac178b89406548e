import { AppError } from "@/lib/core/errors";
import { parsePrompt } from "@/lib/geometry/field/parse-prompt";
import type { ShapeRecipe } from "@/lib/geometry/field/shape-recipe";
import type { EngineJob } from "./engine";
import { findTextWish } from "./find-text-wish";
import { planText } from "./local/plan-text";

/** The parts of a job that decide what its prompt means; what is left out takes its usual value. */
export type PromptContext = Partial<Pick<EngineJob, "engine" | "sizeMm" | "sizeAxis" | "settings">>;

/**
 * Refuses a prompt that its engine could not build, before anything is charged: words that the font lacks, or a thing that
 * the parametric engine does not know. Takes about a millisecond, and 20 more for the first words in a font.
 */
export function checkPrompt(prompt: string, context: PromptContext = {}): void {
  const { engine = "auto", sizeMm = 80, sizeAxis = "longest", settings } = context;
  const words = findTextWish({ prompt, engine, sizeMm, sizeAxis, settings });
  if (words) planText(words.wish);
  else understandPrompt(prompt);
}

/** The recipe of a prompt. Throws `prompt_not_understood`, naming what could be asked for instead, or the limits. */
export function understandPrompt(prompt: string): ShapeRecipe {
  const parsed = parsePrompt(prompt);
  if (parsed.kind === "shape") return parsed.recipe;
  if (parsed.kind === "impossible")
    throw new AppError("prompt_not_understood", parsed.problem, { param: "prompt" });
  throw new AppError(
    "prompt_not_understood",
    `The prompt names no shape that can be built. Name one thing, such as: ${parsed.suggestions.join(", ")}. ` +
      "Sizes, colours, counts and words such as tall, twisted or ribbed may be added. " +
      "Words to model go in quotes: a keychain “Anna”.",
    { param: "prompt" },
  );
}
