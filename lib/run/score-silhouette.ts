import { frameSubject } from "@/lib/geometry/field/frame-subject";
import type { Raster } from "@/lib/geometry/image/raster";
import type { Mesh } from "@/lib/geometry/mesh/mesh";

/**
 * How far the front view of a figure's mesh, still in lattice units, covers what its mask does: the area that both share
 * over the area of either, pixel by pixel of the picture.
 */
export function scoreSilhouette(mesh: Mesh, raster: Raster, mask: Uint8Array, resolution: number): number {
  const { window, height } = frameSubject(raster, mask, resolution);
  const { positions } = mesh;
  const columns = new Float64Array(positions.length / 3);
  const rows = new Float64Array(positions.length / 3);
  for (let v = 0; v < columns.length; v++) {
    columns[v] = window.x + (positions[3 * v] + 0.5) * window.step - 0.5;
    rows[v] = window.y + (height - 1 - positions[3 * v + 2] + 0.5) * window.step - 0.5;
  }
  const seen = fillTriangles(mesh.indices, columns, rows, raster.width, raster.height);
  let both = 0;
  let any = 0;
  for (let i = 0; i < mask.length; i++) {
    if (seen[i] && mask[i] >= 128) both++;
    if (seen[i] || mask[i] >= 128) any++;
  }
  return both / (any || 1);
}

/** 1 at each pixel whose centre lies in a triangle that faces the viewer. */
function fillTriangles(
  indices: Uint32Array,
  columns: Float64Array,
  rows: Float64Array,
  width: number,
  height: number,
): Uint8Array {
  const seen = new Uint8Array(width * height);
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t], indices[t + 1], indices[t + 2]];
    const [ax, ay, bx, by, cx, cy] = [columns[a], rows[a], columns[b], rows[b], columns[c], rows[c]];
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    // Rows run down: what faces the viewer turns the other way round.
    if (area >= 0) continue;
    const [top, bottom] = [
      Math.max(0, Math.ceil(Math.min(ay, by, cy))),
      Math.min(height - 1, Math.max(ay, by, cy)),
    ];
    const [left, right] = [
      Math.max(0, Math.ceil(Math.min(ax, bx, cx))),
      Math.min(width - 1, Math.max(ax, bx, cx)),
    ];
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const u = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
        const v = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
        if (u >= -1e-6 && v >= -1e-6 && u + v <= 1 + 1e-6) seen[y * width + x] = 1;
      }
  }
  return seen;
}
