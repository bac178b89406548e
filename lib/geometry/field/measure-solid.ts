import { extractSurface } from "../mesh/extract-surface";
import { measureBounds } from "../mesh/measure-bounds";
import { eachAxis, type Point, type Solid } from "./shape-solid";
import { solidField } from "./solid-field";

/**
 * Extents of a solid, from a surface of 64 voxels along its longest side: flat sides to some hundredths of a percent, round
 * ones to a few tenths. Its `bounds` are only where it stays; a turned box may fill half of them.
 */
export function measureSolid(solid: Solid): Point {
  const { field, step } = solidField(solid, 64);
  const { low, high } = measureBounds(extractSurface(field));
  return eachAxis((axis) => (high[axis] - low[axis]) * step);
}
