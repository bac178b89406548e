import { checkManifold } from "../mesh/check-manifold";
import type { Mesh } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { matchEqual, weldVertices } from "./weld-vertices";

/** How far vertices at one place are drawn apart, in millimetres: below what is printed, above what single precision rounds. */
const STEPS_MM = [0.004, 0.016, 0.064];

/**
 * Draws apart what a reader of STL would join: such files hold no shared corners, so it welds whatever lies at one place.
 * Two solids that touch in an edge then share it four times, in a point they share a pinched vertex, though the mesh
 * itself is sound. Vertices at one place are moved inwards by some micrometres, each further than the one before, so
 * that neither side grows. Bodies that lie side by side stay joined: in files they are objects of their own.
 *
 * @param mesh closed and manifold, in millimetres
 * @returns the mesh itself where no two vertices meet, which is nearly always; null where they cannot be parted
 */
export function partTouching(mesh: Mesh): Mesh | null {
  const kinds = mesh.bodies && nameBodies(mesh);
  let ranks = rankTwins(mesh.positions, kinds);
  if (!ranks) return mesh;
  const normals = vertexNormals(mesh);
  for (const stepMm of STEPS_MM) {
    const positions = mesh.positions.slice();
    for (let vertex = 0; vertex < ranks.length; vertex++)
      for (let at = 3 * vertex; at < 3 * vertex + 3; at++)
        positions[at] -= ranks[vertex] * stepMm * normals[at];
    const parted = { ...mesh, positions };
    const left = rankTwins(positions, kinds);
    if (!left && (kinds || isSound(parted))) return parted;
    // What met in being moved is moved too, the next time.
    if (left) ranks = ranks.map((rank, vertex) => Math.max(rank, left[vertex]));
  }
  return null;
}

function isSound(mesh: Mesh): boolean {
  const { watertight, manifold } = checkManifold(weldVertices(mesh));
  return watertight && manifold;
}

/** Numbers the vertices at one place from 1, alone ones have 0; undefined where all are alone. */
function rankTwins(positions: Float32Array, kinds?: Uint32Array): Uint8Array | undefined {
  const first = matchEqual(positions, kinds);
  let ranks: Uint8Array | undefined;
  const counts = new Map<number, number>();
  for (let vertex = 0; vertex < first.length; vertex++) {
    if (first[vertex] === vertex) continue;
    ranks ??= new Uint8Array(first.length);
    const count = (counts.get(first[vertex]) ?? 1) + 1;
    counts.set(first[vertex], count);
    ranks[first[vertex]] = 1;
    ranks[vertex] = Math.min(255, count);
  }
  return ranks;
}

/** The number of each vertex' body. */
function nameBodies({ positions, indices, bodies = [] }: Mesh): Uint32Array {
  const names = new Uint32Array(positions.length / 3);
  bodies.forEach(({ firstTriangle, triangleCount }, body) => {
    for (let at = 3 * firstTriangle; at < 3 * (firstTriangle + triangleCount); at++)
      names[indices[at]] = body;
  });
  return names;
}
