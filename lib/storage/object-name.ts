import { randomBase62 } from "@/lib/core/ids";

const SEGMENT = /^[0-9A-Za-z][0-9A-Za-z._-]*$/;
const MAX_LENGTH = 400;

/** `org_…/<name>-<random>`: every object is new, so that a late writer can never replace another's. */
export function newObjectName(organizationId: string, name: string): string {
  return checkObjectName(`${organizationId}/${name}-${randomBase62(12)}`);
}

/** The name as it is, or a throw where it could leave its folder: names come from our rows, never from a client. */
export function checkObjectName(object: string): string {
  if (!isObjectName(object))
    throw new RangeError(`Not an object's name: ${JSON.stringify(object.slice(0, 80))}`);
  return object;
}

export function isObjectName(object: string): boolean {
  const segments = object.split("/");
  return object.length <= MAX_LENGTH && segments.length >= 2 && segments.every((part) => SEGMENT.test(part));
}

export const organizationOf = (object: string): string => object.slice(0, object.indexOf("/"));
