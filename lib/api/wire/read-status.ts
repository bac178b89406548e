import type { Context } from "@/lib/db";
import { getGeneration } from "@/lib/generations";
import type { Generation } from "@/lib/generations/schema";
import type { WireStatus } from "./schema";

/** A generation as the published clients poll it. They know no cancelled one: to them it failed. */
export async function readStatus(ctx: Context, uid: string): Promise<WireStatus> {
  const generation = await getGeneration(ctx, uid);
  const cancelled = generation.status === "cancelled";
  const file = generation.files[0];
  return {
    generation_uid: generation.id,
    status: generation.status === "cancelled" ? "failed" : generation.status,
    quality: generation.quality,
    format: file?.extension ?? generation.formats[0],
    resolution: `${generation.resolution}³`,
    progress: generation.progress,
    error: explain(generation),
    external_state: cancelled ? "cancelled" : generation.stage,
    created_at: generation.created_at,
    completed_at: generation.completed_at,
    download_url: file?.url ?? null,
  };
}

/** Why there is no model, or null. */
export function explain({ status, error }: Generation): string | null {
  if (status === "cancelled") return "The generation was cancelled. Nothing was charged.";
  return status === "failed" ? (error?.message ?? "The model could not be made. Nothing was charged.") : null;
}
