"use client";
import { Box, Rotate3d } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { describeModel } from "./describe-model";
import { stageNotLoaded } from "./stage-not-loaded";
import { chooseTurn, useTurnChoice } from "./turn-choice";
import { useDrawingPower } from "./use-drawing-power";
import { useTurn } from "./use-turn";
import type { ViewerStageProps } from "./viewer-stage";

const ViewerStage = dynamic(() => import("./viewer-stage").catch(stageNotLoaded), { ssr: false });

interface ModelViewerProps extends Omit<ViewerStageProps, "onReady" | "onFailure" | "onRest" | "slow"> {
  /** Shown until the model stands on the bed, and where it never will. */
  poster?: string | null;
  /** What the button says that starts the 3D view on a machine without a graphics card. */
  offer?: string;
  className?: string;
}

/**
 * A model in 3D. Shows the still picture until the page rests and the model stands on the bed, and keeps it where the
 * browser has no WebGL or the file cannot be read. A machine without a graphics card would be busy for seconds: there the
 * picture stays until somebody wants to turn the model.
 */
export function ModelViewer({
  poster,
  offer = "Turn the model in 3D",
  className,
  ...stage
}: ModelViewerProps) {
  const { name, showcase } = stage;
  const frame = useRef<HTMLDivElement>(null);
  const turn = useTurn(frame, showcase === true);
  const power = useDrawingPower(turn);
  const wished = useTurnChoice();
  const pressed = useRef(false);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const onReady = useCallback(() => {
    setState("ready");
    // The button is gone; whoever pressed it goes on by keyboard where the model is.
    if (pressed.current)
      frame.current?.querySelector<HTMLElement>("[data-viewer]")?.focus({ preventScroll: true });
  }, []);
  const onFailure = useCallback(() => setState("failed"), []);
  const failed = state === "failed";
  const slow = power === "software";
  const never = failed || power === "none";
  const starts = !never && (power === "hardware" || (slow && wished));
  const still = never || (slow && !wished);
  // It may have been sent back by another model of the page.
  if (!starts && state === "ready") setState("loading");
  const start = () => {
    pressed.current = true;
    chooseTurn(true);
  };
  const rest = useCallback(() => {
    pressed.current = false;
    chooseTurn(false);
  }, []);

  return (
    <div
      ref={frame}
      data-still={still || undefined}
      className={cn("relative isolate overflow-hidden", !showcase && "stage", className)}
    >
      <div className="absolute inset-0 grid place-items-center">
        {starts && state === "ready" ? null : poster ? (
          <img
            src={poster}
            alt={showcase ? name : describeModel(name, stage)}
            fetchPriority="high"
            decoding="async"
            className={cn(
              "absolute inset-0 size-full object-contain",
              starts && !showcase && "opacity-60 blur-sm",
            )}
          />
        ) : (
          still && <Box aria-hidden className="size-12 text-faint" />
        )}
        {starts && (!showcase || slow) && state === "loading" && (
          <Spinner className="absolute size-5 text-faint" />
        )}
      </div>
      {starts && (
        <ViewerStage
          {...stage}
          slow={slow}
          onReady={onReady}
          onFailure={onFailure}
          onRest={slow ? rest : undefined}
        />
      )}
      {slow && still && !never && (
        <Button
          onClick={start}
          // Where the tools will be; the showcase has none.
          className={cn("absolute", showcase ? "bottom-12 left-1/2 -translate-x-1/2" : "top-3 right-3")}
        >
          <Rotate3d aria-hidden className="size-4" />
          {offer}
        </Button>
      )}
      {never && !showcase && (
        <p className="absolute inset-x-0 bottom-0 bg-raised/85 px-4 py-2 text-center text-xs text-secondary">
          {failed
            ? "The 3D view could not be shown here; the files below are complete."
            : "This browser has no WebGL, so here is a picture instead."}
        </p>
      )}
    </div>
  );
}
