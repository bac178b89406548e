"use client";
import { Camera, ImageUp, Link2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { UrlField } from "./url-field";

const CameraDialog = dynamic(() => import("./camera-dialog"), { ssr: false });

const TYPES = "image/png,image/jpeg,image/webp,image/avif,image/gif,image/bmp,.heic";
/** For those who have no picture at hand. */
const SAMPLE = "/samples/vase.png";

/** Where a picture comes in: dropped, pasted, chosen, taken or fetched. What stands in it is drawn by `children`. */
export function PictureInput({
  onPicture,
  onRefuse,
  children,
}: {
  onPicture: (file: Blob, name: string) => void;
  onRefuse: (reason: string) => void;
  children?: ReactNode;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [asking, setAsking] = useState<"camera" | "url" | null>(null);
  const drag = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer.files[0];
      if (file) onPicture(file, file.name);
    },
  };
  async function takeSample() {
    const response = await fetch(SAMPLE).catch(() => null);
    if (!response?.ok) return onRefuse("The sample could not be loaded. Choose a picture of your own.");
    onPicture(await response.blob(), "vase.png");
  }

  return (
    <div
      {...drag}
      data-drop-zone
      className={cn(
        "relative grid h-80 overflow-hidden rounded-xl border border-dashed border-line-strong bg-surface transition-colors lg:h-104",
        over && "border-accent bg-accent-soft ring-4 ring-accent/15",
        children && "border-solid border-line",
      )}
    >
      <input
        ref={chooser}
        type="file"
        accept={TYPES}
        aria-label="Choose a picture"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onPicture(file, file.name);
          event.target.value = "";
        }}
      />
      {children ?? (
        <div className="m-auto px-6 py-4 text-center shown-whole">
          <div className="mx-auto grid size-12 place-items-center rounded-2xl border border-line bg-raised text-accent-text shadow-low">
            <ImageUp aria-hidden className="size-5" />
          </div>
          <p className="mt-4 text-[15px] font-medium">Drop or paste a picture</p>
          <p className="mx-auto mt-1 max-w-xs text-sm leading-6 text-secondary">
            One subject on a plain background works best. It stays in this browser until you generate.
          </p>
          {asking === "url" ? (
            <UrlField onPicture={onPicture} onRefuse={onRefuse} onClose={() => setAsking(null)} />
          ) : (
            <div className="mt-4 flex flex-wrap justify-center gap-2">
              <Button onClick={() => chooser.current?.click()}>Choose a file</Button>
              <Button size="icon" aria-label="Take a photo" onClick={() => setAsking("camera")}>
                <Camera aria-hidden className="size-4" />
              </Button>
              <Button size="icon" aria-label="Fetch from an address" onClick={() => setAsking("url")}>
                <Link2 aria-hidden className="size-4" />
              </Button>
              <Button look="ghost" onClick={() => void takeSample()}>
                Try our vase
              </Button>
            </div>
          )}
          <i hidden data-whole />
        </div>
      )}
      {asking === "camera" && (
        <CameraDialog onPicture={(file) => onPicture(file, "photo.jpg")} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}
