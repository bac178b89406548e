"use client";
import { useCallback, useEffect, useRef } from "react";
import { keepBeforeSignIn } from "@/components/shell/leave-to-sign-in";
import { loadDraft, saveDraft, type Draft } from "./draft-store";
import { freshState, type PlaygroundState } from "./playground-state";
import type { PreparedPicture } from "./prepared-picture";

const REST_MS = 600;

/** Keeps the form in this browser and brings it back: after a reload, the back button or a new sign-in nothing is lost. */
export function useDraft({
  owner,
  begun,
  state,
  pictures,
  setState,
  restore,
}: {
  owner: string;
  /** Whether the form began with something that is newer than the draft. */
  begun: boolean;
  state: PlaygroundState;
  pictures: readonly PreparedPicture[];
  setState: (state: PlaygroundState) => void;
  restore: (draft: Draft) => Promise<void>;
}): void {
  const loaded = useRef(false);
  const now = useRef({ state, pictures });
  useEffect(() => {
    now.current = { state, pictures };
  });
  useEffect(() => {
    if (loaded.current) return;
    const bringBack = async () => {
      const draft = await loadDraft(owner);
      // What was begun meanwhile is newer than what was kept.
      if (!draft || begun || now.current.state !== freshState || now.current.pictures.length > 0) return;
      setState({ ...freshState, ...draft.state });
      await restore(draft);
    };
    void bringBack().finally(() => (loaded.current = true));
  }, [owner, begun, setState, restore]);

  const keep = useCallback(async () => {
    // Before that the draft holds more than the form does.
    if (!loaded.current) return;
    const pictures = now.current.pictures.map(({ source, name, edit, mask, front }) => ({
      source,
      name,
      edit,
      mask,
      map: front && { kind: front.kind, name: front.name, source: front.source },
    }));
    await saveDraft(owner, { state: now.current.state, pictures });
  }, [owner]);
  useEffect(() => {
    const timer = setTimeout(() => void keep(), REST_MS);
    return () => clearTimeout(timer);
  }, [state, pictures, keep]);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === "hidden") void keep();
    };
    document.addEventListener("visibilitychange", leave);
    const takeBack = keepBeforeSignIn(keep);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      takeBack();
    };
  }, [keep]);
}
