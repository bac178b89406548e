import { LowerEnvelope, transpose } from "../image/lower-envelope";

/**
 * Widens what is too thin to print: every limb whose inscribed radius stays under `least` over more than three times
 * that length gets it. Corners taper just as thin and are left alone: a body thick enough is always near them.
 *
 * @param distance signed distance of `coverage` in cells
 * @param radius inscribed radius serving each pixel, from the ball hull
 * @returns the widened coverage, or undefined where nothing is thin
 */
export function thickenThin(
  coverage: Float32Array,
  distance: Float32Array,
  radius: Float32Array,
  width: number,
  height: number,
  least: number,
): Float32Array | undefined {
  const count = width * height;
  const away = squaredDistanceTo((i) => distance[i] >= least, width, height);
  const thin = (least + 1) ** 2;
  const far = (3.5 * least) ** 2;
  const chosen = new Uint8Array(count);
  const queue: number[] = [];
  for (let i = 0; i < count; i++) {
    if (distance[i] <= 0 || away[i] <= far) continue;
    chosen[i] = 1;
    queue.push(i);
  }
  if (queue.length === 0) return undefined;
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    for (const j of [
      i - 1,
      i + 1,
      i - width,
      i + width,
      i - width - 1,
      i - width + 1,
      i + width - 1,
      i + width + 1,
    ]) {
      if (j < 0 || j >= count || chosen[j] || distance[j] <= 0 || away[j] <= thin) continue;
      chosen[j] = 1;
      queue.push(j);
    }
  }
  const near = squaredDistanceTo((i) => chosen[i] === 1 && radius[i] - distance[i] < 0.6, width, height);
  const wide = coverage.slice();
  for (let i = 0; i < count; i++) {
    if (near[i] > (least + 1) ** 2) continue;
    wide[i] = Math.max(wide[i], Math.min(1, least - Math.sqrt(near[i]) + 0.5));
  }
  return wide;
}

/** Exact squared distance to the nearest chosen pixel; Infinity where none is. */
function squaredDistanceTo(chosen: (i: number) => boolean, width: number, height: number): Float32Array {
  const count = width * height;
  const envelope = new LowerEnvelope(Math.max(width, height));
  const seeds = new Float32Array(count);
  for (let i = 0; i < count; i++) seeds[i] = chosen(i) ? 0 : Infinity;
  const winner = new Int32Array(count);
  const rows = new Float32Array(count).fill(Infinity);
  for (let y = 0; y < height; y++) envelope.run(seeds, y * width, width, rows, winner);
  const turned = transpose(rows, width, height, seeds);
  const out = new Float32Array(count).fill(Infinity);
  for (let x = 0; x < width; x++) envelope.run(turned, x * height, height, out, winner);
  return transpose(out, height, width, rows);
}
