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
  colors: Float32Array | Uint8ClampedArray,
  width: number,
  height: number,
): Uint8Array {
  const settled = settledPixels(mask, width, height);
  const near = nearOutline(mask, settled, width, height);
  const { front, back, ...half } = sideColors(colors, mask, settled, width, height);
  const out = new Uint8Array(raster.width * raster.height);
  const across = places(raster.width, width);
  const down = places(raster.height, height);
  const halfAcross = places(raster.width, half.width);
  const halfDown = places(raster.height, half.height);
  for (let y = 0; y < raster.height; y++) {
    const row = down.first[y] * width;
    for (let x = 0; x < raster.width; x++) {
      const at = row + across.first[x];
      const i = y * raster.width + x;
      if (!near[at]) {
        out[i] = mask[at] ? 255 : 0;
        continue;
      }
      const guess = maskAt(mask, at, width, across.beyond[x], down.beyond[y]);
      const from = halfDown.first[y] * half.width + halfAcross.first[x];
      const fu = halfAcross.beyond[x];
      const share = coverage(raster.data, i, guess, front, back, from, half.width, fu, halfDown.beyond[y]);
      out[i] = 255 * share + 0.5;
    }
  }
  return out;
}

function maskAt(mask: Uint8Array, at: number, width: number, fu: number, fv: number): number {
  const above = mask[at] + (mask[at + 1] - mask[at]) * fu;
  const below = mask[at + width] + (mask[at + width + 1] - mask[at + width]) * fu;
  return above + (below - above) * fv;
}

function coverage(
  pixels: Uint8ClampedArray,
  i: number,
  guess: number,
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

/** For each fine pixel along one axis: the coarse one before it, and how far beyond that one's centre it lies. */
function places(fine: number, coarse: number): { first: Int32Array; beyond: Float64Array } {
  const first = new Int32Array(fine);
  const beyond = new Float64Array(fine);
  for (let n = 0; n < fine; n++) {
    const place = Math.min(coarse - 1, Math.max(0, ((n + 0.5) * coarse) / fine - 0.5));
    first[n] = Math.min(coarse - 2, place | 0);
    beyond[n] = place - first[n];
  }
  return { first, beyond };
}

interface SideColors {
  /** RGB, 0 to 255. */
  front: Float32Array;
  back: Float32Array;
  width: number;
  height: number;
}

/**
 * The colours of both sides at half the size, carried in from where the outline is at least two pixels away: they change
 * slowly, and a quarter of the pixels is a quarter of the work.
 */
function sideColors(
  colors: Float32Array | Uint8ClampedArray,
  mask: Uint8Array,
  settled: Uint8Array,
  width: number,
  height: number,
): SideColors {
  const half = { width: Math.max(2, (width + 1) >> 1), height: Math.max(2, (height + 1) >> 1) };
  const count = half.width * half.height;
  // Both sides lie in one array, the subject's after the ground's, so that the mask is the way there.
  const rgb = new Float32Array(6 * count);
  const weight = new Float32Array(2 * count);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!settled[i]) continue;
      const to = mask[i] * count + (y >> 1) * half.width + (x >> 1);
      rgb[to * 3] += colors[i * 4];
      rgb[to * 3 + 1] += colors[i * 4 + 1];
      rgb[to * 3 + 2] += colors[i * 4 + 2];
      weight[to]++;
    }
  }
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0) continue;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] /= weight[i];
    weight[i] = 1;
  }
  const carry = (from: number) =>
    fillOutward(
      rgb.subarray(3 * from, 3 * (from + count)),
      weight.subarray(from, from + count),
      half.width,
      half.height,
    );
  return { front: carry(count), back: carry(0), ...half };
}

/** 1 where the pixels two steps left, right, above and below, and the four diagonal ones, are on the pixel's own side. */
function settledPixels(mask: Uint8Array, width: number, height: number): Uint8Array {
  const settled = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = Math.max(0, y - 2) * width;
    const below = Math.min(height - 1, y + 2) * width;
    for (let x = 0; x < width; x++) {
      const left = x > 2 ? x - 2 : 0;
      const right = x + 2 < width ? x + 2 : width - 1;
      const sum =
        mask[above + left] +
        mask[above + x] +
        mask[above + right] +
        mask[row + left] +
        mask[row + x] +
        mask[row + right] +
        mask[below + left] +
        mask[below + x] +
        mask[below + right];
      settled[row + x] = sum === 0 || sum === 9 ? 1 : 0;
    }
  }
  return settled;
}

/** 1 within two pixels of the outline. */
function nearOutline(mask: Uint8Array, settled: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const next = i + width + 1;
      const inside = x + 3 < width && y + 3 < height;
      if (!settled[i] || (inside && !(settled[next] && mask[next] === mask[i]))) near[i] = 1;
    }
  }
  return near;
}
