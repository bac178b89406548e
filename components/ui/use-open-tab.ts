"use client";
import { useEffect, useRef, type RefObject } from "react";

/** A bar that scrolls sideways where it is too narrow: to the tab that is open, whenever that is another one. */
export function useOpenTab(open: string | undefined): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = bar.current?.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!bar.current || !here) return;
    const { left, width } = bar.current.getBoundingClientRect();
    bar.current.scrollLeft += here.left + here.width / 2 - (left + width / 2);
  }, [open]);
  return bar;
}
