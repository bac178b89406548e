import { checkManifold } from "../mesh/check-manifold";
import type { Mesh } from "../mesh/mesh";
import { lastCorner, nextCorner, pairLevel } from "./pair-edges";
import { untangleSurface } from "./untangle-surface";

/**
 * A closed mesh some of whose edges four triangles share, made sound: one of the two pairs that lie most level there gets a
 * vertex in the middle of its edge, so that only the other still has it. That is where an edge collapse has flattened a
 * thin place. Sheets that meet in more than such an edge get vertices of their own.
 *
 * @returns undefined where the mesh is not sound after it
 */
export function partCrowdedEdges(mesh: Mesh): Mesh | undefined {
  const marks = new Uint8Array(mesh.positions.length / 3);
  checkManifold(mesh, marks);
  const parted = splitEdges(mesh, findCrowded(mesh, marks));
  if (isSound(parted)) return parted;
  const untangled = { ...parted, ...untangleSurface(parted, true).mesh };
  return isSound(untangled) ? untangled : undefined;
}

function isSound(mesh: Mesh): boolean {
  const { watertight, manifold } = checkManifold(mesh);
  return watertight && manifold;
}

/** The half-edges of every edge between marked vertices that has four. */
function findCrowded({ positions, indices }: Mesh, marks: Uint8Array): number[][] {
  const vertices = positions.length / 3;
  const edges = new Map<number, number[]>();
  for (let h = 0; h < indices.length; h++) {
    const [a, b] = [indices[h], indices[nextCorner(h)]];
    if (marks[a] === 0 || marks[b] === 0) continue;
    const key = Math.min(a, b) * vertices + Math.max(a, b);
    const fan = edges.get(key);
    if (fan) fan.push(h);
    else edges.set(key, [h]);
  }
  return [...edges.values()].filter((fan) => fan.length === 4);
}

function splitEdges(mesh: Mesh, crowded: readonly number[][]): Mesh {
  const triangles = Array.from(mesh.indices);
  const positions = Array.from(mesh.positions);
  const colors = mesh.colors && Array.from(mesh.colors);
  const touched = new Set<number>();
  for (const fan of crowded) {
    const [, pair] = pairLevel(mesh.positions, mesh.indices, fan);
    const owners = pair?.map((h) => Math.floor(h / 3)) ?? [];
    // A triangle between two such edges is left for the untangling.
    if (owners.length < 2 || owners.some((triangle) => touched.has(triangle))) continue;
    for (const triangle of owners) touched.add(triangle);
    const ends = [mesh.indices[pair[0]], mesh.indices[nextCorner(pair[0])]];
    const middle = positions.length / 3;
    for (let axis = 0; axis < 3; axis++) {
      positions.push((mesh.positions[3 * ends[0] + axis] + mesh.positions[3 * ends[1] + axis]) / 2);
      colors?.push((colors[3 * ends[0] + axis] + colors[3 * ends[1] + axis]) >> 1);
    }
    for (const h of pair) {
      const [b, c] = [mesh.indices[nextCorner(h)], mesh.indices[lastCorner(h)]];
      triangles[nextCorner(h)] = middle;
      triangles.push(middle, b, c);
    }
  }
  return {
    ...mesh,
    positions: Float32Array.from(positions),
    indices: Uint32Array.from(triangles),
    ...(colors ? { colors: Uint8Array.from(colors) } : {}),
  };
}
