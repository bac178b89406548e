import { decimate, type Simplify } from "./decimate";
import type { Mesh, MeshBody } from "./mesh";
import { pickBody } from "./pick-body";

/**
 * Reduces bodies that share no borders to about `targetTriangles` together, each by the same share and by itself, so that
 * each stays closed and manifold. A body that cannot be reduced soundly stays as it is.
 */
export function decimateBodies(
  mesh: Mesh,
  bodies: readonly MeshBody[],
  targetTriangles: number,
  simplify: Simplify,
): Mesh {
  const share = (3 * targetTriangles) / mesh.indices.length;
  if (share >= 1) return mesh;
  const parts = bodies.map(
    (body) => decimate(pickBody(mesh, body), share * body.triangleCount, simplify).mesh,
  );
  const positions = new Float32Array(parts.reduce((sum, part) => sum + part.positions.length, 0));
  const indices = new Uint32Array(parts.reduce((sum, part) => sum + part.indices.length, 0));
  const colors = mesh.colors && new Uint8Array(positions.length);
  let [value, corner] = [0, 0];
  const kept = parts.map((part, n): MeshBody => {
    positions.set(part.positions, value);
    if (part.colors) colors?.set(part.colors, value);
    for (let at = 0; at < part.indices.length; at++) indices[corner + at] = part.indices[at] + value / 3;
    const body = { ...bodies[n], firstTriangle: corner / 3, triangleCount: part.indices.length / 3 };
    value += part.positions.length;
    corner += part.indices.length;
    return body;
  });
  return { ...mesh, positions, indices, bodies: kept, ...(colors ? { colors } : {}) };
}
