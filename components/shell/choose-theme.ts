"use client";
import { useSyncExternalStore } from "react";
import type { Theme } from "./read-theme";

const order: readonly Theme[] = ["system", "light", "dark"];

/** Takes a theme for this browser: the attribute tells this page, the cookie the server. */
export function chooseTheme(next: Theme): void {
  const root = document.documentElement;
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  // Who wants no preferences kept has them for this page alone.
  if (root.dataset.keep !== "no") document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Goes round system, light and dark. */
export const turnTheme = (): void => chooseTheme(order[(order.indexOf(current()) + 1) % order.length]);

/** The theme that is chosen now, whoever chose it. */
export const useTheme = (initial: Theme): Theme => useSyncExternalStore(subscribe, current, () => initial);

const current = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? "system";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
