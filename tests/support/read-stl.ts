import type { Mesh } from "@/lib/geometry/mesh/mesh";

/**
 * Reads a binary STL as a slicer does: corners at the very same place are one vertex. Throws where the length does not
 * fit the number of triangles.
 */
export function readStl(bytes: Uint8Array): Mesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const triangles = view.getUint32(80, true);
  if (bytes.length !== 84 + 50 * triangles)
    throw new Error(`${bytes.length} bytes for ${triangles} triangles`);
  const known = new Map<string, number>();
  const positions: number[] = [];
  const indices = new Uint32Array(triangles * 3);
  for (let corner = 0; corner < indices.length; corner++) {
    const at = 84 + 50 * Math.floor(corner / 3) + 12 + 12 * (corner % 3);
    const point = [0, 4, 8].map((offset) => view.getFloat32(at + offset, true));
    const name = point.join();
    let vertex = known.get(name);
    if (vertex === undefined) {
      vertex = known.size;
      known.set(name, vertex);
      positions.push(...point);
    }
    indices[corner] = vertex;
  }
  return { positions: new Float32Array(positions), indices };
}
