import { fillOutward } from "./fill-outward";
import type { Raster } from "./raster";

/**
 * Turns a coarse mask into antialiased coverage at full resolution. Inside a band of ±2.5 coarse pixels around the
 * outline each pixel is placed between the local subject colour F and ground colour B (both carried in from beyond the
 * band): coverage = (I − B)·(F − B) / |F − B|². Where the two hardly differ the interpolated mask decides.
 *
 * @param mask 1 on the subject, `width` × `height`
 * @param colors the raster reduced to that size, RGBA, 0 to 255
 * @returns coverage 0 to 255, the raster's size
 */
export function refineMatte(
  raster: Raster,
  mask: Uint8Array,
  colors: Float32Array,
  width: number,
  height: number,
): Uint8Array {
  const sides = [1, 0].map((side) => sideColors(colors, mask, width, height, side));
  const out = new Uint8Array(raster.width * raster.height);
  const scaleX = width / raster.width;
  const scaleY = height / raster.height;
  const near = nearOutline(mask, width, height);
  for (let y = 0; y < raster.height; y++) {
    const v = Math.min(height - 1, Math.max(0, (y + 0.5) * scaleY - 0.5));
    const v0 = Math.min(height - 2, v | 0);
    const fv = v - v0;
    for (let x = 0; x < raster.width; x++) {
      const u = Math.min(width - 1, Math.max(0, (x + 0.5) * scaleX - 0.5));
      const u0 = Math.min(width - 2, u | 0);
      const at = v0 * width + u0;
      const i = y * raster.width + x;
      if (!near[at]) {
        out[i] = mask[at] ? 255 : 0;
        continue;
      }
      out[i] = 255 * coverage(raster.data, i, mask, sides[0], sides[1], at, width, u - u0, fv) + 0.5;
    }
  }
  return out;
}

function coverage(
  pixels: Uint8ClampedArray,
  i: number,
  mask: Uint8Array,
  front: Float32Array,
  back: Float32Array,
  at: number,
  width: number,
  fu: number,
  fv: number,
): number {
  const a = (1 - fu) * (1 - fv);
  const b = fu * (1 - fv);
  const c = (1 - fu) * fv;
  const d = fu * fv;
  const below = at + width;
  const guess = a * mask[at] + b * mask[at + 1] + c * mask[below] + d * mask[below + 1];
  let along = 0;
  let square = 0;
  let own = 0;
  for (let k = 0; k < 3; k++) {
    const f =
      a * front[at * 3 + k] +
      b * front[at * 3 + 3 + k] +
      c * front[below * 3 + k] +
      d * front[below * 3 + 3 + k];
    const g =
      a * back[at * 3 + k] + b * back[at * 3 + 3 + k] + c * back[below * 3 + k] + d * back[below * 3 + 3 + k];
    along += (pixels[i * 4 + k] - g) * (f - g);
    square += (f - g) * (f - g);
    own += (pixels[i * 4 + k] - g) * (pixels[i * 4 + k] - g);
  }
  // Contrasts under about 12 of 255 a channel say little; 36 are trusted fully.
  const trust = Math.max(0, Math.min(1, (Math.sqrt(square) - 20) / 40));
  const matte = Math.max(0, Math.min(1, (along / (square + 1e-3) - 0.08) / 0.84));
  // A third colour (a thin part unlike its surroundings) lies off the line from B to F.
  const off = Math.sqrt(Math.max(0, own - (along * along) / (square + 1e-3)));
  const belief = trust * Math.max(0, Math.min(1, (60 - off) / 30));
  return belief * matte + (1 - belief) * guess;
}

function sideColors(
  colors: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  side: number,
): Float32Array {
  const rgb = new Float32Array(width * height * 3);
  const weight = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = colors[i * 4 + c];
      weight[i] = sameAround(mask, x, y, width, height, side) ? 1 : 0;
    }
  }
  return fillOutward(rgb, weight, width, height);
}

/** True where all pixels at two steps left, right, above and below, and the four diagonal ones, are on one side. */
function sameAround(
  mask: Uint8Array,
  x: number,
  y: number,
  width: number,
  height: number,
  side: number,
): boolean {
  for (let dy = -2; dy <= 2; dy += 2) {
    for (let dx = -2; dx <= 2; dx += 2) {
      const u = Math.min(width - 1, Math.max(0, x + dx));
      const v = Math.min(height - 1, Math.max(0, y + dy));
      if (mask[v * width + u] !== side) return false;
    }
  }
  return mask[y * width + x] === side;
}

/** 1 within two pixels of the outline. */
function nearOutline(mask: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!sameAround(mask, x, y, width, height, mask[y * width + x])) near[y * width + x] = 1;
      else if (
        x + 3 < width &&
        y + 3 < height &&
        !sameAround(mask, x + 1, y + 1, width, height, mask[y * width + x])
      )
        near[y * width + x] = 1;
    }
  }
  return near;
}
