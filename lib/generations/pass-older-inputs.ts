import { db } from "@/lib/db";
import { removeObject, renameObject } from "@/lib/storage";

/**
 * Gives inputs that are not to stay, and that an earlier version stored like those that are, the name by which the storage
 * itself removes them: of generations that have ended and that nobody reads. Once all have it there is nothing to do. Safe to run again, or twice at once; tells how many it renamed.
 */
export async function passOlderInputs(): Promise<number> {
  const rows = await db().generation.findMany({
    where: {
      completedAt: { not: null },
      ...{ storeInput: false, inputErasedAt: null, restrictedAt: null, deletedAt: null },
      inputObject: { not: null },
      NOT: { inputObject: { contains: "/passing/" } },
    },
    select: { id: true, inputObject: true, viewObjects: true },
  });
  let renamed = 0;
  for (const { id, inputObject, viewObjects } of rows) {
    const old = [inputObject!, ...viewObjects];
    const passing: string[] = [];
    // What is gone keeps its name: a reader is told so either way.
    for (const object of old) passing.push((await renameObject(object, { passes: true })) ?? object);
    const [first, ...views] = passing;
    const { count } = await db().generation.updateMany({
      where: { id, inputObject },
      data: { inputObject: first, viewObjects: views },
    });
    const left =
      count > 0
        ? old.filter((object) => !passing.includes(object))
        : passing.filter((object) => !old.includes(object));
    for (const object of left) await removeObject(object);
    renamed += count;
  }
  return renamed;
}
