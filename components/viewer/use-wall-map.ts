"use client";
import { useEffect, useState } from "react";
import type { WallMap } from "@/lib/geometry/print/map-walls";
import { askMeshWorker } from "./ask-mesh-worker";
import { gatherTriangles, type LoadedModel } from "./load-model";

/** Beyond this no process calls a wall thin. */
const REACH_MM = 3;

/** Where the model is thin, worked out beside the page when it is first asked for; null until then. */
export function useWallMap(model: LoadedModel | null, wanted: boolean): WallMap | "failed" | null {
  const [held, setHeld] = useState<{ model: LoadedModel; map: WallMap | "failed" } | null>(null);
  const known = held?.model === model;
  useEffect(() => {
    if (!model || !wanted || known) return;
    const leaving = new AbortController();
    askMeshWorker({ mesh: gatherTriangles(model), reachMm: REACH_MM }, leaving.signal).then(
      (map) => setHeld({ model, map }),
      () => !leaving.signal.aborted && setHeld({ model, map: "failed" }),
    );
    return () => leaving.abort();
  }, [model, wanted, known]);
  return known && held ? held.map : null;
}
