import type { Mesh } from "../mesh/mesh";
import { moveTexture, type Rotation } from "../mesh/move-texture";

/** The mesh turned about the origin, and its picture with it. */
export function turnMesh(mesh: Mesh, rotation: Rotation): Mesh {
  const from = mesh.positions;
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation;
  const positions = new Float32Array(from.length);
  for (let at = 0; at < from.length; at += 3) {
    const x = from[at];
    const y = from[at + 1];
    const z = from[at + 2];
    positions[at] = xx * x + xy * y + xz * z;
    positions[at + 1] = yx * x + yy * y + yz * z;
    positions[at + 2] = zx * x + zy * y + zz * z;
  }
  const texture = mesh.texture && moveTexture(mesh.texture, 1, [0, 0, 0], rotation);
  return { ...mesh, positions, ...(texture ? { texture } : {}) };
}
