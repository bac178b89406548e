import { env } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings, type Generation } from "@/lib/generations/schema";
import type { Submit, Submitted } from "./schema";

/** A published client's submission as a generation of ours. Throws what `createGeneration` refuses. */
export async function submit(ctx: Context, body: Submit, image: Uint8Array | undefined): Promise<Submitted> {
  const { prompt, format, quality: chosen, ...parameters } = body;
  const quality = chosen ?? (image ? "super" : "default");
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
