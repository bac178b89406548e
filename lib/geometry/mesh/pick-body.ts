import { dropUnusedVertices } from "./drop-unused-vertices";
import type { Mesh, MeshBody } from "./mesh";

/** One body as a mesh of its own. */
export function pickBody(mesh: Mesh, { firstTriangle, triangleCount }: MeshBody): Mesh {
  const indices = mesh.indices.subarray(3 * firstTriangle, 3 * (firstTriangle + triangleCount));
  const { positions, colors, texture } = mesh;
  return dropUnusedVertices({ positions, indices, colors, texture });
}
