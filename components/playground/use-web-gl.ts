"use client";
import { useCallback, useState, useSyncExternalStore } from "react";
import { hasWebGl } from "@/components/viewer/has-web-gl";

/** Whether models can be drawn in 3D here, and how to give it up for this page. */
export function useWebGl(): { webGl: boolean; loseWebGl: () => void } {
  const able = useSyncExternalStore(neverChanges, hasWebGl, () => true);
  const [lost, setLost] = useState(false);
  const loseWebGl = useCallback(() => setLost(true), []);
  return { webGl: able && !lost, loseWebGl };
}

const neverChanges = () => () => {};
