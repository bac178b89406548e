import { ListGenerations } from "@/lib/generations/schema";
import type { HistoryView } from "./history-path";

const PAGE_SIZE = 24;

export type Search = Record<string, string | string[] | undefined>;

/** What the address of the history asks for; whatever in it makes no sense is left out. */
export function readHistory(search: Search): { query: ListGenerations; view: HistoryView } {
  const { status, after, before, text, engine, project, view } = search;
  const wish = {
    limit: PAGE_SIZE,
    status: status || undefined,
    engine: engine || undefined,
    project_id: project || undefined,
  };
  const parsed = ListGenerations.safeParse({ ...wish, text: text || undefined, after, before });
  return {
    query: parsed.success ? parsed.data : { limit: PAGE_SIZE },
    view: view === "table" ? "table" : "grid",
  };
}

export const isFiltered = ({ status, engine, project_id, text }: ListGenerations): boolean =>
  [status, engine, project_id, text].some((wanted) => wanted !== undefined);
