import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { getBalance } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { createGeneration, qualities } from "@/lib/generations";
import { GenerationSettings, type Generation, type Quality } from "@/lib/generations/schema";
import type { Submit, Submitted } from "./schema";

/** A published client's submission as a generation of ours. Throws what `createGeneration` refuses. */
export async function submit(ctx: Context, body: Submit, image: Uint8Array | undefined): Promise<Submitted> {
  const { prompt, format, quality: chosen, ...parameters } = body;
  const quality = chosen ?? (image ? "super" : "default");
  if (format === "fbx") throw refuseFbx(quality);
  const settings = GenerationSettings.parse({ prompt, quality, formats: [format] });
  const generation = await createGeneration(ctx, { settings, image, parameters });
  return toSubmitted(generation, await getBalance(ctx.organizationId));
}

function toSubmitted(generation: Generation, balance: number): Submitted {
  const address = `${env().publicUrl}/api/generate/${generation.id}`;
  return {
    generation_uid: generation.id,
    status: generation.status,
    quality: generation.quality,
    format: generation.formats[0],
    resolution: `${generation.resolution}³`,
    has_texture: generation.textured,
    credits_used: generation.credits_used,
    credits_remaining: balance,
    estimated_time_seconds: generation.estimated_time_seconds,
    status_url: `${address}/status`,
    download_url: `${address}/download`,
  };
}

function refuseFbx(quality: Quality): AppError {
  const offered = qualities[quality].formats.join(", ");
  return new AppError(
    "unsupported_format",
    `FBX is not offered. With the quality ${quality}, choose one of: ${offered}.`,
    {
      param: "format",
      errors: { format: [`Choose one of: ${offered}.`] },
    },
  );
}
