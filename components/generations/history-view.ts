import { ListGenerations } from "@/lib/generations/schema";

const PAGE_SIZE = 24;

export const historyViews = ["grid", "table"] as const;
export type HistoryView = (typeof historyViews)[number];

export type Search = Record<string, string | string[] | undefined>;

/** What the address of the history asks for; whatever in it makes no sense is left out. */
export function readHistory(search: Search): { query: ListGenerations; view: HistoryView } {
  const { status, after, before, text, engine, view } = search;
  const wish = { limit: PAGE_SIZE, status: status || undefined, engine: engine || undefined };
  const parsed = ListGenerations.safeParse({ ...wish, text: text || undefined, after, before });
  return {
    query: parsed.success ? parsed.data : { limit: PAGE_SIZE },
    view: view === "table" ? "table" : "grid",
  };
}

/** The address of a part of the history: filters and view stay, unless `change` says otherwise; the page does not. */
export function historyPath(
  { query, view }: { query: ListGenerations; view: HistoryView },
  change: Record<string, string | undefined>,
): string {
  const shown = view === "table" ? view : undefined;
  const wanted = { status: query.status, engine: query.engine, text: query.text, view: shown, ...change };
  const kept = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return kept.length > 0 ? `/generations?${new URLSearchParams(kept)}` : "/generations";
}

export const isFiltered = ({ status, engine, text }: ListGenerations): boolean =>
  status !== undefined || engine !== undefined || text !== undefined;
