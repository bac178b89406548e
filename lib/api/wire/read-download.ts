import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { getGeneration } from "@/lib/generations";
import { explain } from "./read-status";
import type { WireDownload } from "./schema";

/**
 * A signed address of the finished model. Throws `download_not_ready`, which these clients read as a 400, while there
 * is none or where there never will be, and `gone` where it has been erased.
 */
export async function readDownload(ctx: Context, uid: string): Promise<WireDownload> {
  const generation = await getGeneration(ctx, uid);
  const [file] = generation.files;
  if (generation.status === "completed" && !file)
    throw new AppError("gone", "The model was not to be kept any longer and has been erased.");
  if (generation.status !== "completed" || !file)
    throw new AppError(
      "download_not_ready",
      explain(generation) ??
        "The model is still being made. Poll the status until it is completed, then download it.",
    );
  return {
    generation_uid: generation.id,
    download_url: file.url,
    format: file.extension,
    expires_in: file.expires_in,
  };
}
