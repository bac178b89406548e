import { db } from "@/lib/db";
import { listCopies } from "./mirror-objects";
import { organizationOf } from "./object-name";
import { objectStore } from "./object-store";
import { forgetOrganizationKeys } from "./organization-key";

/**
 * Stores again what lies in a folder of copies and not in the store, and returns their names. Of organizations whose
 * key the database does not hold nothing is stored: nobody could read it. `most`: no more than so many.
 */
export async function returnObjects(folder: string, most = Infinity): Promise<string[]> {
  const store = objectStore();
  // The database may be another one than a moment ago.
  forgetOrganizationKeys();
  const keys = await db().organizationKey.findMany({ select: { organizationId: true } });
  const known = new Set(keys.map(({ organizationId }) => organizationId));
  const returned: string[] = [];
  for await (const { name, copies } of listCopies(folder)) {
    if (returned.length >= most) break;
    if (!known.has(organizationOf(name)) || (await store.head(name))) continue;
    const found = await copies.head(name);
    const source = found && (await copies.open(name, 0, found.sizeBytes));
    if (!source) continue;
    await store.put(name, source as AsyncIterable<Buffer>);
    returned.push(name);
  }
  return returned;
}
