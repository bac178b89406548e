import type { Context } from "@/lib/db";
import { createGeneration, waitForGeneration } from "@/lib/generations";
import type { CreateGeneration } from "@/lib/generations/contract";
import type { Generation } from "@/lib/generations/schema";
import type { Call } from "./call";
import { waitSeconds } from "./wait-seconds";

/** Submits a generation, and with `Prefer: wait=N` stays until it has finished or N seconds have passed. */
export async function submitGeneration(call: Call<CreateGeneration, unknown, unknown>): Promise<Generation> {
  const { ctx, body, files, request, reply } = call;
  const { format, ...settings } = body;
  const formats = format ? [format] : settings.formats;
  const [image, ...views] = files.image ?? [];
  const created = await createGeneration(ctx, {
    settings: { ...settings, formats },
    image,
    views,
    depthMap: files.depth_map?.[0],
  });
  reply.generationId = created.id;
  reply.creditsUsed = created.credits_used;
  const seconds = waitSeconds(request.headers.get("prefer"));
  return seconds === 0 ? created : waitUntilDone(ctx, created.id, seconds, reply);
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
