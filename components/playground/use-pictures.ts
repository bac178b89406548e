"use client";
import { useCallback, useRef, useState } from "react";
import type { Draft } from "./draft-store";
import type { PictureEdit, PictureMask } from "./picture-messages";
import type { MapSource } from "./front-map";
import { preparePicture, withMap, type PreparedPicture } from "./prepared-picture";

const MAX_BYTES = 40 * 1024 * 1024;
const MOST = 6;

/** The pictures of the form, each made ready in the background; of two edits in a row the later one holds. */
export function usePictures(onRefuse: (reason: string) => void) {
  const [pictures, setPictures] = useState<PreparedPicture[]>([]);
  const [busy, setBusy] = useState(false);
  const newest = useRef(0);

  const run = useCallback(
    async (prepare: () => Promise<PreparedPicture[]>) => {
      const mine = ++newest.current;
      setBusy(true);
      try {
        const made = await prepare();
        if (mine === newest.current) setPictures(made);
      } catch (error) {
        if (mine === newest.current)
          onRefuse(error instanceof Error ? error.message : "The picture cannot be read.");
      } finally {
        if (mine === newest.current) setBusy(false);
      }
    },
    [onRefuse],
  );

  const take = useCallback(
    (file: Blob, name: string, { further = false, map }: { further?: boolean; map?: MapSource } = {}) => {
      if (file.size > MAX_BYTES) return onRefuse(TOO_LARGE);
      void run(async () => {
        const made = await preparePicture(file, name, undefined, { map });
        return further ? [...pictures, made].slice(0, MOST) : [made, ...pictures.slice(1)];
      });
    },
    [run, onRefuse, pictures],
  );
  const edit = useCallback(
    (picture: PreparedPicture, to: PictureEdit, mask?: PictureMask) =>
      run(async () => {
        const { source, name, plain, front: map } = picture;
        const made = await preparePicture(source, name, to, { mask, plain, map });
        return pictures.map((one) => (one.source === picture.source ? made : one));
      }),
    [run, pictures],
  );
  /** Of the first picture, whose front alone a map tells. */
  const setMap = useCallback(
    (map: MapSource | null) => {
      if (map && map.source.size > MAX_BYTES) return onRefuse(TOO_LARGE);
      void run(async () => {
        const [first, ...others] = pictures;
        return first ? [await withMap(first, map), ...others] : pictures;
      });
    },
    [run, onRefuse, pictures],
  );
  const restore = useCallback(
    (draft: Draft) => run(() => Promise.all(draft.pictures.map(restoreOne))),
    [run],
  );
  const remove = (key?: number) => {
    newest.current++;
    setBusy(false);
    setPictures(key === undefined ? [] : pictures.filter((one) => one.key !== key));
  };
  return { pictures, busy, take, edit, setMap, remove, restore };
}

async function restoreOne({
  source,
  name,
  edit,
  mask,
  map,
}: Draft["pictures"][number]): Promise<PreparedPicture> {
  const whole = await preparePicture(source, name, edit, { map });
  return mask ? preparePicture(source, name, edit, { mask, plain: whole.plain, map }) : whole;
}

const TOO_LARGE = "The picture has more than 40 MB. Save it smaller and try again.";
