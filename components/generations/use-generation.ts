"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getGenerationAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { Generation } from "@/lib/generations/schema";
import { isLive } from "./name-generation";

const LIVE_MS = 1000;
const CALLBACK_MS = 10_000;
/** Signed addresses live for an hour. */
const RENEW_MS = 45 * 60 * 1000;

export const generationKey = (id: string) => ["generation", id] as const;

function nextLookMs(generation?: Generation): number {
  if (generation && isLive(generation)) return LIVE_MS;
  return generation?.callback?.status === "pending" ? CALLBACK_MS : RENEW_MS;
}

/** A generation as it goes on: asked each second while it runs, and again before its links expire. */
export function useGeneration(initial: Generation): Generation {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: generationKey(initial.id),
    queryFn: () => unwrapAction(getGenerationAction({ id: initial.id })),
    initialData: initial,
    staleTime: LIVE_MS,
    refetchOnWindowFocus: ({ state }) => Boolean(state.data && isLive(state.data)),
    refetchInterval: ({ state }) => nextLookMs(state.data),
  });
  const { status } = data;
  useEffect(() => void client.invalidateQueries({ queryKey: balanceKey }), [client, status]);
  return data;
}
