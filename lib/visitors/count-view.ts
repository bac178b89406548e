import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";
import { db, Prisma } from "@/lib/db";

const FLUSH_AFTER_MS = 20_000;
const ROOTS = new Set(
  "pricing status docs legal privacy processors cookie-settings your-choices sign-in sign-up overview generate generations keys webhooks usage credits settings support share".split(
    " ",
  ),
);

const state = processWide("page-views", () => ({
  counts: new Map<string, number>(),
  timer: undefined as NodeJS.Timeout | undefined,
}));

/**
 * Counts that a page was opened today, and nothing else: identifiers in its address are taken out, pages that are none of
 * ours are not counted. One statement writes what came in 20 seconds.
 */
export function countView(path: string): void {
  const page = nameOfPage(path);
  if (!page) return;
  const key = `${clock.now().toISOString().slice(0, 10)} ${page}`;
  state.counts.set(key, (state.counts.get(key) ?? 0) + 1);
  state.timer ??= setTimeout(() => void flushViews(), FLUSH_AFTER_MS).unref();
}

/** A page's address without what tells one visit from another, or null for what is no page of ours. */
export function nameOfPage(path: string): string | null {
  if (!/^\/[\w/.-]{0,200}$/.test(path)) return null;
  const parts = path.split("/").filter(Boolean);
  if (parts.length === 0) return "/";
  if (!ROOTS.has(parts[0]) || parts.length > 4) return null;
  // Ids and tokens hold digits or capitals, or are long; the pages' own words do neither.
  const plain = parts.map((part) => (/^[a-z][a-z-]{0,30}$/.test(part) ? part : "…"));
  if (parts[0] === "share" && parts.length > 1) plain[1] = "…";
  return `/${plain.join("/")}`;
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
    .map(([key, count]) => {
      const [day, page] = key.split(" ");
      return Prisma.sql`(${day}::date, ${page}, ${count})`;
    });
  try {
    await db().$executeRaw(Prisma.sql`
      INSERT INTO page_views (day, page, count) VALUES ${Prisma.join(rows)}
      ON CONFLICT (day, page) DO UPDATE SET count = page_views.count + excluded.count`);
  } catch (error) {
    log.warn("page views not written; trying again later", { pages: counts.size }, error);
    for (const [key, count] of counts) state.counts.set(key, (state.counts.get(key) ?? 0) + count);
    state.timer ??= setTimeout(() => void flushViews(), FLUSH_AFTER_MS).unref();
  }
}
