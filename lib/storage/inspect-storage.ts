import { randomBytes } from "node:crypto";
import { isAppError } from "@/lib/core/errors";
import { newObjectName } from "./object-name";
import { objectStore } from "./object-store";
import { PROBE_OWNER } from "./probe-storage";

/**
 * Writes, reads and removes a few bytes in the store itself, which needs neither database nor keys, and says what it is, with
 * warnings. Throws, with the store's own words, where one of them fails.
 */
export async function inspectStorage(): Promise<string> {
  const store = objectStore();
  const name = newObjectName(PROBE_OWNER, "probe");
  const bytes = randomBytes(64);
  try {
    await store.put(name, [bytes]);
    const read = await (await store.open(name, 0, bytes.length))?.toArray();
    await store.remove(name);
    if (!Buffer.concat((read ?? []) as Buffer[]).equals(bytes)) throw new Error("it gave back other bytes");
  } catch (error) {
    throw isAppError(error) && error.cause instanceof Error ? error.cause : error;
  }
  return store.describe();
}
