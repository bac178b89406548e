import type { Mesh } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { isSeen } from "../texture/choose-tiles";
import { sheetSight } from "../texture/hull-texture";
import type { Sheet } from "./hull-field";

/** What a view counts for that does not see a point because something stands before it. */
const HIDDEN = 1e-6;
/** Points are looked for so many cells before the surface: a side along the sight line must not hide behind its own edge. */
const AHEAD = 3;

/**
 * Each vertex takes the colours of the views that face it and see it, the more squarely the more. A side that nobody saw
 * takes them from the views across, never from the one opposite: a second face on the back looks wrong.
 */
export function colorByViews(mesh: Mesh, sheets: readonly Sheet[]): Uint8Array {
  const { positions: p } = mesh;
  const normals = vertexNormals(mesh);
  const colors = new Uint8Array(p.length);
  const maps = sheets.map((sheet) => sheet.rgb());
  const sights = sheets.map((sheet) => ({ sight: sheetSight(mesh, sheet) }));
  const sum = new Float64Array(3);
  for (let v = 0; v < p.length; v += 3) {
    const [x, y, z] = [p[v], p[v + 1], p[v + 2]];
    let total = 0;
    sum.fill(0);
    for (let n = 0; n < sheets.length; n++) {
      const { eye, ux, uy, u0, vy, vz, v0, width, height } = sheets[n];
      const facing = normals[v] * eye[0] + normals[v + 1] * eye[1] + normals[v + 2] * eye[2];
      const seen = isSeen(
        sights[n],
        x + AHEAD * normals[v],
        y + AHEAD * normals[v + 1],
        z + AHEAD * normals[v + 2],
      );
      const weight = ((1 + facing) / 2) ** 8 * (seen ? 1 : HIDDEN);
      const column = Math.max(0, Math.min(width - 1, Math.round(ux * x + uy * y + u0)));
      const row = Math.max(0, Math.min(height - 1, Math.round(vy * y + vz * z + v0)));
      for (let c = 0; c < 3; c++) sum[c] += weight * maps[n][(row * width + column) * 3 + c];
      total += weight;
    }
    for (let c = 0; c < 3; c++) colors[v + c] = total > 0 ? sum[c] / total + 0.5 : 0;
  }
  return colors;
}
