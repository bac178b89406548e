import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, Prisma, type Context } from "@/lib/db";

/** Fewer visits on a day than this are shown to nobody: a small group would tell of single people. */
export const SMALL_GROUP = 10;

export interface ViewedPage {
  page: string;
  views: number;
}

/** How often each page was opened within `days`, small groups left out. Throws `not_found` for whoever is no staff. */
export async function listViews(ctx: Context, { days = 30 }: { days?: number } = {}): Promise<ViewedPage[]> {
  requireStaff(ctx);
  const since = new Date(clock.now().getTime() - days * 86_400_000);
  return db().$queryRaw<ViewedPage[]>(Prisma.sql`
    SELECT page, sum(count)::int AS views FROM page_views
    WHERE day > ${since}::date AND count >= ${SMALL_GROUP}
    GROUP BY page ORDER BY views DESC, page LIMIT 100`);
}
