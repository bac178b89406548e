"use client";
import { ImageIcon, Maximize2 } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { PreviewScene, type PreviewGeometry } from "./preview-scene";
import { useDarkScheme } from "./use-dark-scheme";

/** A mesh that changes with every setting, on the bed of the printer that was chosen. Loaded only where one is shown. */
export default function PreviewStage({
  model,
  bedMm,
  label,
  takesFocus = false,
  onFailure,
  onRest,
}: {
  model: PreviewGeometry;
  bedMm: readonly [number, number, number];
  label: string;
  /** Whoever asked for it by keyboard goes on here. */
  takesFocus?: boolean;
  onFailure: () => void;
  /** Goes back to the still picture; absent where there is no reason to. */
  onRest?: () => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<PreviewScene | null>(null);
  const dark = useDarkScheme();
  const [widthMm, depthMm] = bedMm;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let made: PreviewScene;
    try {
      made = new PreviewScene(element);
    } catch {
      return onFailure();
    }
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    setScene(made);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, [onFailure]);
  useEffect(() => {
    if (takesFocus) host.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => scene?.setBed(widthMm, depthMm, dark), [scene, widthMm, depthMm, dark]);
  useEffect(() => scene?.show(model), [scene, model]);

  function onKeyDown(event: KeyboardEvent) {
    const move = keys[event.key];
    if (!move || !scene || event.target !== host.current) return;
    event.preventDefault();
    scene.turn(...move);
  }

  return (
    <>
      <div
        ref={host}
        tabIndex={0}
        role="application"
        aria-label={`${label}. Arrow keys turn it, plus and minus zoom.`}
        onKeyDown={onKeyDown}
        className="absolute inset-0 overflow-hidden"
      />
      <div className="absolute top-2.5 right-2.5 flex gap-1">
        {onRest && (
          <Button
            size="icon-small"
            look="ghost"
            aria-label="Back to the picture"
            onClick={onRest}
            className="bg-raised/90"
          >
            <ImageIcon aria-hidden className="size-4" />
          </Button>
        )}
        <Button
          size="icon-small"
          look="ghost"
          aria-label="Fit the preview into view"
          onClick={() => scene?.fit()}
          className="bg-raised/90"
        >
          <Maximize2 aria-hidden className="size-4" />
        </Button>
      </div>
    </>
  );
}

const keys: Record<string, [around: number, over: number, zoom?: number]> = {
  ArrowLeft: [-0.2, 0],
  ArrowRight: [0.2, 0],
  ArrowUp: [0, 0.15],
  ArrowDown: [0, -0.15],
  "+": [0, 0, 0.85],
  "-": [0, 0, 1.18],
};
