import { ExpiringMap } from "@/lib/core/expiring-map";
import { db } from "@/lib/db";
import { qualities, type Quality } from "./qualities";

const MEMORY_MS = 60_000;
const known = new ExpiringMap<number>(MEMORY_MS, Object.keys(qualities).length);

/**
 * Seconds that a generation of this quality is likely to take: the median of the last twenty completed ones from
 * submission to result, or the published estimate while there are fewer than three. Remembered for a minute.
 */
export const estimateSeconds = (quality: Quality): Promise<number> =>
  known.get(
    quality,
    async () => (await medianOfPastRuns(quality)) ?? qualities[quality].estimatedTimeSeconds,
  );

async function medianOfPastRuns(quality: Quality): Promise<number | null> {
  const rows = await db().generation.findMany({
    where: { quality, status: "completed", test: false },
    orderBy: { completedAt: "desc" },
    take: 20,
    select: { createdAt: true, completedAt: true },
  });
  if (rows.length < 3) return null;
  const durations = rows
    .map((row) => (row.completedAt as Date).getTime() - row.createdAt.getTime())
    .sort((a, b) => a - b);
  return Math.max(1, Math.ceil(durations[durations.length >> 1] / 1000));
}
