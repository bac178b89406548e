"use client";
import { useEffect, useRef } from "react";
import type { Beginning } from "./begin-again";
import type { MapSource } from "./front-map";

/** Fetches the picture of the generation that is made again, once; from then on the form is a draft like any other. */
export function useBeginning(
  beginning: Beginning | undefined,
  {
    onPicture,
    onRefuse,
  }: { onPicture: (file: Blob, name: string, map?: MapSource) => void; onRefuse: (why: string) => void },
): void {
  const begun = useRef(false);
  useEffect(() => {
    if (!beginning || begun.current) return;
    begun.current = true;
    // A reload brings back the draft, with what was changed. Later than the router's own effects, which must know of it.
    setTimeout(() => window.history.replaceState(null, "", "/generate"));
    const { state, pictureUrl, map } = beginning;
    if (state.input === "prompt") return;
    void Promise.all([fetchPicture(pictureUrl), fetchPicture(map?.url ?? null)]).then(([picture, told]) => {
      if (!picture)
        return onRefuse(
          "The picture of that generation is no longer kept. Choose it again; its settings stand here.",
        );
      const front = map && told ? { kind: map.kind, name: `${map.kind}.png`, source: told } : undefined;
      onPicture(picture, `picture.${picture.type.split("/")[1] ?? "png"}`, front);
    });
  }, [beginning, onPicture, onRefuse]);
}

async function fetchPicture(url: string | null): Promise<Blob | null> {
  const answer = url ? await fetch(url).catch(() => null) : null;
  return answer?.ok ? answer.blob() : null;
}
