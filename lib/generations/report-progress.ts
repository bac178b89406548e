import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import type { EngineProgress } from "@/lib/engines";
import type { GenerationRow } from "./record";

const WRITE_EVERY_MS = 250;

/**
 * Writes the newest progress a few times a second, and looks on the way whether the row is still this attempt's:
 * `lost` is called once when it is not.
 */
export function reportProgress(row: GenerationRow, lost: () => void) {
  let newest: EngineProgress = { progress: 0, stage: "decoding" };
  let writing = Promise.resolve();

  const write = async () => {
    const mine = { id: row.id, attempt: row.attempt, status: "processing" as const };
    const { count } = await db().generation.updateMany({
      where: mine,
      data: { progress: Math.min(99, Math.round(newest.progress)), stage: newest.stage },
    });
    if (count === 0) lost();
  };
  const timer = setInterval(() => {
    writing = writing
      .then(write)
      .catch((error) => log.warn("progress was not written", { generation: row.id }, error));
  }, WRITE_EVERY_MS);

  return {
    note: (progress: EngineProgress) => void (newest = progress),
    /** No write is under way any more once this resolves. */
    stop: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
