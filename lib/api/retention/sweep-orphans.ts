import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { ownerIdOf, type ObjectOwner } from "@/lib/core/object-owner";
import { listObjects, removeObject } from "@/lib/storage";

/** A row comes moments after its object, or never: nothing that is under way takes a day between the two. */
export const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1000;
const BATCH = 200;

/**
 * Removes objects that were stored by a process that was killed before it wrote the row, and returns how many. What no
 * owner claims by the prefix of its id is left alone. May be killed anywhere, or run twice at once.
 */
export async function sweepOrphans(owners: readonly ObjectOwner[], signal: AbortSignal): Promise<number> {
  let removed = 0;
  const waiting = new Map(owners.map((owner) => [owner.prefix, { owner, objects: [] as string[] }]));
  for await (const object of listObjects(new Date(clock.now().getTime() - ORPHAN_AFTER_MS))) {
    signal.throwIfAborted();
    const one = waiting.get(ownerIdOf(object).split("_")[0]);
    if (!one) continue;
    one.objects.push(object);
    if (one.objects.length >= BATCH) removed += await removeUnheld(one.owner, one.objects.splice(0));
  }
  for (const { owner, objects } of waiting.values()) removed += await removeUnheld(owner, objects);
  if (removed > 0) log.warn("removed objects that nothing pointed to", { objects: removed });
  return removed;
}

/** The rows are asked after the objects were seen, so that one that was written meanwhile counts. */
async function removeUnheld({ held }: ObjectOwner, objects: readonly string[]): Promise<number> {
  if (objects.length === 0) return 0;
  const kept = new Set(await held(objects));
  const orphans = objects.filter((object) => !kept.has(object));
  for (const object of orphans) await removeObject(object);
  return orphans.length;
}
