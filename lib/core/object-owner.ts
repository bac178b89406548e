/** How a room says which stored objects its rows point to. An object's second segment is the id of what it belongs to. */
export interface ObjectOwner {
  /** Of the ids, such as `gen`. */
  prefix: string;
  /** Of these objects, those that something still points to. */
  held: (objects: readonly string[]) => Promise<readonly (string | null)[]>;
}

/** `org_…/gen_…/input-…` belongs to `gen_…`. */
export const ownerIdOf = (object: string): string => object.split("/")[1] ?? "";
