import type { Mesh, MeshBody } from "@/lib/geometry/mesh/mesh";

export interface ColoredSolid {
  mesh: Mesh;
  color: [number, number, number];
  /** Instead of its place and colour. */
  name?: string;
}

/** Closed solids as the bodies of one mesh, named by their place and colour where they have no name. */
export function joinBodies(solids: ColoredSolid[]): Mesh {
  const positions = new Float32Array(solids.reduce((sum, { mesh }) => sum + mesh.positions.length, 0));
  const indices = new Uint32Array(solids.reduce((sum, { mesh }) => sum + mesh.indices.length, 0));
  const colors = new Uint8Array(positions.length);
  const bodies: MeshBody[] = [];
  let [vertex, corner] = [0, 0];
  solids.forEach(({ mesh, color, name }, n) => {
    positions.set(mesh.positions, 3 * vertex);
    for (let at = 0; at < mesh.indices.length; at++) indices[corner + at] = mesh.indices[at] + vertex;
    for (let at = 0; at < mesh.positions.length; at++)
      colors[3 * vertex + at] = mesh.colors?.[at] ?? color[at % 3];
    bodies.push({
      name: name ?? `${n + 1} ${hexOf(color)}`,
      color,
      firstTriangle: corner / 3,
      triangleCount: mesh.indices.length / 3,
    });
    vertex += mesh.positions.length / 3;
    corner += mesh.indices.length;
  });
  return { positions, indices, colors, bodies };
}

export const hexOf = (color: readonly number[]): string =>
  `#${color.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
