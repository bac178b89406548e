"use client";
import type { FoundSubject } from "@/lib/engines/browser";
import type { MapSource } from "./front-map";
import { MapRow } from "./map-row";
import { PictureInput } from "./picture-input";
import type { PictureEdit, PictureMask } from "./picture-messages";
import { PictureView } from "./picture-view";
import type { PlaygroundState } from "./playground-state";
import type { PreparedPicture } from "./prepared-picture";
import { withNewAngle, withoutAngle, type ViewAngle } from "./view-angles";
import { ViewStrip } from "./view-strip";

/** The pictures that a model is made from: the first with what can be done to it, and what belongs beside it. */
export function PictureTab({
  state: { engine, engines },
  pictures,
  busy,
  findSubject,
  change,
  onPicture,
  onView,
  onEdit,
  onMap,
  onRemove,
  onRefuse,
}: {
  state: PlaygroundState;
  pictures: readonly PreparedPicture[];
  busy: boolean;
  findSubject: (picture: PreparedPicture) => Promise<FoundSubject | null>;
  change: (part: Partial<PlaygroundState>) => void;
  onPicture: (file: Blob, name: string) => void;
  /** A further picture of the same thing. */
  onView: (file: File) => void;
  onEdit: (picture: PreparedPicture, edit: PictureEdit, mask?: PictureMask) => void;
  onMap: (map: MapSource | null) => void;
  /** One of them by its number, or all. */
  onRemove: (key?: number) => void;
  onRefuse: (reason: string) => void;
}) {
  const said = engines.hull?.angles as ViewAngle[] | undefined;
  // Said of other pictures, they say nothing of these.
  const angles = said?.length === pictures.length ? said : undefined;
  const setAngles = (next: ViewAngle[] | undefined) =>
    change({ engines: { ...engines, hull: { ...engines.hull, angles: next } } });
  const [first] = pictures;
  return (
    <>
      <PictureInput onPicture={onPicture} onRefuse={onRefuse}>
        {first && (
          <PictureView
            picture={first}
            busy={busy}
            findSubject={() => findSubject(first)}
            onEdit={(to, mask) => onEdit(first, to, mask)}
            onRemove={() => {
              setAngles(undefined);
              onRemove();
            }}
          />
        )}
      </PictureInput>
      {first && (engine === "figure" || engine === "auto") && (
        <MapRow
          picture={first}
          onMap={(map) => {
            // The one engine that reads maps.
            if (map) change({ engine: "figure" });
            onMap(map);
          }}
          onRefuse={onRefuse}
        />
      )}
      {engine === "hull" && first && (
        <ViewStrip
          pictures={pictures}
          angles={angles}
          onAngles={setAngles}
          onAdd={(file) => {
            setAngles(angles && withNewAngle(angles));
            onView(file);
          }}
          onRemove={(key) => {
            const at = pictures.findIndex((one) => one.key === key);
            setAngles(angles && withoutAngle(angles, at));
            onRemove(key);
          }}
        />
      )}
    </>
  );
}
