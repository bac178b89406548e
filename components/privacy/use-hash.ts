"use client";
import { useSyncExternalStore } from "react";

/** What stands behind the hash sign of the address: null while the page is not in a browser yet. */
export const useHash = (): string | null =>
  useSyncExternalStore(
    (onChange) => {
      window.addEventListener("hashchange", onChange);
      return () => window.removeEventListener("hashchange", onChange);
    },
    () => window.location.hash.slice(1),
    () => null,
  );
