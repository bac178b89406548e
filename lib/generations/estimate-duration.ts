import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import { qualities, type Quality } from "./qualities";

const MEMORY_MS = 60_000;
const known = new Map<Quality, { seconds: number; until: number }>();

/**
 * Seconds that a generation of this quality is likely to take: the median of the last twenty completed ones from
 * submission to result, or the published estimate while there are fewer than three. Remembered for a minute.
 */
export async function estimateSeconds(quality: Quality): Promise<number> {
  const now = clock.now().getTime();
  const remembered = known.get(quality);
  if (remembered && remembered.until > now) return remembered.seconds;
  const seconds = (await medianOfPastRuns(quality)) ?? qualities[quality].estimatedTimeSeconds;
  known.set(quality, { seconds, until: now + MEMORY_MS });
  return seconds;
}

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
