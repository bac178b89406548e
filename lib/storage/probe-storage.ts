import { randomBytes } from "node:crypto";
import { putObject } from "./put-object";
import { readObject } from "./read-object";
import { removeObject } from "./remove-object";

/** Owns nothing but this probe's object, which lives for milliseconds. */
export const PROBE_OWNER = "org_probe";

/** Stores a small object, reads it back and removes it. Throws where any of it fails, or where other bytes come back. */
export async function probeStorage(): Promise<void> {
  const bytes = randomBytes(64);
  const { object } = await putObject({ organizationId: PROBE_OWNER, name: "probe", bytes });
  try {
    if (!(await readObject(object)).equals(bytes)) throw new Error("storage gave back other bytes");
  } finally {
    await removeObject(object);
  }
}
