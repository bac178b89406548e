"use client";
import { useCallback, useState } from "react";
import { useTurnChoice } from "@/components/viewer/turn-choice";
import { useDrawingPower } from "@/components/viewer/use-drawing-power";

/**
 * Whether the preview is drawn in 3D here, and how to give it up for this page. Without a graphics card each frame holds the
 * page up, so there the worker's picture is shown until somebody wants to turn it.
 */
export function useWebGl(): { webGl: boolean; slow: boolean; loseWebGl: () => void } {
  const power = useDrawingPower(true);
  const wished = useTurnChoice();
  const [lost, setLost] = useState(false);
  const loseWebGl = useCallback(() => setLost(true), []);
  const able = power !== "none" && !lost;
  const slow = able && power === "software";
  return { webGl: able && (!slow || wished), slow, loseWebGl };
}
