"use client";
import { Layers, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatBytes } from "@/components/ui/format";
import { BlobImage } from "./blob-image";
import type { MapSource } from "./front-map";
import { mapNames, type MapKind } from "./map-settings";
import type { PreparedPicture } from "./prepared-picture";

/** What is known of the front that a picture shows, where somebody has it: the figure follows it instead of guessing. */
export function MapRow({
  picture,
  onMap,
  onRefuse,
}: {
  picture: PreparedPicture;
  onMap: (map: MapSource | null) => void;
  onRefuse: (reason: string) => void;
}) {
  const { front, source, name, edit } = picture;
  function take(kind: MapKind, file: File) {
    // Its directions would have to be turned along with its pixels.
    if (kind === "normal_map" && edit.turns !== 0)
      return onRefuse("A normal map fits a picture that stands as it came. Turn the picture back first.");
    onMap({ kind, name: file.name, source: file });
  }
  if (front)
    return (
      <div
        data-map={front.kind}
        className="flex items-center gap-3 rounded-xl border border-line bg-surface py-1.5 pr-1.5 pl-2"
      >
        <BlobImage blob={front.blob} alt="" className="size-10 rounded-md bg-muted object-cover" />
        <p className="min-w-0 flex-1 text-note leading-4">
          <span className="block truncate">
            {front.source === source ? "The picture is its own depth map" : mapNames[front.kind]}
          </span>
          <span className="block truncate text-xs text-faint tabular-nums">
            {front.name}, {formatBytes(front.blob.size)}
          </span>
        </p>
        <Button
          size="icon-small"
          look="ghost"
          aria-label="Remove the map"
          title="Remove"
          onClick={() => onMap(null)}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-line bg-surface py-1.5 pr-1.5 pl-3">
      <p className="flex min-w-0 flex-1 basis-40 items-center gap-2 text-note leading-4 text-secondary">
        <Layers aria-hidden className="size-4 shrink-0 text-faint" />
        Do you know its depth?
      </p>
      <div className="flex flex-wrap">
        <Chooser onFile={(file) => take("depth_map", file)}>Add a depth map</Chooser>
        <Chooser onFile={(file) => take("normal_map", file)}>Add a normal map</Chooser>
        <Button size="small" look="ghost" onClick={() => onMap({ kind: "depth_map", name, source })}>
          This is a depth map
        </Button>
      </div>
    </div>
  );
}

function Chooser({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={buttonClass(
        { look: "ghost", size: "small" },
        cn("cursor-pointer focus-within:ring-2 focus-within:ring-accent"),
      )}
    >
      {children}
      <input
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        className="sr-only"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          target.value = "";
        }}
      />
    </label>
  );
}
