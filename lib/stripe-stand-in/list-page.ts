import { invalid, missing } from "./failure";
import type { Params } from "./params";
import type { Listing, Thing } from "./thing";

/** One page of `things`, which come oldest first, as Stripe answers it: newest first, by cursor. */
export function listPage<T extends Thing>(things: readonly T[], params: Params, url: string): Listing<T> {
  const limit = params.whole("limit", { min: 1, max: 100 }) ?? 10;
  const created = createdWithin(params);
  const all = things.filter(created).reverse();
  const after = params.text("starting_after");
  const before = params.text("ending_before");
  if (after && before)
    throw invalid("Received both starting_after and ending_before parameters. Please pass in only one.");
  if (before) {
    const end = indexOf(all, before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? indexOf(all, after, "starting_after") + 1 : 0;
  return {
    object: "list",
    data: all.slice(start, start + limit),
    has_more: all.length > start + limit,
    url,
  };
}

function indexOf(things: readonly Thing[], id: string, param: string): number {
  const index = things.findIndex((thing) => thing.id === id);
  if (index < 0) throw missing("object", id, param);
  return index;
}

function createdWithin(params: Params): (thing: Thing) => boolean {
  const exact = typeof params.values.created === "string" ? params.time("created") : null;
  const range = params.inside("created");
  const bounds = {
    gt: range.time("gt") ?? -Infinity,
    gte: exact ?? range.time("gte") ?? -Infinity,
    lt: range.time("lt") ?? Infinity,
    lte: exact ?? range.time("lte") ?? Infinity,
  };
  return ({ created = 0 }) =>
    created > bounds.gt && created >= bounds.gte && created < bounds.lt && created <= bounds.lte;
}
