import { ofKey, type MadeWithKey } from "@/lib/core/made-with-key";
import { db, type Prisma } from "@/lib/db";
import { eraseGenerations } from "./erase-generations";

/** How many generations of a key there are to be seen. */
export const countOfKey = (scope: MadeWithKey): Promise<number> =>
  db().generation.count({ where: { ...ofKey(scope), deletedAt: null } });

/** As `eraseGenerations`, of what one key made. What was erased so before is passed over. */
export const eraseOfKey = (scope: MadeWithKey): AsyncGenerator<string> =>
  eraseGenerations({ ...ofKey(scope), OR: left });

/** Of a bare row none of this holds any more. */
const left: Prisma.GenerationWhereInput[] = [
  { deletedAt: null },
  { inputErasedAt: null },
  { resultsErasedAt: null },
  { NOT: { digests: { equals: {} } } },
  { transfers: { some: { erasureAskedAt: { not: null }, erasureToldAt: null } } },
];
