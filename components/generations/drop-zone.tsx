"use client";
import { ImageUp, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type DragEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatBytes } from "@/components/ui/format";

const TYPES = ["image/png", "image/jpeg", "image/webp"];
/** For those who have no picture at hand. */
const SAMPLE = "/samples/vase.png";
const MAX_BYTES = 20 * 1024 * 1024;

/** Takes a picture by drop, choice or paste. `onRefuse` gets the reason where it cannot be one. */
export function DropZone({
  image,
  onChange,
  onRefuse,
}: {
  image: File | null;
  onChange: (image: File | null) => void;
  onRefuse: (reason: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const preview = usePreview(image);

  function take(file: File | undefined) {
    if (!file) return;
    const problem = checkPicture(file);
    if (problem) onRefuse(problem);
    else onChange(file);
  }
  async function takeSample() {
    const response = await fetch(SAMPLE).catch(() => null);
    if (!response?.ok) return onRefuse("The sample could not be loaded. Choose a picture of your own.");
    onChange(new File([await response.blob()], "vase.png", { type: "image/png" }));
  }
  const takeNow = useRef(take);
  useEffect(() => {
    takeNow.current = take;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith("image/"));
      if (file) takeNow.current(file);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, []);

  const drag = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files[0]);
    },
  };

  return (
    <div
      {...drag}
      data-drop-zone
      className={cn(
        "stage relative grid h-72 place-items-center overflow-hidden rounded-xl border border-dashed border-line-strong transition-colors sm:h-84",
        over && "border-accent bg-accent-soft ring-4 ring-accent/15",
        image && "border-solid border-line",
      )}
    >
      <input
        ref={input}
        type="file"
        accept={TYPES.join(",")}
        aria-label="Choose a picture"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {image ? (
        <>
          {preview && (
            <img
              src={preview}
              alt={`Preview of ${image.name}`}
              className="absolute inset-x-0 top-0 h-[calc(100%-3.75rem)] w-full object-contain p-4"
            />
          )}
          <div className="absolute inset-x-3 bottom-3 flex items-center gap-2 rounded-lg bg-raised/90 py-1.5 pr-1.5 pl-3 text-[13px] shadow-low backdrop-blur">
            <span className="min-w-0 flex-1 truncate">{image.name}</span>
            <span className="text-faint tabular-nums">{formatBytes(image.size)}</span>
            <Button size="small" onClick={() => input.current?.click()}>
              Replace
            </Button>
            <Button
              size="icon-small"
              look="ghost"
              aria-label="Remove the picture"
              onClick={() => onChange(null)}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        </>
      ) : (
        <div className="px-6 text-center">
          <div className="mx-auto grid size-12 place-items-center rounded-2xl border border-line bg-raised text-accent-text shadow-low">
            <ImageUp aria-hidden className="size-5" />
          </div>
          <p className="mt-4 text-[15px] font-medium">Drop a picture here</p>
          <p className="mx-auto mt-1 max-w-xs text-sm leading-6 text-secondary">
            Paste one, or choose a file. One subject on a plain background works best.
          </p>
          <div className="mt-4 flex flex-wrap justify-center gap-2">
            <Button onClick={() => input.current?.click()}>Choose a file</Button>
            <Button look="ghost" onClick={() => void takeSample()}>
              Try our vase
            </Button>
          </div>
          <p className="mt-3 text-xs text-faint">PNG, JPEG or WebP, up to 20 MB</p>
        </div>
      )}
    </div>
  );
}

function checkPicture(file: File): string | null {
  if (!TYPES.includes(file.type))
    return "This is not a PNG, JPEG or WebP picture. Save it as one of these and try again.";
  if (file.size > MAX_BYTES) return `The picture has ${formatBytes(file.size)}; up to 20 MB are possible.`;
  return null;
}

/** An address of the file for as long as it is shown. */
function usePreview(image: File | null): string | null {
  const url = useMemo(() => image && URL.createObjectURL(image), [image]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return url;
}
