"use client";
import { useQuery } from "@tanstack/react-query";
import { listGenerationsAction } from "@/app/(dashboard)/generations/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { GenerationPage, ListGenerations } from "@/lib/generations/schema";
import { GenerationCard } from "./generation-card";
import { isLive } from "./name-generation";

const LIVE_MS = 2000;

/** The page that the server rendered, kept fresh while something on it still runs. */
export function GenerationGrid({ initial, query }: { initial: GenerationPage; query: ListGenerations }) {
  const { data } = useQuery({
    queryKey: ["generations", query],
    queryFn: () => unwrapAction(listGenerationsAction(query)),
    initialData: initial,
    staleTime: LIVE_MS,
    refetchInterval: ({ state }) => (state.data?.data.some(isLive) ? LIVE_MS : false),
  });
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-4">
      {data.data.map((generation) => (
        <li key={generation.id} className="min-w-0">
          <GenerationCard generation={generation} />
        </li>
      ))}
    </ul>
  );
}
