"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { Generation } from "@/lib/generations/schema";

const STEPS = ["updated", "completed", "failed", "cancelled"].map((step) => `generation.${step}`);

/**
 * Hears of each step of a generation that runs, and says whether it does: not where the browser or a proxy on the way
 * keeps no stream, nor while the window is hidden, whose connections others need.
 */
export function useGenerationStream(
  id: string,
  live: boolean,
  onStep: (generation: Generation) => void,
): boolean {
  const [open, setOpen] = useState(false);
  const hear = useEffectEvent(onStep);
  useEffect(() => {
    if (!live || typeof EventSource === "undefined") return;
    let source: EventSource | undefined;
    const stop = () => {
      source?.close();
      source = undefined;
      setOpen(false);
    };
    const start = () => {
      source = new EventSource(`/generations/${id}/events`);
      source.onopen = () => setOpen(true);
      // One that broke off comes back by itself; one that was refused does not.
      source.onerror = () => setOpen(false);
      for (const step of STEPS)
        source.addEventListener(step, ({ data }: MessageEvent<string>) =>
          hear(JSON.parse(data) as Generation),
        );
    };
    const turn = () => (document.hidden ? stop() : (source ?? start()));
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      stop();
    };
  }, [id, live]);
  return open;
}
