import { checkObjectName } from "./object-name";
import { objectStore } from "./object-store";

/** Whether an object is there; says nothing of whether it can be decrypted. */
export async function objectExists(object: string): Promise<boolean> {
  return (await objectStore().head(checkObjectName(object))) !== null;
}
