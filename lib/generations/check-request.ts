import { AppError } from "@/lib/core/errors";
import { checkPrompt } from "@/lib/engines";
import { promptQualities, qualities } from "./qualities";
import type { GenerationSettings } from "./schema";

/**
 * The rules between fields that a schema cannot say: picture or prompt, which quality offers which format, which
 * engine takes which input. Throws `invalid_request`, `unsupported_format` or `prompt_not_understood`.
 */
export function checkRequest(settings: GenerationSettings, hasImage: boolean): void {
  checkInput(settings, hasImage);
  checkFormats(settings);
  if (settings.prompt) checkPrompt(settings.prompt);
}

function checkInput({ prompt, engine, quality }: GenerationSettings, hasImage: boolean): void {
  if (!hasImage && prompt === undefined)
    throw invalid("image", "Send a picture in the field image, or a prompt in words.");
  if (hasImage && prompt !== undefined)
    throw invalid("prompt", "Send either a picture or a prompt; each makes a model of its own.");
  if (hasImage && engine === "parametric")
    throw invalid(
      "engine",
      "The engine parametric works from a prompt. For a picture use auto, figure or relief.",
    );
  if (prompt !== undefined && engine !== "auto" && engine !== "parametric")
    throw invalid(
      "engine",
      `The engine ${engine} works from a picture. For a prompt use auto or parametric.`,
    );
  if (prompt !== undefined && !promptQualities.includes(quality))
    throw invalid("quality", `A prompt can be made in these qualities: ${promptQualities.join(", ")}.`);
}

function checkFormats({ quality, formats }: GenerationSettings): void {
  const offered = qualities[quality].formats;
  const refused = formats.find((format) => !offered.includes(format));
  if (refused)
    throw new AppError(
      "unsupported_format",
      `The quality ${quality} does not offer ${refused}. Choose one of: ${offered.join(", ")}.`,
      { param: "format", errors: { format: [`Not offered with ${quality}`] } },
    );
  if (new Set(formats).size !== formats.length) throw invalid("formats", "Name each format once.");
}

function invalid(param: string, message: string): AppError {
  return new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
