import type { Context } from "@/lib/db";
import { createGeneration, waitForGeneration, type CreateGenerationInput } from "@/lib/generations";
import type { CreateGeneration } from "@/lib/generations/contract";
import type { Generation } from "@/lib/generations/schema";
import type { Call } from "./call";
import { fileOrUpload } from "./file-or-upload";
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
  body,
  files,
}: Pick<Call<CreateGeneration, unknown, unknown>, "body" | "files">): CreateGenerationInput {
  const {
    format,
    image_url: imageUrl,
    upload_id: uploadId,
    upload_ids: uploadIds,
    depth_map_upload_id: depthMapId,
    normal_map_upload_id: normalMapId,
    ...settings
  } = body;
  const [image, ...views] = files.image ?? [];
  const formats = format ? [format] : settings.formats;
  const map = (field: string, uploadId: string | undefined) =>
    fileOrUpload({ files }, field, { param: `${field}_upload_id`, uploadId });
  return {
    settings: { ...settings, formats },
    image,
    imageUrl,
    views,
    uploadIds: uploadId ? [uploadId] : uploadIds,
    depthMap: map("depth_map", depthMapId),
    normalMap: map("normal_map", normalMapId),
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
