"use client";
import { useEffect, useState, type RefObject } from "react";

/** Whether the element is in the window and the window in view: where not, nothing is drawn. */
export function useOnScreen(target: RefObject<HTMLElement | null>): boolean {
  const [inside, setInside] = useState(true);
  const [shown, setShown] = useState(true);
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setInside(entry?.isIntersecting ?? true));
    const onVisibility = () => setShown(!document.hidden);
    observer.observe(element);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [target]);
  return inside && shown;
}
