"use client";
import { Undo2 } from "lucide-react";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { Button } from "@/components/ui/button";
import { Slider } from "@/components/ui/slider";
import { Spinner } from "@/components/ui/spinner";
import { Tabs, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { FoundSubject } from "@/lib/engines/browser";
import { BlobImage } from "./blob-image";
import { dab, paintMask } from "./paint-mask";
import type { PictureMask } from "./picture-messages";
import type { PreparedPicture } from "./prepared-picture";

const UNDO_STEPS = 12;

/** What the engines take for the background lies under a veil; a brush keeps or removes, and each stroke redraws the model. */
export function MaskBrush({
  picture,
  findSubject,
  onMask,
  onDone,
}: {
  picture: PreparedPicture;
  findSubject: () => Promise<FoundSubject | null>;
  onMask: (mask: PictureMask | undefined) => void;
  onDone: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [mask, setMask] = useState<PictureMask | null>(picture.mask ?? null);
  const [mode, setMode] = useState<"keep" | "remove">("remove");
  const [radius, setRadius] = useState(5);
  const [failed, setFailed] = useState(false);
  const [past, setPast] = useState<Uint8Array[]>([]);
  const [first] = useState(() => ({ findSubject, own: picture.mask !== undefined }));
  const last = useRef<[number, number] | null>(null);

  useEffect(() => {
    if (first.own) return;
    let wanted = true;
    void first.findSubject().then((found) => {
      if (!wanted) return;
      if (found) setMask({ width: found.width, height: found.height, alpha: found.alpha });
      else setFailed(true);
    });
    return () => {
      wanted = false;
    };
  }, [first]);
  useEffect(() => {
    if (mask && canvas.current) paintMask(canvas.current, mask);
  }, [mask]);

  function stroke(event: PointerEvent<HTMLCanvasElement>) {
    if (!mask) return;
    const area = event.currentTarget.getBoundingClientRect();
    const to: [number, number] = [
      ((event.clientX - area.left) / area.width) * mask.width,
      ((event.clientY - area.top) / area.height) * mask.height,
    ];
    const size = (radius / 100) * Math.max(mask.width, mask.height);
    dab(mask, last.current ?? to, to, { radius: size, value: mode === "keep" ? 255 : 0 });
    last.current = to;
    paintMask(event.currentTarget, mask);
  }
  const brush = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      if (!mask) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setPast((before) => [...before.slice(1 - UNDO_STEPS), mask.alpha.slice()]);
      last.current = null;
      stroke(event);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) =>
      event.currentTarget.hasPointerCapture(event.pointerId) && stroke(event),
    onPointerUp: () => mask && onMask({ ...mask, alpha: mask.alpha.slice() }),
  };
  function undo() {
    const alpha = past.at(-1);
    if (!mask || !alpha) return;
    setPast(past.slice(0, -1));
    const back = { ...mask, alpha };
    setMask(back);
    onMask({ ...back, alpha: alpha.slice() });
  }

  return (
    <div className="flex size-full min-h-0 flex-col gap-2">
      <div className="grid min-h-0 flex-1 place-items-center">
        <div className="relative max-h-full">
          <BlobImage
            blob={picture.plain}
            alt=""
            className="max-h-48 max-w-full object-contain lg:max-h-72"
            draggable={false}
          />
          {mask ? (
            <canvas
              ref={canvas}
              width={mask.width}
              height={mask.height}
              role="img"
              aria-label="The veil lies over what is taken for background"
              {...brush}
              className="absolute inset-0 size-full cursor-crosshair touch-none"
            />
          ) : (
            <span className="absolute inset-0 grid place-items-center bg-background/50 text-xs">
              {failed ? "No subject was found." : <Spinner className="size-5" />}
            </span>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Tabs value={mode} onValueChange={(next) => setMode(next as typeof mode)}>
          <TabsList aria-label="What the brush does">
            <TabsTrigger value="remove">Remove</TabsTrigger>
            <TabsTrigger value="keep">Keep</TabsTrigger>
          </TabsList>
        </Tabs>
        <Slider
          label="Size of the brush"
          min={1}
          max={20}
          value={radius}
          onChange={setRadius}
          className="w-24 flex-1"
        />
        <Button
          size="icon-small"
          look="ghost"
          aria-label="Undo the stroke"
          disabled={past.length === 0}
          onClick={undo}
        >
          <Undo2 aria-hidden className="size-4" />
        </Button>
        <Button
          size="small"
          onClick={() => {
            onMask(undefined);
            onDone();
          }}
        >
          Automatic
        </Button>
        <Button size="small" look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
