import { gap, openSpace } from "./flood-background";

/**
 * Takes soft shadows off a mask: from the outline inwards, only about the subject's feet, only through pixels that
 * have their ground's hue, are darker by a shadow's measure and lie clear of any edge; then a few steps further up to the
 * edge itself. Stops at the subject because that differs in hue, is darker still, or begins with an edge. If that
 * would take more than a third of the subject it was no shadow, and nothing is taken.
 *
 * @param ground background colour carried in from what was flooded, Lab
 * @param grain ordinary step between neighbours of the background
 */
export function peelShadow(
  mask: Uint8Array,
  lab: Float32Array,
  ground: Float32Array,
  energy: Float32Array,
  width: number,
  height: number,
  grain: number,
): Uint8Array {
  const zone = floorZone(mask, width, height);
  const top = zone.findIndex((share) => share > 0);
  if (top < 0) return mask;
  const peeled = mask.slice();
  // A penumbra of a given share of the picture is steeper in a smaller picture.
  const scale = Math.max(1, 448 / Math.max(width, height));
  const open = openSpace(energy, width, height, (2.2 + 2.2 * grain) * scale, 1, top);
  const stepLimit = (2.5 + 2 * grain) * scale;
  // Every pixel is queued at most once: outside at the start, inside when it is peeled.
  const queue = new Int32Array(mask.length);
  const left = new Uint8Array(mask.length);
  let tail = 0;
  // Below its first row the zone goes on to the picture's lower edge.
  for (let i = top * width; i < mask.length; i++) if (!mask[i]) queue[tail++] = i;
  const outer = tail;
  for (const creeping of [false, true]) {
    if (creeping) left.fill(5, outer, tail);
    for (let head = 0; head < tail; head++) {
      if (creeping && left[head] === 0) continue;
      const i = queue[head];
      const x = i % width;
      for (let d = 0; d < 4; d++) {
        if ((d === 0 && x === 0) || (d === 1 && x === width - 1)) continue;
        const j = i + (d === 0 ? -1 : d === 1 ? 1 : d === 2 ? -width : width);
        if (j < top * width || j >= mask.length || !peeled[j]) continue;
        if (!creeping && !open[j]) continue;
        if (shadowLikeness(lab, j, ground) < 0.4 || gap(lab, j, lab, i) > stepLimit) continue;
        peeled[j] = 0;
        left[tail] = creeping ? left[head] - 1 : 0;
        queue[tail++] = j;
      }
    }
  }
  let area = 0;
  for (let i = 0; i < mask.length; i++) area += mask[i];
  return tail - outer > 0.34 * area ? mask : peeled;
}

/** Rows about the feet: 1 in the lowest fifth of the subject, fading out above. `value` marks the subject in `mask`. */
export function floorZone(mask: Uint8Array, width: number, height: number, value: 0 | 1 = 1): Float32Array {
  const first = mask.indexOf(value);
  const top = first < 0 ? height : (first / width) | 0;
  const bottom = (Math.max(0, mask.lastIndexOf(value)) / width) | 0;
  const tall = Math.max(1, bottom - top);
  return Float32Array.from({ length: height }, (_, y) =>
    Math.max(0, Math.min(1, ((y - top) / tall - 0.6) / 0.15)),
  );
}

/** 1 where a pixel has its ground's hue and is darker by a shadow's measure (1 to 48 in lightness). */
export function shadowLikeness(lab: Float32Array, i: number, ground: Float32Array): number {
  const dl = ground[i * 3] - lab[i * 3];
  if (dl < 1 || dl > 48) return 0;
  const light = lab[i * 3] / Math.max(1, ground[i * 3]);
  const da = lab[i * 3 + 1] - ground[i * 3 + 1] * light;
  const db = lab[i * 3 + 2] - ground[i * 3 + 2] * light;
  const stain = Math.sqrt(da * da + db * db);
  return Math.max(0, Math.min(1, (9 - stain) / 5)) * Math.min(1, dl / 4);
}
