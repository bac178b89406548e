import { AppError } from "@/lib/core/errors";
import type { EngineJob } from "../engine";

/** The job's picture. Throws `invalid_request` where there is none. */
export function requireImage({ image }: EngineJob): Uint8Array {
  if (image) return image;
  throw new AppError("invalid_request", "Send a picture or a prompt.", { param: "image" });
}

/** The job's words. Throws `invalid_request` where there are none. */
export function requirePrompt({ prompt, engine }: EngineJob): string {
  if (prompt !== undefined) return prompt;
  throw new AppError("invalid_request", `The engine ${engine} needs a prompt.`, { param: "prompt" });
}
