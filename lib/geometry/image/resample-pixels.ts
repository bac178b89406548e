/** Where the output grid lies on the source: its upper left corner and the source pixels per output pixel. */
export interface Window {
  x: number;
  y: number;
  step: number;
  /** Source pixels per output row, where they differ from those per column. */
  stepY?: number;
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
  if (isWhole(window, width, height)) return new Float32Array(source);
  const across = taps(window.x, window.step, window.width, width, outside);
  const down = taps(window.y, window.stepY ?? window.step, window.height, height, outside);
  const out = new Float32Array(window.width * window.height * channels);
  const rowLength = window.width * channels;
  // Source rows are reduced once each and kept while any output row still needs them.
  const kept = new Map<number, Float32Array>();
  const spare: Float32Array[] = [];
  const scratch = new Float32Array(width * channels);
  const bytes =
    source instanceof Float32Array
      ? undefined
      : new Uint8Array(source.buffer, source.byteOffset, source.length);
  for (let y = 0; y < window.height; y++) {
    const first = down.start[y];
    for (const [row, line] of kept) {
      if (row >= first) continue;
      kept.delete(row);
      spare.push(line);
    }
    const target = out.subarray(y * rowLength, (y + 1) * rowLength);
    for (let t = 0; t < down.count; t++) {
      const weight = down.weights[y * down.count + t];
      if (weight === 0) continue;
      const sourceRow = first + t;
      let line = kept.get(sourceRow);
      if (!line) {
        const from = sourceRow * width * channels;
        if (bytes) copyBytes(bytes, from, scratch);
        else scratch.set((source as Float32Array).subarray(from, from + scratch.length));
        line = reduceRow(scratch, channels, across, window.width, spare.pop());
        kept.set(sourceRow, line);
      }
      addRow(target, line, weight);
    }
  }
  return out;
}

/** Whether the output grid is the source's own. */
const isWhole = ({ x, y, step, stepY = step, ...grid }: Window, width: number, height: number): boolean =>
  x === 0 && y === 0 && step === 1 && stepY === 1 && grid.width === width && grid.height === height;

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

/** A loop of its own: TypedArray.set between two types, or one loop for both, costs several times as much. */
function copyBytes(from: Uint8Array, at: number, to: Float32Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[at + i];
}

function addRow(target: Float32Array, line: Float32Array, weight: number): void {
  for (let i = 0; i < target.length; i++) target[i] += weight * line[i];
}

/** One source row on the output's columns; one and four channels, the usual cases, have loops of their own. */
function reduceRow(
  row: Float32Array,
  channels: number,
  across: Taps,
  outputs: number,
  line: Float32Array = new Float32Array(outputs * channels),
): Float32Array {
  if (channels === 4) return reduceFour(row, across, outputs, line);
  if (channels === 1) return reduceOne(row, across, outputs, line);
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

function reduceOne(row: Float32Array, across: Taps, outputs: number, line: Float32Array): Float32Array {
  const { count, start, weights } = across;
  for (let o = 0, from = 0; o < outputs; o++, from += count) {
    const base = start[o];
    let sum = 0;
    for (let t = 0; t < count; t++) sum += weights[from + t] * row[base + t];
    line[o] = sum;
  }
  return line;
}

function reduceFour(row: Float32Array, across: Taps, outputs: number, line: Float32Array): Float32Array {
  const { count, start, weights } = across;
  for (let o = 0; o < outputs; o++) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let t = 0, at = start[o] * 4; t < count; t++, at += 4) {
      const weight = weights[o * count + t];
      first += weight * row[at];
      second += weight * row[at + 1];
      third += weight * row[at + 2];
      fourth += weight * row[at + 3];
    }
    line[o * 4] = first;
    line[o * 4 + 1] = second;
    line[o * 4 + 2] = third;
    line[o * 4 + 3] = fourth;
  }
  return line;
}
