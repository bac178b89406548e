import type { RefObject } from "react";

/** To what opened a layer, where that is known; a layer without its own trigger does not know it by itself. */
export function giveFocusBack(event: Event, opener: RefObject<HTMLElement | null>): void {
  if (!opener.current) return;
  event.preventDefault();
  opener.current.focus();
}
