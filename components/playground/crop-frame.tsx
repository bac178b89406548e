"use client";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Button } from "@/components/ui/button";
import { BlobImage } from "./blob-image";
import { preparePicture, untouched, type PreparedPicture } from "./prepared-picture";

type Box = [left: number, top: number, right: number, bottom: number];
const corners = [
  { name: "upper left", x: 0, y: 1 },
  { name: "upper right", x: 2, y: 1 },
  { name: "lower left", x: 0, y: 3 },
  { name: "lower right", x: 2, y: 3 },
] as const;
const LEAST = 0.05;
const STEP = 0.02;

/** The whole picture, with a frame round what is kept; by hand or by arrow keys on its corners. */
export function CropFrame({
  picture,
  onDone,
}: {
  picture: PreparedPicture;
  onDone: (crop: Box | null) => void;
}) {
  const [whole, setWhole] = useState<PreparedPicture | null>(null);
  const [box, setBox] = useState<Box>([...picture.edit.crop]);
  const frame = useRef<HTMLDivElement>(null);
  const { source, name, edit } = picture;
  const { turns } = edit;
  useEffect(() => {
    let wanted = true;
    void preparePicture(source, name, { ...untouched, turns }).then((made) => wanted && setWhole(made));
    return () => {
      wanted = false;
    };
  }, [source, name, turns]);

  function moveCorner({ x, y }: (typeof corners)[number], toX: number, toY: number) {
    const next: Box = [...box];
    next[x] = x === 0 ? clamp(toX, 0, box[2] - LEAST) : clamp(toX, box[0] + LEAST, 1);
    next[y] = y === 1 ? clamp(toY, 0, box[3] - LEAST) : clamp(toY, box[1] + LEAST, 1);
    setBox(next);
  }
  const drag = (corner: (typeof corners)[number]) => ({
    onPointerDown: (event: PointerEvent) => event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: (event: PointerEvent) => {
      const area = frame.current?.getBoundingClientRect();
      if (!area || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      moveCorner(corner, (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[
        event.key
      ];
      if (!by) return;
      event.preventDefault();
      moveCorner(corner, box[corner.x] + by[0], box[corner.y] + by[1]);
    },
  });
  const percent = (share: number) => `${100 * share}%`;

  return (
    <div className="flex size-full min-h-0 flex-col gap-2">
      <div className="grid min-h-0 flex-1 place-items-center">
        {whole && (
          <div ref={frame} className="relative max-h-full touch-none select-none">
            <BlobImage
              blob={whole.blob}
              alt="The whole picture"
              className="max-h-56 max-w-full object-contain lg:max-h-80"
              draggable={false}
            />
            <div
              className="absolute border-2 border-white shadow-[0_0_0_9999px_rgb(0_0_0/0.5)] outline outline-black/40"
              style={{
                left: percent(box[0]),
                top: percent(box[1]),
                width: percent(box[2] - box[0]),
                height: percent(box[3] - box[1]),
                clipPath: "none",
              }}
            />
            {corners.map((corner) => (
              <button
                key={corner.name}
                type="button"
                aria-label={`Crop, ${corner.name} corner`}
                {...drag(corner)}
                className="absolute size-5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-accent bg-white pointer-coarse:size-8"
                style={{ left: percent(box[corner.x]), top: percent(box[corner.y]) }}
              />
            ))}
          </div>
        )}
      </div>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={() => setBox([0, 0, 1, 1])}>
          Whole
        </Button>
        <Button size="small" onClick={() => onDone(null)}>
          Cancel
        </Button>
        <Button size="small" look="primary" disabled={!whole} onClick={() => onDone(box)}>
          Crop
        </Button>
      </div>
    </div>
  );
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
