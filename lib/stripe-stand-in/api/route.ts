import { missing } from "../failure";
import type { Kind, Kinds } from "../kinds";
import { listPage } from "../list-page";
import type { Params } from "../params";
import type { World } from "../world";

/** One call of the API: what stands in its address, and its parameters. */
export interface Call {
  world: World;
  params: Params;
  /** The identifiers of the address, in its order. */
  ids: string[];
  path: string;
}

export interface Route {
  method: "GET" | "POST" | "DELETE";
  /** Such as `/v1/customers/:id`. */
  pattern: string;
  run(call: Call): unknown;
}

export const get = (pattern: string, run: Route["run"]): Route => ({ method: "GET", pattern, run });
export const post = (pattern: string, run: Route["run"]): Route => ({ method: "POST", pattern, run });
export const remove = (pattern: string, run: Route["run"]): Route => ({ method: "DELETE", pattern, run });

/** The object that an identifier names, or 404. */
export function require<K extends Kind>(world: World, kind: K, id: string, param = "id"): Kinds[K] {
  const found = world.store.find(kind, id);
  if (!found) throw missing(kind, id, param);
  return found;
}

/** `GET /v1/things/:id` and `GET /v1/things`, which the named parameters filter. */
export function readable<K extends Kind>(
  kind: K,
  pattern: string,
  filters: Record<string, (thing: Kinds[K], value: string) => boolean> = {},
): Route[] {
  return [
    get(`${pattern}/:id`, ({ world, ids }) => require(world, kind, ids[0])),
    get(pattern, ({ world, params, path }) => {
      const wanted = Object.entries(filters).flatMap(([name, filter]) => {
        const value = params.text(name);
        return value === null ? [] : [(thing: Kinds[K]) => filter(thing, value)];
      });
      return listPage(
        world.store.all(kind).filter((thing) => wanted.every((filter) => filter(thing))),
        params,
        path,
      );
    }),
  ];
}
