import type { Mesh } from "../mesh/mesh";

/** Binary little-endian PLY: millimetres, z up; `red green blue` bytes per vertex where the mesh has colours. */
export function writePly(mesh: Mesh): Uint8Array {
  const { positions, indices, colors } = mesh;
  const vertices = positions.length / 3;
  const triangles = indices.length / 3;
  const header = new TextEncoder().encode(
    [
      "ply",
      "format binary_little_endian 1.0",
      "comment PrintPal, millimetres, z up",
      `element vertex ${vertices}`,
      ...["x", "y", "z"].map((axis) => `property float ${axis}`),
      ...(colors ? ["red", "green", "blue"].map((channel) => `property uchar ${channel}`) : []),
      `element face ${triangles}`,
      "property list uchar int vertex_indices",
      "end_header\n",
    ].join("\n"),
  );
  const vertexBytes = colors ? 15 : 12;
  const out = new Uint8Array(header.length + vertexBytes * vertices + 13 * triangles);
  const view = new DataView(out.buffer);
  out.set(header);
  let at = header.length;
  for (let i = 0; i < positions.length; i += 3, at += vertexBytes) {
    view.setFloat32(at, positions[i], true);
    view.setFloat32(at + 4, positions[i + 1], true);
    view.setFloat32(at + 8, positions[i + 2], true);
    if (colors) {
      out[at + 12] = colors[i];
      out[at + 13] = colors[i + 1];
      out[at + 14] = colors[i + 2];
    }
  }
  for (let i = 0; i < indices.length; i += 3, at += 13) {
    out[at] = 3;
    view.setUint32(at + 1, indices[i], true);
    view.setUint32(at + 5, indices[i + 1], true);
    view.setUint32(at + 9, indices[i + 2], true);
  }
  return out;
}
