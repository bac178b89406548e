import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";

export interface Ending {
  id: string;
  what: string;
  goesAt: string;
}

/** The organization's generations that go by themselves, the soonest first. */
export async function listEndings({ organizationId }: Context, limit = 20): Promise<Ending[]> {
  const rows = await db().generation.findMany({
    where: { organizationId, deletedAt: null, restrictedAt: null, deletesAt: { gt: clock.now() } },
    orderBy: { deletesAt: "asc" },
    take: limit,
    select: { id: true, deletesAt: true },
  });
  return rows.map(({ id, deletesAt }) => ({
    id,
    what: "Generation with its files",
    goesAt: deletesAt!.toISOString(),
  }));
}
