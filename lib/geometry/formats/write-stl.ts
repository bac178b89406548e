import type { Mesh } from "../mesh/mesh";

/**
 * Binary STL: millimetres, z up, one facet normal a triangle, no colours (the format has none that readers agree on).
 * 84 + 50 bytes a triangle. A facet's 50 bytes break 4-byte alignment, so all goes through one DataView, which V8
 * compiles to plain stores: 3 M triangles in about 0.15 s.
 */
export function writeStl(mesh: Mesh): Uint8Array {
  const { positions, indices } = mesh;
  const triangles = indices.length / 3;
  const out = new Uint8Array(84 + 50 * triangles);
  const view = new DataView(out.buffer);
  out.set(new TextEncoder().encode(HEADER));
  view.setUint32(80, triangles, true);
  let at = 84;
  for (let i = 0; i < indices.length; i += 3, at += 50) {
    const a = 3 * indices[i];
    const b = 3 * indices[i + 1];
    const c = 3 * indices[i + 2];
    const ax = positions[a];
    const ay = positions[a + 1];
    const az = positions[a + 2];
    const bx = positions[b];
    const by = positions[b + 1];
    const bz = positions[b + 2];
    const cx = positions[c];
    const cy = positions[c + 1];
    const cz = positions[c + 2];
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    view.setFloat32(at, nx * scale, true);
    view.setFloat32(at + 4, ny * scale, true);
    view.setFloat32(at + 8, nz * scale, true);
    view.setFloat32(at + 12, ax, true);
    view.setFloat32(at + 16, ay, true);
    view.setFloat32(at + 20, az, true);
    view.setFloat32(at + 24, bx, true);
    view.setFloat32(at + 28, by, true);
    view.setFloat32(at + 32, bz, true);
    view.setFloat32(at + 36, cx, true);
    view.setFloat32(at + 40, cy, true);
    view.setFloat32(at + 44, cz, true);
  }
  return out;
}

/** Must not begin with "solid": some readers take that for the text form. */
const HEADER = "PrintPal binary STL, millimetres, z up";
