import type { Mesh } from "@/lib/geometry/mesh/mesh";

/** The corner of a cube: right angles at the origin, legs of one unit; volume 1/6. */
export function makeTetrahedron(): Mesh {
  return {
    positions: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]),
    indices: Uint32Array.from([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
  };
}

/** A box of twelve triangles from `low` to `high`; with `inwards`, the walls of a hollow. */
export function makeBox(low: readonly number[], high: readonly number[], inwards = false): Mesh {
  const positions = new Float32Array(24);
  for (let corner = 0; corner < 8; corner++)
    for (let axis = 0; axis < 3; axis++)
      positions[corner * 3 + axis] = ((corner >> axis) & 1 ? high : low)[axis];
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const indices = quads.flatMap(([a, b, c, d]) => (inwards ? [a, c, b, a, d, c] : [a, b, c, a, c, d]));
  return { positions, indices: Uint32Array.from(indices) };
}

/** Several meshes as one. */
export function joinMeshes(...meshes: Mesh[]): Mesh {
  let first = 0;
  const indices: number[] = [];
  for (const mesh of meshes) {
    for (const vertex of mesh.indices) indices.push(first + vertex);
    first += mesh.positions.length / 3;
  }
  return {
    positions: Float32Array.from(meshes.flatMap((mesh) => [...mesh.positions])),
    indices: Uint32Array.from(indices),
  };
}

/** Gives each vertex a colour of its own, so that a test can follow vertices through an operation. */
export function paintVertices(mesh: Mesh): Mesh {
  const colors = mesh.positions.map((_, at) => (Math.floor(at / 3) >> ((at % 3) * 8)) & 255);
  return { ...mesh, colors: Uint8Array.from(colors) };
}
