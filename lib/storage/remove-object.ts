import { checkObjectName } from "./object-name";
import { objectStore } from "./object-store";

/** Removes an object; fine where it is gone already. Throws `storage_unavailable` where the disk fails. */
export async function removeObject(object: string): Promise<void> {
  await objectStore().remove(checkObjectName(object));
}

/**
 * Removes everything that was put under a folder, such as `gen_…`: also what a worker that died stored and noted in no
 * row. Fine where there is nothing. Throws `storage_unavailable` where the disk fails.
 */
export async function removeObjects(organizationId: string, folder: string): Promise<void> {
  await objectStore().removeAll(checkObjectName(`${organizationId}/${folder}`));
}
