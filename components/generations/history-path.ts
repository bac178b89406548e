import type { ListGenerations } from "@/lib/generations/schema";

export type HistoryView = "grid" | "table";

/** The address of a part of the history: filters and view stay, unless `change` says otherwise; the page does not. */
export function historyPath(
  { query, view }: { query: ListGenerations; view: HistoryView },
  change: Record<string, string | undefined>,
): string {
  const shown = view === "table" ? view : undefined;
  const { status, engine, project_id: project, text } = query;
  const wanted = { status, engine, project, text, view: shown, ...change };
  const kept = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return kept.length > 0 ? `/generations?${new URLSearchParams(kept)}` : "/generations";
}
