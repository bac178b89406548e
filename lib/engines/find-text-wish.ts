import { AppError } from "@/lib/core/errors";
import type { EngineJob } from "./engine";
import type { TextWish } from "./local/plan-text";
import { readTextWish } from "./read-text-wish";

/**
 * The words that a job wants modelled, and why they were taken for words; nothing where its prompt goes to the parametric
 * engine. An engine that is named decides; `auto` takes settings for text as a clear sign, and else reads the prompt.
 * Throws `prompt_not_understood` for a size that cannot be built.
 */
export function findTextWish(
  job: Pick<EngineJob, "engine" | "prompt" | "sizeMm" | "sizeAxis" | "settings">,
): { wish: TextWish; reason: string } | undefined {
  const { engine, prompt, sizeMm, sizeAxis } = job;
  if (prompt === undefined || (engine !== "auto" && engine !== "text")) return undefined;
  const text = job.settings?.text;
  const plain = { prompt, text, sizeMm, sizeAxis };
  if (engine === "text") return { wish: plain, reason: "The text was asked for." };
  const found = readTextWish(prompt);
  if (found?.problem) throw new AppError("prompt_not_understood", found.problem, { param: "prompt" });
  if (found)
    return {
      wish: { sizeMm, sizeAxis, ...found.size, prompt: found.words, text: text ?? found.text },
      reason: `The prompt asks for words: it has ${found.clue}.`,
    };
  return text && { wish: plain, reason: "Settings for the text were sent." };
}
