import { isAppError } from "@/lib/core/errors";
import { organizationOf } from "./object-name";
import { isPassing, passingName } from "./passing-name";
import { copyObject } from "./put-stream";

/**
 * The same bytes under a name of what passes, or of what stays: an object is sealed under its name, so that this is a copy, and
 * the old one is left to whoever changes the row. Null where it is gone.
 */
export async function renameObject(object: string, { passes }: { passes: boolean }): Promise<string | null> {
  const [, owner, ...rest] = object.split("/");
  const name = rest
    .slice(isPassing(object) ? 1 : 0)
    .join("/")
    .replace(/-\w{12}$/, "");
  const to = passes ? passingName(owner, name) : `${owner}/${name}`;
  try {
    return (await copyObject(object, { organizationId: organizationOf(object), name: to })).object;
  } catch (error) {
    if (isAppError(error) && error.code === "gone") return null;
    throw error;
  }
}
