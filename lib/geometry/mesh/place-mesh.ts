import { measureBounds } from "./measure-bounds";
import type { Mesh } from "./mesh";
import { moveTexture } from "./move-texture";

export interface Placement {
  /** Wanted extent along `axis`, in millimetres; above 0. */
  sizeMm: number;
  axis: "longest" | "x" | "y" | "z";
  /** Overwrite the given positions: the largest meshes hold 30 MB of them. */
  inPlace?: boolean;
}

/**
 * The mesh in millimetres as a slicer wants it: scaled evenly so that it measures `sizeMm` along `axis`, centred on
 * x = y = 0, and resting on z = 0. Triangles and colours are shared with the given mesh.
 *
 * @throws RangeError for a size that is not above 0, or a mesh without extent along `axis`.
 */
export function placeMesh(mesh: Mesh, { sizeMm, axis, inPlace = false }: Placement): Mesh {
  if (!(sizeMm > 0 && sizeMm < Infinity)) throw new RangeError(`A model cannot be ${sizeMm} mm large.`);
  if (mesh.positions.length === 0) return { ...mesh, positions: new Float32Array(0) };
  const { low, high } = measureBounds(mesh);
  const extents = [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
  const extent = axis === "longest" ? Math.max(...extents) : extents["xyz".indexOf(axis)];
  if (!(extent > 0)) throw new RangeError(`The mesh has no extent along its ${axis} axis.`);
  const scale = sizeMm / extent;
  const middleX = (low[0] + high[0]) / 2;
  const middleY = (low[1] + high[1]) / 2;
  const from = mesh.positions;
  const positions = inPlace ? from : new Float32Array(from.length);
  for (let at = 0; at < from.length; at += 3) {
    positions[at] = (from[at] - middleX) * scale;
    positions[at + 1] = (from[at + 1] - middleY) * scale;
    positions[at + 2] = (from[at + 2] - low[2]) * scale;
  }
  const texture = mesh.texture && moveTexture(mesh.texture, scale, [middleX, middleY, low[2]]);
  return { ...mesh, positions, ...(texture ? { texture } : {}) };
}
