"use client";
import { useState } from "react";

/** The first address of a file: a renewed signature alone must not load the file again. */
export function useStableUrl(url: string | null): string | null {
  const [kept, setKept] = useState(url);
  if (withoutQuery(kept) === withoutQuery(url)) return kept;
  setKept(url);
  return url;
}

const withoutQuery = (url: string | null): string | undefined => url?.split("?")[0];
