"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { quoteAction } from "@/app/(dashboard)/generate/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { GenerationRequest } from "@/lib/generations/schema";

/** The server's price and time for words; null until it has answered, and for pictures, which have not been sent. */
export function useQuote(
  settings: GenerationRequest,
  { off, project }: { off: boolean; project?: string },
): { credits: number; seconds: number } | null {
  const asked = useDeferredValue(JSON.stringify(settings));
  const { data } = useQuery({
    queryKey: ["quote", asked, project],
    queryFn: async ({ signal }) => {
      await rest(signal);
      const quoted = JSON.parse(asked) as GenerationRequest;
      return unwrapAction(quoteAction({ settings: quoted, uploadIds: [], project }));
    },
    enabled: !off && Boolean(settings.prompt),
    retry: false,
    staleTime: 60_000,
  });
  return data && !off ? { credits: data.credits, seconds: data.estimated_time_seconds } : null;
}

/** Nobody is asked about each letter of a word. */
const rest = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 700);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Superseded", "AbortError"));
    });
  });
