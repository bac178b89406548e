import { AppError } from "@/lib/core/errors";
import { parsePrompt } from "@/lib/geometry/field/parse-prompt";
import type { ShapeRecipe } from "@/lib/geometry/field/shape-recipe";

/** Refuses a prompt that the parametric engine does not understand. Costs well under a millisecond. */
export function checkPrompt(prompt: string): void {
  understandPrompt(prompt);
}

/** The recipe of a prompt. Throws `prompt_not_understood`, naming what could be asked for instead. */
export function understandPrompt(prompt: string): ShapeRecipe {
  const parsed = parsePrompt(prompt);
  if (parsed.kind === "shape") return parsed.recipe;
  throw new AppError(
    "prompt_not_understood",
    `The prompt names no shape that can be built. Name one thing, such as: ${parsed.suggestions.join(", ")}. ` +
      "Sizes, colours, counts and words such as tall, twisted or ribbed may be added.",
    { param: "prompt" },
  );
}
