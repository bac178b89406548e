"use client";
import { useCallback, useState } from "react";
import { useDrawingPower } from "@/components/viewer/use-drawing-power";

/** Whether models can be drawn in 3D here, and how to give it up for this page. */
export function useWebGl(): { webGl: boolean; loseWebGl: () => void } {
  const able = useDrawingPower(true) !== "none";
  const [lost, setLost] = useState(false);
  const loseWebGl = useCallback(() => setLost(true), []);
  return { webGl: able && !lost, loseWebGl };
}
