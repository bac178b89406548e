"use client";
import { useEffect, useState } from "react";
import { judgeDrawing, type DrawingPower } from "./judge-drawing";

let asked: Promise<DrawingPower> | undefined;

/** How this browser can draw models; null until somebody wants to know and it is known. */
export function useDrawingPower(wanted: boolean): DrawingPower | null {
  const [power, setPower] = useState<DrawingPower | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    asked ??= askWorker().catch(() => judgeDrawing(document.createElement("canvas")));
    void asked.then((answer) => here && setPower(answer));
    return () => {
      here = false;
    };
  }, [wanted]);
  return power;
}

/** Rejects where a worker cannot look: there the page does it. */
async function askWorker(): Promise<DrawingPower> {
  if (typeof OffscreenCanvas === "undefined") throw new Error("This browser has no canvas for workers.");
  const worker = new Worker(new URL("./drawing-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<DrawingPower>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<DrawingPower>) => resolve(data);
      worker.onerror = () => reject(new Error("The worker did not start."));
    });
  } finally {
    worker.terminate();
  }
}
