import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { SMALLEST_GROUP } from "@/lib/core/small-group";
import { db, Prisma, type Context } from "@/lib/db";

export interface ViewedPage {
  page: string;
  views: number;
}

/** How often each page was opened within `days`, days left out on which too few opened it. Throws `not_found` for whoever is no staff. */
export async function listViews(ctx: Context, { days = 30 }: { days?: number } = {}): Promise<ViewedPage[]> {
  requireStaff(ctx);
  const since = new Date(clock.now().getTime() - days * 86_400_000);
  return db().$queryRaw<ViewedPage[]>(Prisma.sql`
    SELECT page, sum(count)::int AS views FROM page_views
    WHERE day > ${since}::date AND browsers >= ${SMALLEST_GROUP}
    GROUP BY page ORDER BY views DESC, page LIMIT 100`);
}
