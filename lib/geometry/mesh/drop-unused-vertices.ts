import type { Mesh } from "./mesh";

/** The same triangles over only the vertices they use, in their old order. */
export function dropUnusedVertices(mesh: Mesh): Mesh {
  const { positions, colors } = mesh;
  const renumbered = new Int32Array(positions.length / 3).fill(-1);
  for (let at = 0; at < mesh.indices.length; at++) renumbered[mesh.indices[at]] = 0;
  let used = 0;
  for (let vertex = 0; vertex < renumbered.length; vertex++)
    if (renumbered[vertex] === 0) renumbered[vertex] = used++;
  const kept: Mesh = { positions: new Float32Array(used * 3), indices: new Uint32Array(mesh.indices.length) };
  if (colors) kept.colors = new Uint8Array(used * 3);
  if (mesh.texture) kept.texture = mesh.texture;
  for (let vertex = 0; vertex < renumbered.length; vertex++) {
    const to = renumbered[vertex] * 3;
    if (to < 0) continue;
    for (let n = 0; n < 3; n++) {
      kept.positions[to + n] = positions[vertex * 3 + n];
      if (kept.colors && colors) kept.colors[to + n] = colors[vertex * 3 + n];
    }
  }
  for (let at = 0; at < mesh.indices.length; at++) kept.indices[at] = renumbered[mesh.indices[at]];
  return kept;
}
