import { idPrefixes } from "@/lib/core/ids";
import { ownerIdOf, type ObjectOwner } from "@/lib/core/object-owner";
import { db } from "@/lib/db";

async function held(objects: readonly string[]): Promise<(string | null)[]> {
  const rows = await db().print.findMany({
    where: { id: { in: objects.map(ownerIdOf) } },
    select: { uploadObject: true, resultObject: true },
  });
  return rows.flatMap(({ uploadObject, resultObject }) => [uploadObject, resultObject]);
}

/** What conversions point to: the mesh as it was sent, and the result. */
export const conversionObjects: ObjectOwner = { prefix: idPrefixes.conversion, held };

/** The same of print checks. */
export const printCheckObjects: ObjectOwner = { prefix: idPrefixes.printCheck, held };
