import type { Spared } from "@/lib/core/retention";
import { db, type Prisma } from "@/lib/db";
import { isPassing, removeObject, renameObject } from "@/lib/storage";

/**
 * What passes the storage removes by its age alone, so that what a hold or a restriction keeps may not bear such a name; all
 * other uploads do, those of a hold that was released and of an earlier version as well. Safe to run again, or twice at once.
 */
export async function setUploadsApart({ organizationIds }: Spared): Promise<void> {
  const spared = [...organizationIds];
  if (spared.length > 0) await rename({ organizationId: { in: spared } }, { passes: false });
  await rename(
    { organizationId: { notIn: spared }, NOT: { object: { contains: "/passing/" } } },
    { passes: true },
  );
}

async function rename(where: Prisma.UploadWhereInput, { passes }: { passes: boolean }): Promise<void> {
  const rows = await db().upload.findMany({
    where: { ...where, object: { not: null } },
    select: { id: true, object: true },
  });
  for (const { id, object } of rows) {
    if (!object || isPassing(object) === passes) continue;
    const renamed = await renameObject(object, { passes });
    if (!renamed) continue;
    const { count } = await db().upload.updateMany({ where: { id, object }, data: { object: renamed } });
    await removeObject(count > 0 ? object : renamed);
  }
}
