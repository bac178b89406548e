import type { Spared } from "@/lib/core/retention";
import { db, type Prisma } from "@/lib/db";
import { isPassing, removeObject, renameObject } from "@/lib/storage";

/** Files that a person brought along, into an organization. */
export const importsOf = (organizationIds: readonly string[]): Prisma.PersonExportWhereInput => ({
  request: { type: "import", organizationId: { in: [...organizationIds] } },
});

/**
 * As with uploads: what passes the storage removes by its age alone, so that what a hold or a restriction keeps of imports may
 * not bear such a name, and all other imports do. Those under way keep theirs until they are done, since a worker reads them.
 * Safe to run again, or twice at once.
 */
export async function setImportsApart({ organizationIds, userIds }: Spared): Promise<void> {
  const kept = { OR: [importsOf(organizationIds), { userId: { in: [...userIds] } }] };
  await rename(kept, { passes: false });
  await rename({ NOT: [{ object: { contains: "/passing/" } }, kept] }, { passes: true });
}

async function rename(where: Prisma.PersonExportWhereInput, { passes }: { passes: boolean }): Promise<void> {
  const rows = await db().personExport.findMany({
    where: { AND: [where, { request: { type: "import", status: { not: "waiting" } } }] },
    select: { id: true, object: true },
  });
  for (const { id, object } of rows) {
    if (isPassing(object) === passes) continue;
    const renamed = await renameObject(object, { passes });
    if (!renamed) continue;
    const { count } = await db().personExport.updateMany({
      where: { id, object },
      data: { object: renamed },
    });
    await removeObject(count > 0 ? object : renamed);
  }
}
