import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Joins class names; of two that set the same thing, the later one stays. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}

// Our own sizes of type would otherwise be taken for colours.
const merge = extendTailwindMerge({ extend: { theme: { text: ["title", "heading", "note"] } } });
