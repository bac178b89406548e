"use client";
import { Box, Rotate3d } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { stageNotLoaded } from "@/components/viewer/stage-not-loaded";
import { chooseTurn } from "@/components/viewer/turn-choice";
import { fitsRoom } from "./printers";
import type { Still } from "./preview-messages";
import type { Preview } from "./use-preview";

const PreviewStage = dynamic(() => import("@/components/viewer/preview-stage").catch(stageNotLoaded), {
  ssr: false,
});

/** The model as it would be made, drawn by this browser, with its measures and whether the printer takes it. */
export function PreviewPanel({
  preview,
  bedMm,
  webGl,
  slow,
  onNoWebGl,
  elsewhere,
  empty,
}: {
  preview: Preview;
  bedMm: readonly [number, number, number];
  webGl: boolean;
  /** Whether 3D has to be wished for here, and can be given up again. */
  slow: boolean;
  onNoWebGl: () => void;
  /** Whether an outside engine makes it, of which nothing is seen before. */
  elsewhere: boolean;
  empty: ReactNode;
}) {
  const { shown, pass, busy, refusal } = preview;
  const lost = useCallback(() => onNoWebGl(), [onNoWebGl]);
  const [pressed, setPressed] = useState(false);
  const turn = (on: boolean) => {
    setPressed(on);
    chooseTurn(on);
  };
  const model = shown?.model;
  return (
    <div
      data-preview={refusal ? "refused" : model ? (busy ? "draft" : "ready") : "empty"}
      data-triangles={model?.triangles}
      data-took-ms={shown && Math.round(shown.tookMs)}
      className="flex h-80 min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-surface lg:h-104"
    >
      <div className="stage relative min-h-0 flex-1">
        {model && shown ? (
          webGl ? (
            <PreviewStage
              model={model}
              bedMm={bedMm}
              label="Preview of the model"
              takesFocus={pressed}
              onFailure={lost}
              onRest={slow ? () => turn(false) : undefined}
            />
          ) : (
            <>
              {shown.still && <StillPicture still={shown.still} />}
              {slow && (
                <Button onClick={() => turn(true)} className="absolute top-3 right-3">
                  <Rotate3d aria-hidden className="size-4" /> Turn the preview in 3D
                </Button>
              )}
            </>
          )
        ) : (
          <div className="grid size-full place-items-center p-6 text-center">
            {busy ? <Spinner className="size-5 text-faint" /> : empty}
          </div>
        )}
        {refusal && (
          <p
            role="alert"
            className="absolute inset-x-3 bottom-3 rounded-lg bg-warning-soft px-3 py-2 text-[13px] leading-5 text-warning shadow-low"
          >
            {refusal.message.replace(/ Nothing was charged\.$/, "")}
          </p>
        )}
        {model && busy && <Spinner className="absolute top-3 left-3 size-4 text-faint" />}
      </div>
      <Measures preview={preview} bedMm={bedMm} elsewhere={elsewhere} />
      <p className="sr-only" aria-live="polite">
        {model && !busy && pass === "whole" ? `Preview: ${sayMeasures(model.sizeMm)}.` : ""}
      </p>
    </div>
  );
}

/** Reserved before there is anything to measure, so that nothing moves when there is. */
function Measures({
  preview: { shown, pass, busy },
  bedMm,
  elsewhere,
}: {
  preview: Preview;
  bedMm: readonly [number, number, number];
  elsewhere: boolean;
}) {
  const model = shown?.model;
  if (!model)
    return (
      <p className="flex h-13 items-center border-t border-line bg-raised px-3.5 text-xs text-faint">
        {elsewhere
          ? "Nothing is sent and nothing charged before you press Generate."
          : "Made in this browser: nothing is sent, nothing is charged."}
      </p>
    );
  const { sizeMm, report, triangles, pieces } = model;
  const fits = pieces ? pieces.every((piece) => fitsRoom(piece, bedMm)) : fitsRoom(sizeMm, bedMm);
  return (
    <div className="flex h-13 items-center gap-3 overflow-hidden border-t border-line bg-raised px-3.5 text-[13px] tabular-nums">
      <span data-size className="font-medium whitespace-nowrap">
        {sayMeasures(sizeMm)}
      </span>
      <span
        data-fits={fits}
        className={cn(
          "rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
          fits ? "bg-success-soft text-success" : "bg-warning-soft text-warning",
        )}
      >
        {pieces ? `${pieces.length} pieces` : fits ? "Fits" : "Larger than the bed"}
      </span>
      <span
        className="ml-auto truncate text-xs text-faint max-sm:hidden"
        title={`${triangles.toLocaleString("en")} triangles`}
      >
        {report && !busy && pass === "whole"
          ? `${report.filamentGrams.toFixed(0)} g, ${sayTime(report.printMinutes)}`
          : "measuring…"}
      </span>
    </div>
  );
}

const sayMeasures = ({ x, y, z }: { x: number; y: number; z: number }): string =>
  `${x.toFixed(1)} × ${y.toFixed(1)} × ${z.toFixed(1)} mm`;

const sayTime = (minutes: number): string =>
  minutes < 60 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;

/** Where it is not drawn in 3D the worker drew a picture. */
function StillPicture({ still }: { still: Still }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current
      ?.getContext("2d")
      ?.putImageData(new ImageData(still.data, still.width, still.height), 0, 0);
  }, [still]);
  return (
    <canvas
      ref={canvas}
      width={still.width}
      height={still.height}
      role="img"
      aria-label="Preview of the model, as a picture"
      className="absolute inset-0 size-full object-contain"
    />
  );
}

/** What stands on the stage before there is a model. */
export function EmptyPreview({ children }: { children: ReactNode }) {
  return (
    <div className="max-w-64">
      <Box aria-hidden className="mx-auto size-8 text-faint/60" strokeWidth={1.2} />
      <p className="mt-3 text-sm leading-6 text-secondary">{children}</p>
    </div>
  );
}
