import type { Raster } from "./raster";

/** Why a picture cannot be modelled; `reason` is a sentence for people. */
export interface SubjectCheck {
  empty: boolean;
  reason: string;
}

/** Thrown where a picture or mask shows nothing to model. */
export class EmptySubjectError extends Error {
  override name = "EmptySubjectError";
  constructor() {
    super("No subject was found in the picture.");
  }
}

/**
 * The quick look at submission, meant for a copy of at most 160 px: is there anything to model at all? Refuses wholly
 * transparent pictures and pictures of one flat colour (channel range over the visible pixels below 9 of 255 once the
 * outermost 0.1 % are left aside, so that a few odd pixels do not count as a subject).
 */
export function findSubject(raster: Raster): SubjectCheck {
  const { data } = raster;
  const count = raster.width * raster.height;
  const histogram = new Uint32Array(3 * 256);
  let visible = 0;
  for (let i = 0; i < count; i++) {
    if (data[i * 4 + 3] < 24) continue;
    visible++;
    for (let c = 0; c < 3; c++) histogram[c * 256 + data[i * 4 + c]]++;
  }
  if (visible <= count * 0.0005) {
    return { empty: true, reason: "The picture is wholly transparent. Send one that shows the object." };
  }
  // A cut-out shape of one colour is a subject: its outline tells the form.
  if (visible < count * 0.995) return { empty: false, reason: "The picture is cut out." };
  const trim = visible * 0.001;
  for (let c = 0; c < 3; c++) {
    if (spread(histogram.subarray(c * 256, c * 256 + 256), trim) >= 9) {
      return { empty: false, reason: "The picture shows something." };
    }
  }
  return { empty: true, reason: "The picture is one flat colour. Send one that shows the object." };
}

/**
 * Whether some points of an opaque picture are enough to say that {@link findSubject} would not call the whole of it empty,
 * which has at most `times` as many: what is left aside on either side is counted as for the whole, so that the range among
 * all of them is at least as wide as among these.
 */
export function surelyShows({ width, height, data }: Raster, times: number): boolean {
  const trim = width * height * times * 0.001;
  for (let c = 0; c < 3; c++) {
    const histogram = new Uint32Array(256);
    for (let i = c; i < data.length; i += 4) histogram[data[i]]++;
    if (spread(histogram, trim) >= 9) return true;
  }
  return false;
}

function spread(histogram: Uint32Array, trim: number): number {
  let low = 0;
  let high = 255;
  for (let sum = histogram[0]; sum <= trim && low < 255; sum += histogram[low]) low++;
  for (let sum = histogram[255]; sum <= trim && high > low; sum += histogram[high]) high--;
  return high - low;
}
