import { isObjectName } from "./object-name";
import { isPassing } from "./passing-name";

/**
 * Under which key of a bucket an object lies. A bucket's own rules go by how a key begins (tags are not known to every kind
 * of S3), so what passes lies under a folder of its own; all else has its name for a key.
 */
export const keyOf = (name: string): string => (isPassing(name) ? PASSING_KEYS + name : name);

/** The object's name again; null for what somebody else put into the bucket. */
export function nameOf(key: string): string | null {
  const name = key.startsWith(PASSING_KEYS) ? key.slice(PASSING_KEYS.length) : key;
  return isObjectName(name) && keyOf(name) === key ? name : null;
}

export const PASSING_KEYS = "passing/";
