import { clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { runMeshJob, type MeshJob } from "@/lib/engines";
import { readObject } from "@/lib/storage";
import { completePrint, failPrint, unfinished } from "./end-print";
import type { PrintRow } from "./record";
import type { ConversionSettings, PrintCheckSettings } from "./schema";

/**
 * Job body: takes the print, works on the mesh in an engine's thread without any open transaction, and finishes in one.
 * Delivery is at least once: a finished or deleted row is left alone, and a worker that was overtaken by another cannot
 * write its result. Refusals end the print; anything else throws, and the job runs again.
 */
export async function runPrint(id: string, stop: AbortSignal): Promise<void> {
  const row = await take(id);
  if (!row?.uploadObject) return;
  const overtaken = new AbortController();
  const watch = watchRow(row, () => overtaken.abort(new Overtaken()));
  try {
    const output = await runMeshJob(toMeshJob(row, await readObject(row.uploadObject)), {
      onProgress: watch.note,
      signal: AbortSignal.any([stop, overtaken.signal]),
    });
    await completePrint(row, output);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (!isAppError(error) || error.code === "storage_unavailable") throw error;
    log.warn("mesh refused", { print: id, code: error.code });
    await failPrint(id, { code: error.code, message: error.message }, row.attempt);
  } finally {
    await watch.stop();
  }
}

/** Deleted, or taken by another worker while it ran. */
class Overtaken extends Error {
  override name = "Overtaken";
}

/** Marks the row as this worker's: a new attempt number fences every earlier one. Null where nothing is left to do. */
async function take(id: string): Promise<PrintRow | null> {
  const taken = await db().print.updateManyAndReturn({
    where: { id, status: { in: [...unfinished] }, deletedAt: null },
    data: { status: "processing", progress: 0, attempt: { increment: 1 }, startedAt: clock.now() },
  });
  return taken[0] ?? null;
}

const LOOK_EVERY_MS = 250;

/** Writes the newest progress and looks on the way whether the row is still this attempt's; `lost` is called where not. */
function watchRow({ id, attempt }: PrintRow, lost: () => void) {
  let newest = 0;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const { count } = await db().print.updateMany({
      where: { id, attempt, status: "processing", deletedAt: null },
      data: { progress: newest },
    });
    if (count === 0) lost();
  };
  const timer = setInterval(() => {
    writing = writing
      .then(write)
      .catch((error) => log.warn("progress was not written", { print: id }, error));
  }, LOOK_EVERY_MS);
  return {
    note: ({ progress }: { progress: number }) => void (newest = Math.min(99, Math.round(progress))),
    /** No write is under way any more once this resolves. */
    stop: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}

function toMeshJob(row: PrintRow, upload: Uint8Array): MeshJob {
  const settings = row.settings as ConversionSettings | PrintCheckSettings;
  const { repair, scale, size_mm: sizeMm, size_axis: sizeAxis } = settings;
  const job: MeshJob = { upload, repair, scale, sizeMm, sizeAxis };
  if ("format" in settings) return { ...job, format: settings.format, compress: settings.compress };
  const { process, min_wall_mm, max_triangles, bed_mm } = settings;
  const said = Object.entries({ process, min_wall_mm, max_triangles, bed_mm });
  return { ...job, contract: Object.fromEntries(said.filter(([, value]) => value !== undefined)) };
}
