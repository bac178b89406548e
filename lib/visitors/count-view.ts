import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { nameOfPage } from "@/lib/core/page-name";
import { processWide } from "@/lib/core/process-wide";
import { db, Prisma } from "@/lib/db";

const FLUSH_AFTER_MS = 20_000;
interface Counted {
  views: number;
  browsers: number;
}

const state = processWide("page-views", () => ({
  counts: new Map<string, Counted>(),
  timer: undefined as NodeJS.Timeout | undefined,
}));

/**
 * Counts that a page was opened today, and nothing else: identifiers in its address are taken out, pages that are none of
 * ours are not counted. Whether it is the browser's `first` time today the browser itself knows and says, so that nothing
 * here tells one browser from another. One statement writes what came in 20 seconds.
 */
export function countView(path: string, { first = false } = {}): void {
  const page = nameOfPage(path);
  if (!page) return;
  add(`${clock.now().toISOString().slice(0, 10)} ${page}`, { views: 1, browsers: first ? 1 : 0 });
  state.timer ??= setTimeout(() => void flushViews(), FLUSH_AFTER_MS).unref();
}

function add(key: string, { views, browsers }: Counted): void {
  const before = state.counts.get(key);
  state.counts.set(key, {
    views: (before?.views ?? 0) + views,
    browsers: (before?.browsers ?? 0) + browsers,
  });
}

/** Writes what was counted. A failure is logged, and the counts are kept for later. */
export async function flushViews(): Promise<void> {
  clearTimeout(state.timer);
  state.timer = undefined;
  const counts = state.counts;
  state.counts = new Map();
  if (counts.size === 0) return;
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { views, browsers }]) => {
      const [day, page] = key.split(" ");
      return Prisma.sql`(${day}::date, ${page}, ${views}, ${browsers})`;
    });
  try {
    await db().$executeRaw(Prisma.sql`
      INSERT INTO page_views (day, page, count, browsers) VALUES ${Prisma.join(rows)}
      ON CONFLICT (day, page) DO UPDATE SET count = page_views.count + excluded.count,
        browsers = page_views.browsers + excluded.browsers`);
  } catch (error) {
    log.warn("page views not written; trying again later", { pages: counts.size }, error);
    for (const [key, counted] of counts) add(key, counted);
    state.timer ??= setTimeout(() => void flushViews(), FLUSH_AFTER_MS).unref();
  }
}
