"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listGenerationsAction } from "@/app/(dashboard)/generations/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { GenerationPage, ListGenerations } from "@/lib/generations/schema";
import { BulkBar } from "./bulk-bar";
import { GenerationCard } from "./generation-card";
import { GenerationTable } from "./generation-table";
import type { HistoryView } from "./history-path";
import { isLive, nameGeneration } from "./name-generation";
import { SelectBox } from "./select-box";

const LIVE_MS = 2000;

/** The page that the server rendered, kept fresh while something on it still runs; entries can be ticked. */
export function GenerationBrowser({
  initial,
  query,
  view,
}: {
  initial: GenerationPage;
  query: ListGenerations;
  view: HistoryView;
}) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { data } = useQuery({
    queryKey: ["generations", query],
    queryFn: () => unwrapAction(listGenerationsAction(query)),
    initialData: initial,
    staleTime: LIVE_MS,
    refetchInterval: ({ state }) => (state.data?.data.some(isLive) ? LIVE_MS : false),
  });
  const chosen = data.data.filter(({ id }) => ticked.has(id));
  const tick = (id: string) =>
    setTicked((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <>
      {view === "table" ? (
        <GenerationTable generations={data.data} ticked={ticked} onTick={tick} />
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-4">
          {data.data.map((generation) => (
            <li key={generation.id} className="group/tile relative min-w-0">
              <GenerationCard generation={generation} />
              <SelectBox
                name={nameGeneration(generation)}
                checked={ticked.has(generation.id)}
                onChange={() => tick(generation.id)}
                shown={ticked.size > 0}
                className="absolute top-2 right-2"
              />
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && <BulkBar chosen={chosen} onClear={() => setTicked(new Set())} />}
    </>
  );
}
