"use client";
import { Crop, Eraser, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/components/ui/format";
import type { FoundSubject } from "@/lib/engines/browser";
import { BlobImage } from "./blob-image";
import { CropFrame } from "./crop-frame";
import { MaskBrush } from "./mask-brush";
import type { PictureEdit, PictureMask } from "./picture-messages";
import { untouched, type PreparedPicture } from "./prepared-picture";

/** The picture as it will be sent, with what can be done to it by hand. */
export function PictureView({
  picture,
  busy,
  findSubject,
  onEdit,
  onRemove,
}: {
  picture: PreparedPicture;
  busy: boolean;
  findSubject: () => Promise<FoundSubject | null>;
  onEdit: (edit: PictureEdit, mask?: PictureMask) => void;
  onRemove: () => void;
}) {
  const [tool, setTool] = useState<"crop" | "brush" | null>(null);
  const { edit, name, mask } = picture;
  const cropped = edit.crop.join() !== untouched.crop.join();
  // Another picture ends what was being done to the last one.
  const [seen, setSeen] = useState(picture.source);
  if (seen !== picture.source) {
    setSeen(picture.source);
    setTool(null);
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <div className="relative min-h-0 flex-1 bg-[repeating-conic-gradient(var(--muted)_0_25%,transparent_0_50%)] bg-size-[20px_20px] p-3">
        {tool === "crop" ? (
          <CropFrame
            picture={picture}
            onDone={(crop) => {
              setTool(null);
              if (crop) onEdit({ ...edit, crop });
            }}
          />
        ) : tool === "brush" ? (
          <MaskBrush
            picture={picture}
            findSubject={findSubject}
            onMask={(next) => onEdit(edit, next)}
            onDone={() => setTool(null)}
          />
        ) : (
          <div className="absolute inset-3">
            <BlobImage
              blob={picture.blob}
              alt={`Preview of ${name}`}
              className="size-full object-contain"
              style={{ opacity: busy ? 0.6 : 1 }}
            />
          </div>
        )}
      </div>
      {tool === null && (
        <div className="flex items-center gap-1 border-t border-line bg-raised py-1.5 pr-1.5 pl-3">
          <p className="min-w-0 flex-1 text-[13px] leading-4">
            <span className="block truncate">{name}</span>
            <span className="block truncate text-xs text-faint tabular-nums">
              {picture.width} × {picture.height}, {formatBytes(picture.blob.size)}
              {mask ? ", cut out" : ""}
            </span>
          </p>
          <Button
            size="icon-small"
            look="ghost"
            aria-label="Turn by a quarter"
            title={
              picture.front?.kind === "normal_map"
                ? "A normal map does not turn: remove it first"
                : "Turn by a quarter"
            }
            disabled={picture.front?.kind === "normal_map"}
            onClick={() => onEdit({ turns: (edit.turns + 1) % 4, crop: untouched.crop })}
          >
            <RotateCw aria-hidden className="size-4" />
          </Button>
          <Button
            size="icon-small"
            look="ghost"
            aria-label={cropped ? "Change the crop" : "Crop"}
            title="Crop"
            onClick={() => setTool("crop")}
          >
            <Crop aria-hidden className="size-4" />
          </Button>
          <Button
            size="icon-small"
            look="ghost"
            aria-label="Correct the background"
            title="Correct the background"
            onClick={() => setTool("brush")}
          >
            <Eraser aria-hidden className="size-4" />
          </Button>
          <Button
            size="icon-small"
            look="ghost"
            aria-label="Remove the picture"
            title="Remove"
            onClick={onRemove}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </div>
  );
}
