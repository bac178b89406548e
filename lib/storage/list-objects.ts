import { db } from "@/lib/db";
import { organizationOf } from "./object-name";
import { objectStore } from "./object-store";

/**
 * The names of what was stored before a moment. Only of organizations whose keys this database holds: what belongs to
 * another installation, or was shredded with its key, is not ours to judge.
 */
export async function* listObjects(before: Date): AsyncGenerator<string> {
  let asked = { organizationId: "", known: false };
  for await (const { name, storedAt } of objectStore().list()) {
    if (storedAt >= before) continue;
    const organizationId = organizationOf(name);
    // Neighbours in the store are of one organization.
    if (asked.organizationId !== organizationId)
      asked = {
        organizationId,
        known: (await db().organizationKey.count({ where: { organizationId } })) > 0,
      };
    if (asked.known) yield name;
  }
}
