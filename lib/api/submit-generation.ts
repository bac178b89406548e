import type { Context } from "@/lib/db";
import { createGeneration, waitForGeneration, type CreateGenerationInput } from "@/lib/generations";
import type { CreateGeneration } from "@/lib/generations/contract";
import type { Generation } from "@/lib/generations/schema";
import type { Call } from "./call";
import { waitSeconds } from "./wait-seconds";

/** Submits a generation, and with `Prefer: wait=N` stays until it has finished or N seconds have passed. */
export async function submitGeneration(call: Call<CreateGeneration, unknown, unknown>): Promise<Generation> {
  const { ctx, request, reply } = call;
  const created = await createGeneration(ctx, readGeneration(call));
  reply.generationId = created.id;
  reply.creditsUsed = created.credits_used;
  const seconds = waitSeconds(request.headers.get("prefer"));
  return seconds === 0 ? created : waitUntilDone(ctx, created.id, seconds, reply);
}

/** The fields and files of a submission as the verbs take them. */
export function readGeneration({
  body: { format, image_url: imageUrl, upload_id: uploadId, upload_ids: uploadIds, ...settings },
  files,
}: Call<CreateGeneration, unknown, unknown>): CreateGenerationInput {
  const [image, ...views] = files.image ?? [];
  const formats = format ? [format] : settings.formats;
  return {
    settings: { ...settings, formats },
    image,
    imageUrl,
    views,
    uploadIds: uploadId ? [uploadId] : uploadIds,
    depthMap: files.depth_map?.[0],
    normalMap: files.normal_map?.[0],
  };
}

async function waitUntilDone(
  ctx: Context,
  id: string,
  seconds: number,
  reply: Call<unknown, unknown, unknown>["reply"],
) {
  const generation = await waitForGeneration(ctx, id, seconds);
  reply.headers.set("Preference-Applied", `wait=${seconds}`);
  if (generation.status !== "pending" && generation.status !== "processing") reply.status = 200;
  return generation;
}
