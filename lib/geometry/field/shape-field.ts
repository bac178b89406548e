import type { Mesh } from "../mesh/mesh";
import { BRICK, type Field } from "./field";
import { buildShape } from "./build-shape";
import type { ShapeRecipe } from "./shape-recipe";
import { eachAxis, MAX_SLOPE, type Bounds, type Point, type Solid } from "./shape-solid";

export interface ShapeField {
  field: Field;
  /** sRGB bytes, three a vertex, of a mesh that is still in lattice units. */
  colorAt: (mesh: Mesh) => Uint8Array;
  /** The size that the prompt states. */
  sizeMmHint?: { sizeMm: number; axis: "longest" | "x" | "z" };
}

/**
 * The field of a parametric shape, `resolution` voxels along its longest side plus a border of two.
 * A brick asks the solid for the parts near it once and samples only those: of the 30 parts of a castle, two or three.
 */
export function shapeField(recipe: ShapeRecipe, { resolution }: { resolution: number }): ShapeField {
  const solid = buildShape(recipe);
  const field = solidField(solid, resolution);
  return {
    ...field,
    sizeMmHint: recipe.sizeMm ? { sizeMm: recipe.sizeMm, axis: recipe.sizeAxis ?? "longest" } : undefined,
  };
}

/** Samples of empty space round the solid: the extractor forces the outermost ones outside. */
const BORDER = 2;

function solidField(solid: Solid, resolution: number): Pick<ShapeField, "field" | "colorAt"> {
  const { min, max } = tightBounds(solid.bounds, solid);
  const extents = [0, 1, 2].map((axis) => max[axis] - min[axis]);
  const step = Math.max(...extents) / resolution;
  const size = extents.map((extent) => Math.ceil(extent / step) + 2 * BORDER + 1) as [number, number, number];
  // Half a step off the bounds, so that no flat side runs through lattice points.
  const [ox, oy, oz] = min.map((low) => low - (BORDER - 0.5) * step);
  const field: Field = {
    size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      const reach = 0.5 * step * Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2) * MAX_SLOPE;
      const distance = solid.distance(
        ox + 0.5 * step * (x0 + x1),
        oy + 0.5 * step * (y0 + y1),
        oz + 0.5 * step * (z0 + z1),
      );
      return distance > reach ? -1 : distance < -reach ? 1 : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      const half = 0.5 * (BRICK - 1);
      const [x, y, z] = [ox + x0 * step, oy + y0 * step, oz + z0 * step];
      const middle = half * step;
      const near = solid.near?.(x + middle, y + middle, z + middle, middle * Math.sqrt(3)) ?? solid;
      for (let k = 0, at = offset; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++)
          for (let i = 0; i < BRICK; i++, at++)
            out[at] = -near.distance(x + i * step, y + j * step, z + k * step) / step;
    },
  };
  const colorAt = (mesh: Mesh): Uint8Array => {
    const colors = new Uint8Array(mesh.positions.length);
    const { positions } = mesh;
    for (let i = 0; i < positions.length; i += 3) {
      const color = solid.color(
        ox + positions[i] * step,
        oy + positions[i + 1] * step,
        oz + positions[i + 2] * step,
      );
      colors[i] = color >> 16;
      colors[i + 1] = (color >> 8) & 255;
      colors[i + 2] = color & 255;
    }
    return colors;
  };
  return { field, colorAt };
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
