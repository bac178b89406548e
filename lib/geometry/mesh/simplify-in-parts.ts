import type { Simplify } from "./decimate";

/** Triangles that are handed to the simplifier at once. */
const AT_ONCE = 3_000_000;
/** What meshoptimizer takes for each of them (measured from 0.6 to 8.7 M triangles); colours take half as much again. */
const BYTES_A_TRIANGLE = 125;
const COLOR_BYTES_A_TRIANGLE = 60;
/** Copies of a part in our own arrays, its numbering, and the triangles that the parts leave. */
const COPY_BYTES_A_TRIANGLE = 30;
/** What the parts leave, at the least, as a multiple of the wanted number: the last reduction still has a choice. */
const TO_SPARE = 2;

/**
 * A simplifier that never works on much more than {@link AT_ONCE} triangles: of a larger mesh each run of triangles is
 * first reduced by itself, with the vertices that runs share held fast, and then the rest as a whole, seams included.
 *
 * Undivided, the 8.7 M triangles of a ball at 1024³ took 1 GB beside the mesh, and most of the time went into waiting
 * for memory. Surface nets write triangles brick by brick, so that runs of them are slabs with short seams. All runs keep
 * the same share: what a plain run could spare, and a rich one would need, is left to the last reduction.
 */
export function simplifyInParts(simplify: Simplify, atOnce = AT_ONCE): Simplify {
  return (
    indices,
    positions,
    stride,
    attributes,
    attributeStride,
    weights,
    locked,
    target,
    targetError,
    flags,
  ) => {
    const triangles = indices.length / 3;
    const kept = Math.max(atOnce, (TO_SPARE * target) / 3);
    const all = { positions, stride, attributes, attributeStride, weights, targetError, flags };
    if (triangles <= kept)
      return simplify(
        indices,
        positions,
        stride,
        attributes,
        attributeStride,
        weights,
        locked,
        target,
        targetError,
        flags,
      );
    const work = new PartialWork(simplify, all);
    const parts = Math.ceil(triangles / atOnce);
    const cuts = Array.from({ length: parts + 1 }, (_, n) => 3 * Math.floor((n * triangles) / parts));
    const held = holdShared(indices, cuts, positions.length / stride, locked);
    const left: Uint32Array[] = [];
    for (let n = 0; n < parts; n++) {
      const run = indices.subarray(cuts[n], cuts[n + 1]);
      left.push(work.reduce(run, held, 3 * Math.floor((run.length / 3) * (kept / triangles)))[0]);
    }
    return work.reduce(joined(left), locked, target);
  };
}

/** Bytes that reducing a mesh of so many triangles takes, the mesh itself included. */
export function estimateReduction(triangles: number, colored: boolean, target: number): number {
  const vertices = triangles / 2;
  const meshBytes = 12 * triangles + vertices * (12 + (colored ? 3 : 0));
  // Defects, locks, numbers, runs, and the list of corners of the check; colours are spread to floats.
  const besideBytes = vertices * (14 + (colored ? 12 : 0));
  const atOnce = Math.min(triangles, Math.max(AT_ONCE, TO_SPARE * target));
  const each = BYTES_A_TRIANGLE + COPY_BYTES_A_TRIANGLE + (colored ? COLOR_BYTES_A_TRIANGLE : 0);
  return triangles <= target ? meshBytes : meshBytes + besideBytes + atOnce * each;
}

type Surroundings = {
  positions: Float32Array;
  stride: number;
  attributes: Float32Array;
  attributeStride: number;
  weights: number[];
  targetError: number;
  flags: Parameters<Simplify>[9];
};

/** Reduces some of a mesh's triangles as if there were no others, in the mesh's own vertex numbers. */
class PartialWork {
  /** 1 + a vertex's number within the part, 0 for those that it does not use. */
  private readonly numbers: Uint32Array;
  private readonly extent: number;

  constructor(
    private readonly simplify: Simplify,
    private readonly all: Surroundings,
  ) {
    this.numbers = new Uint32Array(all.positions.length / all.stride);
    this.extent = extentOf(all.positions, all.stride);
  }

  reduce(triangles: Uint32Array, locked: Uint8Array | null, target: number): [Uint32Array, number] {
    const { stride, attributeStride, targetError, flags } = this.all;
    const used = this.number(triangles);
    const indices = renumbered(triangles, this.numbers);
    const positions = pick(this.all.positions, stride, used);
    // The simplifier measures moves by the extent of what it is given; a colour must weigh the same in every part.
    const scale = this.extent / (extentOf(positions, stride) || 1);
    const [kept, error] = this.simplify(
      indices,
      positions,
      stride,
      pick(this.all.attributes, attributeStride, used),
      attributeStride,
      this.all.weights.map((weight) => weight * scale),
      locked ? marksOf(locked, used) : null,
      target,
      targetError,
      flags,
    );
    for (let at = 0; at < kept.length; at++) kept[at] = used[kept[at]];
    return [kept, error];
  }

  /** Numbers the vertices in the order of their first use; gives the mesh's number of each. */
  private number(triangles: Uint32Array): Uint32Array {
    const { numbers } = this;
    numbers.fill(0);
    let count = 0;
    for (let at = 0; at < triangles.length; at++)
      if (numbers[triangles[at]] === 0) numbers[triangles[at]] = ++count;
    const used = new Uint32Array(count);
    for (let vertex = 0; vertex < numbers.length; vertex++)
      if (numbers[vertex] > 0) used[numbers[vertex] - 1] = vertex;
    return used;
  }
}

/** Marks vertices that more than one run of triangles uses, and those that were locked already. */
function holdShared(
  indices: Uint32Array,
  cuts: number[],
  vertices: number,
  locked: Uint8Array | null,
): Uint8Array {
  const held = locked ? locked.slice() : new Uint8Array(vertices);
  const lastRun = new Uint16Array(vertices);
  for (let n = 1; n < cuts.length; n++)
    for (let at = cuts[n - 1]; at < cuts[n]; at++) {
      const vertex = indices[at];
      if (lastRun[vertex] !== 0 && lastRun[vertex] !== n) held[vertex] = 1;
      lastRun[vertex] = n;
    }
  return held;
}

/** Loops of their own: `map` and `from` call back for each of millions of corners, at ten times the cost. */
function renumbered(triangles: Uint32Array, numbers: Uint32Array): Uint32Array {
  const indices = new Uint32Array(triangles.length);
  for (let at = 0; at < triangles.length; at++) indices[at] = numbers[triangles[at]] - 1;
  return indices;
}

function marksOf(marks: Uint8Array, used: Uint32Array): Uint8Array {
  const out = new Uint8Array(used.length);
  for (let n = 0; n < used.length; n++) out[n] = marks[used[n]];
  return out;
}

function pick(values: Float32Array, stride: number, used: Uint32Array): Float32Array {
  const out = new Float32Array(used.length * stride);
  for (let n = 0, to = 0; n < used.length; n++)
    for (let k = 0; k < stride; k++) out[to++] = values[used[n] * stride + k];
  return out;
}

function joined(parts: Uint32Array[]): Uint32Array {
  const out = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The longest side of the points' box. */
function extentOf(positions: Float32Array, stride: number): number {
  let extent = 0;
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let at = axis; at < positions.length; at += stride) {
      if (positions[at] < low) low = positions[at];
      if (positions[at] > high) high = positions[at];
    }
    extent = Math.max(extent, high - low);
  }
  return extent;
}
