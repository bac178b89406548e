import { LowerEnvelope, transpose } from "./lower-envelope";

/**
 * Exact signed distance, in pixels, from each pixel centre to the outline {coverage = ½}; positive inside.
 *
 * The outline is taken where it crosses the lines between neighbouring pixel centres, by linear interpolation, so an
 * antialiased edge is met to a quarter of a pixel close by and to hundredths from four pixels on. Crossings on rows lie at whole y, crossings on columns at
 * whole x: each set is separable, so two passes of lower envelopes give the exact distance to all of them in linear
 * time. (Adding sub-pixel offsets to a plain pixel transform, the usual shortcut, loses them away from the edge: the
 * offset is squared away.) Without any outline the distance is ± (width + height).
 *
 * @param skip pixels whose outline towards the row below is to be ignored (an edge at which the body goes on).
 */
export function signedDistance(
  coverage: Float32Array,
  width: number,
  height: number,
  skip?: Uint8Array,
): Float32Array {
  const envelope = new LowerEnvelope(Math.max(width, height));
  const count = width * height;
  const squared = crossingsAlongRows(coverage, width, height);
  const turned = transpose(squared, width, height, new Float32Array(count));
  const winner = new Int32Array(count);
  const best = new Float32Array(count).fill(Infinity);
  for (let x = 0; x < width; x++) envelope.run(turned, x * height, height, best, winner);
  const distance = transpose(best, height, width, new Float32Array(count));

  crossingsAlongColumns(coverage, width, height, skip, squared);
  best.fill(Infinity);
  for (let y = 0; y < height; y++) envelope.run(squared, y * width, width, best, winner);
  const far = width + height;
  for (let i = 0; i < count; i++) {
    const d2 = Math.min(distance[i], best[i]);
    const d = d2 === Infinity ? far : d2 < 1 ? nearEdge(coverage, i, width, Math.sqrt(d2)) : Math.sqrt(d2);
    distance[i] = coverage[i] >= 0.5 ? d : -d;
  }
  return distance;
}

/** Crossings lie up to 0.7 pixels apart: this close to the outline its slope tells the distance better. */
function nearEdge(coverage: Float32Array, i: number, width: number, otherwise: number): number {
  if (i < width || i >= coverage.length - width) return otherwise;
  const dx = (coverage[i + 1] - coverage[i - 1]) / 2;
  const dy = (coverage[i + width] - coverage[i - width]) / 2;
  const slope = Math.sqrt(dx * dx + dy * dy);
  return slope < 0.3 ? otherwise : Math.min(otherwise, Math.abs(coverage[i] - 0.5) / slope);
}

/** Squared distance to the nearest crossing in the same row; Infinity in rows without one. */
function crossingsAlongRows(coverage: Float32Array, width: number, height: number): Float32Array {
  const squared = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let last = -Infinity;
    for (let x = 0; x < width; x++) {
      squared[row + x] = (x - last) * (x - last);
      if (x + 1 < width) {
        const a = coverage[row + x];
        const b = coverage[row + x + 1];
        if (a >= 0.5 !== b >= 0.5) last = x + (0.5 - a) / (b - a);
      }
    }
    let next = Infinity;
    for (let x = width - 1; x >= 0; x--) {
      if (x + 1 < width) {
        const a = coverage[row + x];
        const b = coverage[row + x + 1];
        if (a >= 0.5 !== b >= 0.5) next = x + (0.5 - a) / (b - a);
      }
      const d2 = (next - x) * (next - x);
      if (d2 < squared[row + x]) squared[row + x] = d2;
    }
  }
  return squared;
}

function crossingsAlongColumns(
  coverage: Float32Array,
  width: number,
  height: number,
  skip: Uint8Array | undefined,
  squared: Float32Array,
): void {
  const last = new Float32Array(width).fill(-Infinity);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      squared[row + x] = (y - last[x]) * (y - last[x]);
      if (y + 1 < height) last[x] = crossingBelow(coverage, skip, row + x, width, y, last[x]);
    }
  }
  const next = last.fill(Infinity);
  for (let y = height - 1; y >= 0; y--) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (y + 1 < height) next[x] = crossingBelow(coverage, skip, row + x, width, y, next[x]);
      const d2 = (next[x] - y) * (next[x] - y);
      if (d2 < squared[row + x]) squared[row + x] = d2;
    }
  }
}

function crossingBelow(
  coverage: Float32Array,
  skip: Uint8Array | undefined,
  i: number,
  width: number,
  y: number,
  otherwise: number,
): number {
  const a = coverage[i];
  const b = coverage[i + width];
  if (a >= 0.5 === b >= 0.5 || (skip && skip[i])) return otherwise;
  return y + (0.5 - a) / (b - a);
}
