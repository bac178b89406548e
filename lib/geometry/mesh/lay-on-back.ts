import type { Mesh } from "./mesh";
import { moveTexture, type Rotation } from "./move-texture";

/** Turns a standing mesh onto its back, in place: its front looks up, its head points away from the viewer. */
export function layOnBack(mesh: Mesh): Mesh {
  const { positions, texture } = mesh;
  for (let at = 1; at < positions.length; at += 3) {
    const y = positions[at];
    positions[at] = positions[at + 1];
    positions[at + 1] = -y;
  }
  return texture ? { ...mesh, texture: moveTexture(texture, 1, [0, 0, 0], ONTO_BACK) } : mesh;
}

const ONTO_BACK: Rotation = [1, 0, 0, 0, 0, 1, 0, -1, 0];
