import { useSyncExternalStore } from "react";

// In this page's memory and nowhere else: a reload forgets it, and no storage ever sees it.
let key = "";
const listeners = new Set<() => void>();

/** The key that calls are tried with, the same for all of them. */
export function useTryKey(): [string, (next: string) => void] {
  return [useSyncExternalStore(listen, read, () => ""), write];
}

const read = (): string => key;

function write(next: string): void {
  key = next;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
