import { clsx, type ClassValue } from "clsx";
import { mergeClasses } from "./merge-classes";

/** Joins class names; of two that set the same thing, the later one stays. */
export function cn(...values: ClassValue[]): string {
  return mergeClasses(clsx(values));
}
