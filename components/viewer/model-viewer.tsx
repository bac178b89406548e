"use client";
import { Box } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { hasWebGl } from "./has-web-gl";
import { useTurn } from "./use-turn";
import type { ViewerStageProps } from "./viewer-stage";

const ViewerStage = dynamic(() => import("./viewer-stage"), { ssr: false });

interface ModelViewerProps extends Omit<ViewerStageProps, "onReady" | "onFailure"> {
  /** Shown until the model stands on the bed, and where it never will. */
  poster?: string | null;
  className?: string;
}

/**
 * A model in 3D. Shows the still picture until the page rests and the model stands on the bed, and keeps it where the
 * browser has no WebGL or the file cannot be read.
 */
export function ModelViewer({ poster, className, ...stage }: ModelViewerProps) {
  const { name, showcase } = stage;
  const frame = useRef<HTMLDivElement>(null);
  const turn = useTurn(frame, showcase === true);
  // Not before its turn: looking costs a context.
  const able = useSyncExternalStore(neverChanges, turn ? hasWebGl : notKnown, notKnown);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const onReady = useCallback(() => setState("ready"), []);
  const onFailure = useCallback(() => setState("failed"), []);
  const failed = state === "failed";
  const still = failed || able === false;

  return (
    <div ref={frame} className={cn("relative isolate overflow-hidden", !showcase && "stage", className)}>
      <div className="absolute inset-0 grid place-items-center">
        {state === "ready" ? null : poster ? (
          <img
            src={poster}
            alt={name}
            fetchPriority="high"
            decoding="async"
            className={cn(
              "max-h-full max-w-full object-contain",
              !still && !showcase && "opacity-60 blur-sm",
            )}
          />
        ) : (
          still && <Box aria-hidden className="size-12 text-faint" />
        )}
        {!still && !showcase && state === "loading" && <Spinner className="absolute size-5 text-faint" />}
      </div>
      {still
        ? !showcase && (
            <p className="absolute inset-x-0 bottom-0 bg-raised/85 px-4 py-2 text-center text-xs text-secondary">
              {failed
                ? "The 3D view could not be shown here; the files below are complete."
                : "This browser has no WebGL, so here is a picture instead."}
            </p>
          )
        : able && turn && <ViewerStage {...stage} onReady={onReady} onFailure={onFailure} />}
    </div>
  );
}

const neverChanges = () => () => {};
const notKnown = () => null;
