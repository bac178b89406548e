import { isAppError } from "@/lib/core/errors";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { OUTSIDE_ENGINE, runEngine, type EngineJob } from "@/lib/engines";
import { readObject } from "@/lib/storage";
import { failGeneration } from "./fail-generation";
import { completeGeneration } from "./complete-generation";
import { mapOf } from "./map-of";
import { runOutside } from "./outside/run-outside";
import { qualities, type Quality } from "./qualities";
import type { GenerationRow } from "./record";
import { reportProgress } from "./report-progress";
import { takeGeneration } from "./take-generation";

/**
 * Job body: takes the generation, runs the engine without any open transaction, and finishes in one. Delivery is at
 * least once: a finished row is left alone, and a worker that was overtaken by another cannot write its result.
 * Refusals of the engine end the generation; anything else throws, and the job runs again.
 */
export async function runGeneration(id: string, stop: AbortSignal): Promise<void> {
  const row = await takeGeneration(id);
  if (!row) return;
  const overtaken = new AbortController();
  const progress = reportProgress(row, () => overtaken.abort(new Overtaken()));
  try {
    const job = await toEngineJob(row);
    const signal = AbortSignal.any([stop, overtaken.signal]);
    const options = { onProgress: progress.note, signal, timeoutMs: env().engineTimeoutMs };
    const outside = row.engineRequested === OUTSIDE_ENGINE;
    const output = await (outside ? runOutside(row, job, options) : runEngine(job, options));
    await completeGeneration(row, output);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (!isAppError(error) || error.code === "storage_unavailable") throw error;
    log.warn("generation refused by its engine", { generation: id, code: error.code });
    await failGeneration(id, { code: error.code, message: error.message }, row.attempt);
  } finally {
    await progress.stop();
  }
}

/** Cancelled, deleted, or taken by another worker while it ran. */
class Overtaken extends Error {
  override name = "Overtaken";
}

async function readFurther(row: GenerationRow): Promise<Pick<EngineJob, "views" | "depthMap" | "normalMap">> {
  if (row.engineRequested !== "figure") return { views: await Promise.all(row.viewObjects.map(readObject)) };
  const [depthMap, normalMap] = [mapOf(row, "depth_map"), mapOf(row, "normal_map")];
  return {
    ...(depthMap ? { depthMap: await readObject(depthMap) } : {}),
    ...(normalMap ? { normalMap: await readObject(normalMap) } : {}),
  };
}

async function toEngineJob(row: GenerationRow): Promise<EngineJob> {
  return {
    engine: row.engineRequested as EngineJob["engine"],
    image: row.inputObject ? await readObject(row.inputObject) : undefined,
    ...(await readFurther(row)),
    prompt: row.prompt ?? undefined,
    resolution: row.resolution,
    textured: row.textured,
    sizeMm: row.sizeMm,
    sizeAxis: row.sizeAxis as EngineJob["sizeAxis"],
    maxTriangles: qualities[row.quality as Quality].maxTriangles,
    seed: row.seed,
    formats: row.formats as EngineJob["formats"],
    settings: row.engineSettings as EngineJob["settings"],
  };
}
