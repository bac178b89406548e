import { clock } from "@/lib/core/clock";
import { ofKey, type MadeWithKey } from "@/lib/core/made-with-key";
import { db } from "@/lib/db";
import { purgeUpload } from "./delete-upload";

/** How many files that a key sent ahead there are to be seen. */
export const countUploadsOfKey = (scope: MadeWithKey): Promise<number> =>
  db().upload.count({ where: { ...ofKey(scope), deletedAt: null } });

const BATCH = 100;

/** Removes what a key sent ahead, file and row. Yields after each; may be killed anywhere and run again. */
export async function* eraseUploadsOfKey(scope: MadeWithKey): AsyncGenerator<string> {
  for (;;) {
    const rows = await db().upload.findMany({ where: ofKey(scope), take: BATCH, select: { id: true } });
    if (rows.length === 0) return;
    for (const { id } of rows) {
      await db().upload.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: clock.now() } });
      await purgeUpload(id);
      yield id;
    }
  }
}
