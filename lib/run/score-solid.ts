import type { Field } from "@/lib/geometry/field/field";
import { boundSubject } from "@/lib/geometry/field/frame-subject";
import type { Raster } from "@/lib/geometry/image/raster";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { functionField } from "./function-field";
import type { Solid } from "./named-solids";

/** Half the width of the box that the camera and the true lattice span. */
const reach = 1.05;

export interface FrontView {
  raster: Raster;
  mask: Uint8Array;
  /** Median over the silhouette of the middle between first and last surface: where the depth plane lies. */
  medianY: number;
  /** How near each pixel's first surface is, 0 to 1; NaN beside the solid. */
  near: Float32Array;
  /** Which way it looks, three numbers a pixel: x right, y up, z towards the viewer; NaN beside the solid. */
  normals: Float32Array;
  /** The distance between 0 and 1 as a share of the silhouette's longest side, and the median of the first surface. */
  depthRange: number;
  frontY: number;
}

/** The solid's orthographic front view in lit grey, with its coverage. */
export function viewFront(solid: Solid, size: number): FrontView {
  const mask = new Uint8Array(size * size);
  const data = new Uint8ClampedArray(size * size * 4);
  const middles: number[] = [];
  const firsts: number[] = [];
  const near = new Float32Array(size * size).fill(NaN);
  const normals = new Float32Array(3 * size * size).fill(NaN);
  const step = (2 * reach) / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * step - reach;
      const z = reach - (row + 0.5) * step;
      const first = march(solid, x, z, -reach, 1, step);
      if (first >= reach) continue;
      const last = march(solid, x, z, reach, -1, step);
      const i = row * size + column;
      mask[i] = 255;
      middles.push((first + last) / 2);
      // The silhouette needs half a pixel's accuracy, a depth map more.
      near[i] = -refine(solid, x, z, first, step);
      firsts.push(-near[i]);
      const e = 0.02;
      const nx = solid(x - e, first, z) - solid(x + e, first, z);
      const ny = solid(x, first - e, z) - solid(x, first + e, z);
      const nz = solid(x, first, z - e) - solid(x, first, z + e);
      const long = Math.hypot(nx, ny, nz) || 1;
      normals.set([nx / long, nz / long, -ny / long], 3 * i);
      const lit = Math.max(0, (-0.4 * nx - 0.8 * ny + 0.45 * nz) / long);
      data.fill(60 + 150 * lit, i * 4, i * 4 + 3);
      data[i * 4 + 3] = 255;
    }
  }
  middles.sort((a, b) => a - b);
  firsts.sort((a, b) => a - b);
  const span = firsts[firsts.length - 1] - firsts[0];
  for (let i = 0; i < near.length; i++) near[i] = (near[i] + firsts[firsts.length - 1]) / (span || 1);
  const box = boundSubject(mask, size, size);
  const longest = Math.max(box.right - box.left + 1, box.bottom - box.top + 1) * step;
  return {
    raster: { width: size, height: size, data },
    mask,
    medianY: middles[middles.length >> 1],
    near,
    normals,
    depthRange: span / longest,
    frontY: firsts[firsts.length >> 1],
  };
}

/** Between the step inside at `y` and the one before it, the place where the surface lies. */
function refine(solid: Solid, x: number, z: number, y: number, step: number): number {
  let [outside, inside] = [y - step, y];
  for (let n = 0; n < 6; n++) {
    const half = (outside + inside) / 2;
    if (solid(x, half, z) > 0) inside = half;
    else outside = half;
  }
  return inside;
}

/** Where a ray along y first meets the solid. No solid changes by more than 1.3 a step, so strides of its value are safe. */
function march(solid: Solid, x: number, z: number, from: number, way: number, least: number): number {
  let y = from;
  while (y * way < reach) {
    const value = solid(x, y, z);
    if (value > 0) return y;
    y += way * Math.max(least / 2, -value / 1.3);
  }
  return y;
}

/**
 * F-score at 0.05 in the solid's own box: the harmonic mean of the shares of surface points near the other surface.
 * Bodies are laid middle on middle, or, where the front was given, front on front.
 */
export function scoreSurface(
  field: Field,
  resolution: number,
  view: FrontView,
  solid: Solid,
  by: "middle" | "front" = "middle",
): number {
  const place = placeLattice(field, resolution, view);
  if (by === "front") place.origin[1] = view.frontY - place.cell * medianFront(field);
  const cells = 84;
  const step = (2 * reach) / (cells - 1);
  const truth = extractSurface(
    functionField(
      [cells, cells, cells],
      (x, y, z) => solid(x * step - reach, y * step - reach, z * step - reach),
      1.3 * step,
    ),
  ).positions.map((v) => v * step - reach);
  const made = extractSurface(field).positions.map((v, i) => place.origin[i % 3] + place.cell * v);
  const recall = shareNear(truth, made);
  const precision = shareNear(made, truth);
  return (2 * precision * recall) / (precision + recall || 1);
}

interface Place {
  origin: [number, number, number];
  cell: number;
}

/** Undoes the crop to the subject: lattice point v lies at origin + cell · v. */
function placeLattice(field: Field, resolution: number, view: FrontView): Place {
  const { width } = view.raster;
  const box = boundSubject(view.mask, width, view.raster.height);
  const perPixel = (2 * reach) / width;
  const step = Math.max(box.right - box.left + 1, box.bottom - box.top + 1) / resolution;
  const margin = Math.ceil(Math.max(1.3, 0.006 * resolution)) + 2;
  const [, depth, height] = field.size;
  const cell = step * perPixel;
  return {
    cell,
    origin: [
      (box.left - (margin - 0.5) * step) * perPixel - reach,
      view.medianY - ((depth - 1) / 2) * cell,
      reach - (box.top + (height - 1 - margin + 0.5) * step) * perPixel,
    ],
  };
}

/** Median over the columns of the first y inside. */
function medianFront(field: Field): number {
  const [width, depth, height] = field.size;
  const first = new Float32Array(width * height).fill(Infinity);
  const brick = new Float32Array(512);
  for (let z0 = 0; z0 < height; z0 += 8)
    for (let y0 = 0; y0 < depth; y0 += 8)
      for (let x0 = 0; x0 < width; x0 += 8) {
        field.sampleBrick(x0, y0, z0, brick, 0);
        for (let n = 0; n < 512; n++) {
          const x = x0 + (n & 7);
          const y = y0 + ((n >> 3) & 7);
          const z = z0 + (n >> 6);
          if (brick[n] <= 0 || x >= width || y >= depth || z >= height) continue;
          first[z * width + x] = Math.min(first[z * width + x], y - brick[n]);
        }
      }
  const found = first.filter((y) => y < Infinity).sort();
  return found[found.length >> 1];
}

/** The volume that the made body and the solid share, over the volume of either. */
export function scoreVolume(field: Field, resolution: number, view: FrontView, solid: Solid): number {
  const { origin, cell } = placeLattice(field, resolution, view);
  const [width, depth, height] = field.size;
  const brick = new Float32Array(512);
  let both = 0;
  let any = 0;
  let truth = 0;
  for (let z0 = 0; z0 < height; z0 += 8)
    for (let y0 = 0; y0 < depth; y0 += 8)
      for (let x0 = 0; x0 < width; x0 += 8) {
        field.sampleBrick(x0, y0, z0, brick, 0);
        for (let n = 0; n < 512; n++) {
          const x = x0 + (n & 7);
          const y = y0 + ((n >> 3) & 7);
          const z = z0 + (n >> 6);
          if (x >= width || y >= depth || z >= height) continue;
          const ours = brick[n] > 0;
          const theirs = solid(origin[0] + cell * x, origin[1] + cell * y, origin[2] + cell * z) > 0;
          if (ours && theirs) both++;
          if (ours || theirs) any++;
        }
      }
  // What is deeper than the made lattice counts as missed.
  const [low, high] = [origin[1] - cell, origin[1] + depth * cell];
  for (let z = 0; z < height; z++)
    for (let x = 0; x < width; x++) {
      const at = (y: number) => solid(origin[0] + cell * x, y, origin[2] + cell * z) > 0;
      for (let y = low; y > -reach; y -= cell) if (at(y)) truth++;
      for (let y = high; y < reach; y += cell) if (at(y)) truth++;
    }
  return both / (any + truth);
}

/** The share of points of `from`, one in three asked, that have one of `to` within 0.05. */
function shareNear(from: Float32Array, to: Float32Array): number {
  const every = 3;
  const near = 0.05;
  const side = 64;
  const key = (x: number, y: number, z: number) => (z * side + y) * side + x;
  const slot = (v: number) => Math.max(1, Math.min(side - 2, Math.floor(v / near) + side / 2));
  const cells = new Map<number, number[]>();
  for (let v = 0; v < to.length; v += 3) {
    const k = key(slot(to[v]), slot(to[v + 1]), slot(to[v + 2]));
    const list = cells.get(k);
    if (list) list.push(v);
    else cells.set(k, [v]);
  }
  let hits = 0;
  let asked = 0;
  for (let v = 0; v < from.length; v += 3 * every) {
    asked++;
    const [x, y, z] = [from[v], from[v + 1], from[v + 2]];
    const [cx, cy, cz] = [slot(x), slot(y), slot(z)];
    let hit = false;
    for (let n = 0; n < 27 && !hit; n++) {
      const list = cells.get(
        key(cx + (n % 3) - 1, cy + (Math.floor(n / 3) % 3) - 1, cz + Math.floor(n / 9) - 1),
      );
      if (!list) continue;
      for (const u of list)
        if ((to[u] - x) ** 2 + (to[u + 1] - y) ** 2 + (to[u + 2] - z) ** 2 < near * near) {
          hit = true;
          break;
        }
    }
    if (hit) hits++;
  }
  return hits / (asked || 1);
}
