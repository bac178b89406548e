"use client";
import { useEffect, useState } from "react";
import { disposeModel, loadModel, type LoadedModel } from "./load-model";
import { loadFullModel } from "./load-full-model";
import type { SizeMm } from "./view-mode";

export interface FullFile {
  url: string;
  format: string;
}

/** The small model, read when its address is known and freed with the component. */
export function useModel(src: string, sizeMm: SizeMm | undefined, onFailure: () => void): LoadedModel | null {
  const sizeKey = keyOf(sizeMm);
  const { model } = useLoading(
    `${src} ${sizeKey}`,
    (signal) => loadModel(src, sizeOf(sizeKey), signal),
    onFailure,
  );
  return model;
}

/** Every triangle, once somebody wants them; freed with the component. */
export function useFullModel(file: FullFile | undefined, sizeMm: SizeMm | undefined, wanted: boolean) {
  const sizeKey = keyOf(sizeMm);
  // A renewed signature alone must not load so much again.
  const key = file && wanted ? `${file.url.split("?")[0]} ${sizeKey}` : null;
  return useLoading(key, (signal) => loadFullModel(file as FullFile, sizeOf(sizeKey), signal));
}

type State = "idle" | "loading" | "ready" | "failed";

/** Loads again only when the key changes; what was loaded is freed when it changes or the component goes. */
function useLoading(
  key: string | null,
  load: (signal: AbortSignal) => Promise<LoadedModel>,
  onFailure?: () => void,
): { model: LoadedModel | null; state: State } {
  const [held, setHeld] = useState<{ key: string; model: LoadedModel | null } | null>(null);
  useEffect(() => {
    if (key === null) return;
    const leaving = new AbortController();
    let loaded: LoadedModel | undefined;
    load(leaving.signal).then(
      (model) => {
        if (leaving.signal.aborted) return disposeModel(model);
        loaded = model;
        setHeld({ key, model });
      },
      () => {
        if (leaving.signal.aborted) return;
        setHeld({ key, model: null });
        onFailure?.();
      },
    );
    return () => {
      leaving.abort();
      if (loaded) disposeModel(loaded);
      setHeld(null);
    };
    // What is loaded follows from the key alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the loader
  }, [key]);
  const current = held && held.key === key ? held : null;
  const state: State =
    key === null ? "idle" : current === null ? "loading" : current.model ? "ready" : "failed";
  return { model: current?.model ?? null, state };
}

const keyOf = (sizeMm: SizeMm | undefined): string => (sizeMm ? `${sizeMm.x},${sizeMm.y},${sizeMm.z}` : "");

function sizeOf(key: string): SizeMm | undefined {
  if (!key) return undefined;
  const [x, y, z] = key.split(",").map(Number);
  return { x, y, z };
}
