import { clock } from "@/lib/core/clock";
import { ofKey, type MadeWithKey } from "@/lib/core/made-with-key";
import { db } from "@/lib/db";
import { purgePrint } from "./delete-print";

/** How many conversions and print checks of a key there are to be seen. */
export const countPrintsOfKey = (scope: MadeWithKey): Promise<number> =>
  db().print.count({ where: { ...ofKey(scope), deletedAt: null } });

const BATCH = 100;

/**
 * Removes what was kept for the conversions and print checks of a key; the bare rows remain. One that runs stops. Yields
 * after each; may be killed anywhere and run again, and passes over what was purged before.
 */
export async function* erasePrintsOfKey(scope: MadeWithKey): AsyncGenerator<string> {
  for (let after = ""; ;) {
    const rows = await db().print.findMany({
      where: {
        ...ofKey(scope),
        id: { gt: after },
        OR: [
          { deletedAt: null },
          { storedBytes: { gt: 0 } },
          { uploadObject: { not: null } },
          { sha256: { not: null } },
        ],
      },
      orderBy: { id: "asc" },
      take: BATCH,
      select: { id: true },
    });
    if (rows.length === 0) return;
    for (const { id } of rows) {
      await db().print.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: clock.now() } });
      await purgePrint(id);
      yield id;
      after = id;
    }
  }
}
