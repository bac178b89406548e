import type { Mesh } from "../mesh/mesh";
import { BRICK, type Field } from "./field";
import { POINTS, type Points } from "./shape-points";
import {
  eachAxis,
  fillDistances,
  MAX_SLOPE,
  nearForm,
  type Bounds,
  type Form,
  type Point,
  type Solid,
} from "./shape-solid";

/**
 * A solid on a lattice of `resolution` voxels along its longest side, plus a border of two. A brick asks the solid for
 * the parts near it once and samples only those: of the 30 parts of a castle, two or three.
 */
export function solidField(
  solid: Solid,
  resolution: number,
): {
  field: Field;
  /** sRGB bytes, three a vertex, of a mesh that is still in lattice units. */
  colorAt: (mesh: Mesh) => Uint8Array;
  /** Length of a voxel in the solid's units. */
  step: number;
} {
  const { min, max } = tightBounds(solid.bounds, solid);
  const extents = [0, 1, 2].map((axis) => max[axis] - min[axis]);
  const step = Math.max(...extents) / resolution;
  const size = extents.map((extent) => Math.ceil(extent / step) + 2 * BORDER + 1) as [number, number, number];
  // Half a step off the bounds, so that no flat side runs through lattice points.
  const [ox, oy, oz] = min.map((low) => low - (BORDER - 0.5) * step);
  const parts = new NearParts(solid);
  const row = (): Float64Array => new Float64Array(POINTS);
  const points: Points = { x: row(), y: row(), z: row() };
  const distances = row();
  const scale = -1 / step;
  const field: Field = {
    size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      const [x, y, z] = [
        ox + 0.5 * step * (x0 + x1),
        oy + 0.5 * step * (y0 + y1),
        oz + 0.5 * step * (z0 + z1),
      ];
      const radius = 0.5 * step * Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2);
      const distance = parts.around(x, y, z, radius).distance(x, y, z);
      return distance > radius * MAX_SLOPE ? -1 : distance < -radius * MAX_SLOPE ? 1 : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      const half = 0.5 * (BRICK - 1) * step;
      const [x, y, z] = [ox + x0 * step, oy + y0 * step, oz + z0 * step];
      const radius = half * Math.sqrt(3);
      const wide = parts.around(x + half, y + half, z + half, radius);
      const near = nearForm(wide, x + half, y + half, z + half, radius);
      const { x: xs, y: ys, z: zs } = points;
      for (let k = 0, n = 0; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++)
          for (let i = 0; i < BRICK; i++, n++) {
            xs[n] = x + i * step;
            ys[n] = y + j * step;
            zs[n] = z + k * step;
          }
      fillDistances(near, points, distances);
      for (let n = 0; n < POINTS; n++) out[offset + n] = distances[n] * scale;
    },
  };
  return { field, step, colorAt: (mesh) => paintVertices(mesh, solid, [ox, oy, oz], step) };
}

/** Samples of empty space round the solid: the extractor forces the outermost ones outside. */
const BORDER = 2;

/**
 * The solid reduced to its parts near a ball, kept for the smaller balls inside it: the extractor asks about 64³ boxes,
 * then about what lies in them, and of a castle's 30 parts a box meets three. Pruning once a box and once a brick costs a
 * hundredth of asking all parts at every sample.
 */
class NearParts {
  private readonly kept: { x: number; y: number; z: number; radius: number; form: Form }[] = [];

  constructor(private readonly solid: Solid) {}

  around(x: number, y: number, z: number, radius: number): Form {
    const { kept } = this;
    while (kept.length > 0) {
      const last = kept[kept.length - 1];
      const way = Math.sqrt((x - last.x) ** 2 + (y - last.y) ** 2 + (z - last.z) ** 2);
      if (way + radius <= last.radius) break;
      kept.pop();
    }
    const outer = kept.length > 0 ? kept[kept.length - 1] : undefined;
    if (outer && outer.radius < HALVING * radius) return outer.form;
    const from = outer?.form ?? this.solid;
    // A little wider than asked for: the boxes inside reach one sample over the edge.
    const wide = radius * 1.3;
    const form = nearForm(from, x, y, z, wide);
    kept.push({ x, y, z, radius: wide, form });
    return form;
  }
}

/** A ball is pruned anew only where it is this much smaller than the last one. */
const HALVING = 3;

/** Vertices come brick by brick, so the parts near one cell of the solid serve a whole run of them. */
function paintVertices(
  { positions }: Mesh,
  solid: Solid,
  origin: readonly number[],
  step: number,
): Uint8Array {
  const colors = new Uint8Array(positions.length);
  const half = 0.5 * BRICK * step;
  const radius = half * Math.sqrt(3);
  let [cellX, cellY, cellZ] = [-1, -1, -1];
  let near: Form = solid;
  for (let i = 0; i < positions.length; i += 3) {
    const bx = Math.floor(positions[i] / BRICK);
    const by = Math.floor(positions[i + 1] / BRICK);
    const bz = Math.floor(positions[i + 2] / BRICK);
    if (bx !== cellX || by !== cellY || bz !== cellZ) {
      [cellX, cellY, cellZ] = [bx, by, bz];
      const [x, y, z] = [bx, by, bz].map((cell, axis) => origin[axis] + cell * BRICK * step + half);
      near = nearForm(solid, x, y, z, radius);
    }
    const color = near.color(
      origin[0] + positions[i] * step,
      origin[1] + positions[i + 1] * step,
      origin[2] + positions[i + 2] * step,
    );
    colors[i] = color >> 16;
    colors[i + 1] = (color >> 8) & 255;
    colors[i + 2] = color & 255;
  }
  return colors;
}

/**
 * Shaves off the layers of a 64³ grid that the solid surely does not reach, from each of the six sides. Builders give
 * bounds that are easy to know, not tight ones (a turned box may double them), and every wasted layer would be missing
 * from the resolution.
 */
function tightBounds({ min, max }: Bounds, solid: Solid): Bounds {
  const step = [0, 1, 2].map((axis) => (max[axis] - min[axis]) / LAYERS);
  const reach = 0.5 * MAX_SLOPE * Math.sqrt(step[0] ** 2 + step[1] ** 2 + step[2] ** 2);
  const low = [0, 0, 0];
  const high = [LAYERS, LAYERS, LAYERS];
  const occupied = (axis: number, layer: number): boolean => {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    const cell = [layer, layer, layer];
    for (cell[u] = low[u]; cell[u] < high[u]; cell[u]++)
      for (cell[v] = low[v]; cell[v] < high[v]; cell[v]++) {
        const x = min[0] + (cell[0] + 0.5) * step[0];
        const y = min[1] + (cell[1] + 0.5) * step[1];
        const z = min[2] + (cell[2] + 0.5) * step[2];
        if (solid.distance(x, y, z) <= reach) return true;
      }
    return false;
  };
  for (let axis = 0; axis < 3; axis++) {
    while (low[axis] < high[axis] - 1 && !occupied(axis, low[axis])) low[axis]++;
    while (high[axis] > low[axis] + 1 && !occupied(axis, high[axis] - 1)) high[axis]--;
  }
  const along = (layers: number[]): Point => eachAxis((axis) => min[axis] + layers[axis] * step[axis]);
  return { min: along(low), max: along(high) };
}

const LAYERS = 64;
