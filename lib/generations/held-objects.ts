import { idPrefixes } from "@/lib/core/ids";
import { ownerIdOf, type ObjectOwner } from "@/lib/core/object-owner";
import { db } from "@/lib/db";

/** What generations point to: pictures, results, and what is drawn of them. */
export const generationObjects: ObjectOwner = {
  prefix: idPrefixes.generation,
  held: async (objects) => {
    const rows = await db().generation.findMany({
      where: { id: { in: objects.map(ownerIdOf) } },
      select: {
        inputObject: true,
        viewObjects: true,
        previewObject: true,
        thumbnailObject: true,
        files: { select: { object: true } },
      },
    });
    return rows.flatMap(({ inputObject, viewObjects, previewObject, thumbnailObject, files }) => [
      inputObject,
      ...viewObjects,
      previewObject,
      thumbnailObject,
      ...files.map(({ object }) => object),
    ]);
  },
};
