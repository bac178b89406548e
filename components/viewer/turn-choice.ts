"use client";
import { useSyncExternalStore } from "react";

const STORED = "models in 3D";
const listeners = new Set<() => void>();
let chosen: boolean | undefined;

/** Whether models shall be turned in 3D although this machine draws slowly. Asked once, for every model of the page. */
export const useTurnChoice = (): boolean => useSyncExternalStore(subscribe, readTurnChoice, () => false);

export function chooseTurn(on: boolean): void {
  chosen = on;
  // Who wants no preferences kept has them for this page alone, and so has a page within another site's.
  if (document.documentElement.dataset.keep !== "no" && window.parent === window) keep(on);
  for (const listener of listeners) listener();
}

function readTurnChoice(): boolean {
  if (chosen !== undefined) return chosen;
  try {
    chosen = localStorage.getItem(STORED) === "yes";
  } catch {
    chosen = false;
  }
  return chosen;
}

function keep(on: boolean): void {
  try {
    if (on) localStorage.setItem(STORED, "yes");
    else localStorage.removeItem(STORED);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
