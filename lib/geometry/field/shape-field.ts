import type { Mesh } from "../mesh/mesh";
import { buildShape } from "./build-shape";
import type { Field } from "./field";
import { measureSolid } from "./measure-solid";
import type { ShapeRecipe } from "./shape-recipe";
import type { Solid } from "./shape-solid";
import { solidField } from "./solid-field";

export interface ShapeField {
  field: Field;
  /** sRGB bytes, three a vertex, of a mesh that is still in lattice units. */
  colorAt: (mesh: Mesh) => Uint8Array;
  /** The size of the whole that makes the thing itself as large as the prompt states. */
  sizeMmHint?: { sizeMm: number; axis: "longest" | "x" | "z" };
}

/** The field of a parametric shape, `resolution` voxels along its longest side plus a border of two. */
export function shapeField(recipe: ShapeRecipe, { resolution }: { resolution: number }): ShapeField {
  const { one, whole } = buildShape(recipe);
  const { field, colorAt } = solidField(whole, resolution);
  return { field, colorAt, sizeMmHint: sizeHint(recipe, one, whole) };
}

/** "Three cubes, 20 mm" are three of 20 mm, and a box of 60 mm has them without the lid beside it. */
function sizeHint(
  { sizeMm, sizeAxis: axis = "longest" }: ShapeRecipe,
  one: Solid,
  whole: Solid,
): ShapeField["sizeMmHint"] {
  if (sizeMm === undefined) return undefined;
  if (one === whole) return { sizeMm, axis };
  const along = ([x, y, z]: readonly [number, number, number]): number =>
    axis === "x" ? x : axis === "z" ? z : Math.max(x, y, z);
  return { sizeMm: (sizeMm * along(measureSolid(whole))) / along(measureSolid(one)), axis };
}
