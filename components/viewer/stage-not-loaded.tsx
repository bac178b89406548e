"use client";
import { useEffect } from "react";

/** In the place of a 3D view whose script did not come, on a line that is down say: the picture stays, and so does the page. */
export const stageNotLoaded = () => ({ default: StageNotLoaded });

function StageNotLoaded({ onFailure }: { onFailure: () => void }) {
  useEffect(onFailure, [onFailure]);
  return null;
}
