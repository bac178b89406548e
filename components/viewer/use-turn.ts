"use client";
import { useEffect, useState, type RefObject } from "react";

/** How far from the window something is made ready. */
const NEAR = "300px";
const PATIENCE_MS = 3500;
const HANDS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"] as const;

/**
 * Whether it is the element's turn to load what is heavy: it is near the window, and the page has loaded and rests. What is
 * `patient` also waits for the first sign of a hand, or some seconds: its picture does until then.
 */
export function useTurn(target: RefObject<HTMLElement | null>, patient: boolean): boolean {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const left = new AbortController();
    const { signal } = left;
    const atRest = () => whenIdle(() => !signal.aborted && setTurn(true));
    const onLoaded = () => {
      if (!patient) return atRest();
      const timer = setTimeout(atRest, PATIENCE_MS);
      signal.addEventListener("abort", () => clearTimeout(timer));
      for (const hand of HANDS)
        window.addEventListener(hand, atRest, { once: true, passive: true, capture: true, signal });
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        if (document.readyState === "complete") onLoaded();
        else window.addEventListener("load", onLoaded, { once: true, signal });
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      left.abort();
    };
  }, [target, patient]);
  return turn;
}

function whenIdle(start: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 500 });
  else setTimeout(start, 100);
}
