"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { fieldClass } from "@/components/ui/input";
import { BlobImage } from "./blob-image";
import type { PreparedPicture } from "./prepared-picture";
import { usualAngles, viewAngles, type ViewAngle } from "./view-angles";

/** Further views of the same thing, for the engine that cuts a body out of several, each with where it was taken from. */
export function ViewStrip({
  pictures,
  angles,
  onAngles,
  onAdd,
  onRemove,
}: {
  pictures: readonly PreparedPicture[];
  /** As they were said; the usual ones where nothing was. */
  angles: readonly ViewAngle[] | undefined;
  onAngles: (angles: ViewAngle[]) => void;
  onAdd: (file: File) => void;
  onRemove: (key: number) => void;
}) {
  const shown = angles ?? usualAngles(pictures.length);
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Views">
      {pictures.map((picture, n) => (
        <li key={picture.key} className="relative w-24">
          <BlobImage
            blob={picture.blob}
            alt={picture.name}
            className="h-20 w-24 rounded-lg border border-line object-cover"
          />
          {pictures.length > 1 && (
            <select
              aria-label={`View ${n + 1} was taken from`}
              value={String(shown[n])}
              onChange={({ target }) =>
                onAngles(shown.map((angle, at) => (at === n ? read(target.value) : angle)))
              }
              className={cn(fieldClass, "mt-1 h-8 w-24 px-1.5 text-xs")}
            >
              {viewAngles.map(({ angle, name }) => (
                <option key={angle} value={String(angle)}>
                  {name}
                </option>
              ))}
            </select>
          )}
          {n > 0 && (
            <Button
              size="icon-small"
              aria-label={`Remove view ${n + 1}`}
              onClick={() => onRemove(picture.key)}
              className="absolute -top-2 -right-2 size-6 rounded-full"
            >
              <X aria-hidden className="size-3" />
            </Button>
          )}
        </li>
      ))}
      {pictures.length < 6 && (
        <li>
          <label className="grid h-20 w-24 cursor-pointer place-items-center rounded-lg border border-dashed border-line-strong text-faint focus-within:ring-2 focus-within:ring-accent hover:bg-muted">
            <Plus aria-hidden className="size-5" />
            <input
              type="file"
              accept="image/*"
              aria-label="Add a view"
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) onAdd(file);
                event.target.value = "";
              }}
            />
          </label>
        </li>
      )}
    </ul>
  );
}

const read = (value: string): ViewAngle => viewAngles.find(({ angle }) => String(angle) === value)!.angle;
