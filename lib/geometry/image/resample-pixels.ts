/** Where the output grid lies on the source: its upper left corner and the source pixels per output pixel. */
export interface Window {
  x: number;
  y: number;
  step: number;
  width: number;
  height: number;
}

/**
 * Resamples interleaved channels with a triangle filter as wide as the coarser of the two grids: bilinear when
 * enlarging, a proper average when reducing, so that no thin line is lost between samples. Coordinates are continuous:
 * source pixel k covers [k, k + 1]. Beyond the source stands `outside`: its outermost pixel, or zero.
 */
export function resamplePixels(
  source: Float32Array | Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  channels: number,
  window: Window,
  outside: "edge" | "zero" = "edge",
): Float32Array {
  const across = taps(window.x, window.step, window.width, width, outside);
  const down = taps(window.y, window.step, window.height, height, outside);
  const out = new Float32Array(window.width * window.height * channels);
  const rowLength = window.width * channels;
  // Source rows are reduced once each and kept while any output row still needs them.
  const kept = new Map<number, Float32Array>();
  const scratch = new Float32Array(width * channels);
  for (let y = 0; y < window.height; y++) {
    const first = down.start[y];
    for (const row of kept.keys()) if (row < first) kept.delete(row);
    const target = out.subarray(y * rowLength, (y + 1) * rowLength);
    for (let t = 0; t < down.count; t++) {
      const weight = down.weights[y * down.count + t];
      if (weight === 0) continue;
      const sourceRow = first + t;
      let line = kept.get(sourceRow);
      if (!line) {
        scratch.set(source.subarray(sourceRow * width * channels, (sourceRow + 1) * width * channels));
        line = reduceRow(scratch, channels, across, window.width);
        kept.set(sourceRow, line);
      }
      for (let i = 0; i < rowLength; i++) target[i] += weight * line[i];
    }
  }
  return out;
}

interface Taps {
  count: number;
  start: Int32Array;
  weights: Float32Array;
}

function taps(origin: number, step: number, outputs: number, inputs: number, outside: "edge" | "zero"): Taps {
  const reach = Math.max(1, step);
  const count = Math.min(inputs, Math.ceil(2 * reach) + 1);
  const start = new Int32Array(outputs);
  const weights = new Float32Array(outputs * count);
  for (let o = 0; o < outputs; o++) {
    const center = origin + (o + 0.5) * step - 0.5;
    const low = Math.ceil(center - reach);
    const high = Math.floor(center + reach);
    const base = Math.max(0, Math.min(inputs - count, low));
    start[o] = base;
    let total = 0;
    for (let i = low; i <= high; i++) {
      const weight = Math.max(0, 1 - Math.abs(i - center) / reach);
      const clamped = Math.min(inputs - 1, Math.max(0, i));
      total += weight;
      if (outside === "zero" && clamped !== i) continue;
      const slot = Math.min(count - 1, Math.max(0, clamped - base));
      weights[o * count + slot] += weight;
    }
    if (total > 0) for (let t = 0; t < count; t++) weights[o * count + t] /= total;
  }
  return { count, start, weights };
}

/** One source row on the output's columns. `row` is a plain float copy: mixed pixel types in this loop cost a factor of five. */
function reduceRow(row: Float32Array, channels: number, across: Taps, outputs: number): Float32Array {
  const line = new Float32Array(outputs * channels);
  const { count, start, weights } = across;
  for (let o = 0; o < outputs; o++) {
    const base = start[o] * channels;
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let t = 0, at = base + c; t < count; t++, at += channels) sum += weights[o * count + t] * row[at];
      line[o * channels + c] = sum;
    }
  }
  return line;
}
