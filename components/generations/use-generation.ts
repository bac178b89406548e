"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getGenerationAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { ActionError, unwrapAction } from "@/components/shell/unwrap-action";
import type { Generation } from "@/lib/generations/schema";
import { isLive } from "./name-generation";
import { useGenerationStream } from "./use-generation-stream";

const LIVE_MS = 1000;
/** While the server tells of each step by itself: how many wait ahead is no step, and a stream may fall silent. */
const QUEUE_MS = 3000;
const SILENCE_MS = 15_000;
const CALLBACK_MS = 10_000;
/** Signed addresses live for an hour. */
const RENEW_MS = 45 * 60 * 1000;

export const generationKey = (id: string) => ["generation", id] as const;

function nextLookMs(generation: Generation, streaming: boolean): number {
  if (generation.status === "pending") return streaming ? QUEUE_MS : LIVE_MS;
  if (isLive(generation)) return streaming ? SILENCE_MS : LIVE_MS;
  return generation.callback?.status === "pending" ? CALLBACK_MS : RENEW_MS;
}

export interface Followed {
  generation: Generation;
  /** It was deleted since: here it is as it last was. */
  gone: boolean;
}

/**
 * A generation as it goes on, asked for while it runs, again before its links expire, and whenever somebody comes back to
 * the window. With `stream` the server tells of each step by itself, where the browser can keep a stream open: for the one
 * that a page is about, as a browser keeps only six. Where another part of the page follows the same one, `quiet` shows what
 * that one hears.
 */
export function useGeneration(initial: Generation, { stream = false, quiet = false } = {}): Followed {
  const client = useQueryClient();
  const { id } = initial;
  const known = client.getQueryData<Generation>(generationKey(id)) ?? initial;
  const streaming = useGenerationStream(id, stream && isLive(known), (next) =>
    client.setQueryData(generationKey(id), next),
  );
  const { data, error } = useQuery({
    queryKey: generationKey(id),
    queryFn: () => unwrapAction(getGenerationAction({ id })),
    initialData: initial,
    staleTime: LIVE_MS,
    enabled: !quiet,
    refetchInterval: ({ state }) =>
      isGone(state.error) ? false : nextLookMs(state.data ?? initial, streaming),
  });
  const { status } = data;
  useEffect(() => void client.invalidateQueries({ queryKey: balanceKey }), [client, status]);
  return { generation: data, gone: isGone(error) };
}

const isGone = (error: Error | null): boolean =>
  error instanceof ActionError && ["not_found", "gone"].includes(error.failure.code);
