import type { Mesh } from "../mesh/mesh";

/** Colours that lie farther apart, in any channel, are two sides of a seam and are not mixed. */
const ALIKE = 40;

/**
 * One colour for each vertex, from those that the corners round it have: their mean, weighed by area, where they are
 * alike. At a seam they are not, and a mean would be a colour that is on neither side: there the vertex has the mean of
 * the side that takes the most area.
 *
 * @param corners three sRGB bytes a corner
 */
export function colorVertices(mesh: Mesh, corners: Uint8Array): Uint8Array {
  const { indices } = mesh;
  const vertices = mesh.positions.length / 3;
  const sums = new Float32Array(4 * vertices);
  const areas = measureAreas(mesh);
  for (let corner = 0; corner < indices.length; corner++)
    add(sums, 4 * indices[corner], corners, corner, areas[(corner / 3) | 0]);
  const colors = new Uint8Array(3 * vertices);
  for (let vertex = 0; vertex < vertices; vertex++) store(colors, vertex, sums, 4 * vertex);
  for (const [vertex, around] of findSeams(indices, colors, corners))
    store(colors, vertex, widestSide(around, corners, areas), 0);
  return colors;
}

/** Red, green and blue times weight, and the weight. */
function add(sums: Float32Array, to: number, corners: Uint8Array, corner: number, weight: number): void {
  for (let c = 0; c < 3; c++) sums[to + c] += weight * corners[3 * corner + c];
  sums[to + 3] += weight;
}

function store(colors: Uint8Array, vertex: number, sums: Float32Array, from: number): void {
  for (let c = 0; c < 3; c++) colors[3 * vertex + c] = sums[from + c] / (sums[from + 3] || 1) + 0.5;
}

/** The vertices round which some corner is not like the mean, with all corners there. */
function findSeams(indices: Uint32Array, colors: Uint8Array, corners: Uint8Array): Map<number, number[]> {
  const seams = new Map<number, number[]>();
  for (let corner = 0; corner < indices.length; corner++)
    if (!isAlike(colors, 3 * indices[corner], corners, 3 * corner)) seams.set(indices[corner], []);
  if (seams.size > 0) indices.forEach((vertex, corner) => seams.get(vertex)?.push(corner));
  return seams;
}

function isAlike(one: Uint8Array, at: number, other: Uint8Array, from: number): boolean {
  for (let c = 0; c < 3; c++) if (Math.abs(one[at + c] - other[from + c]) > ALIKE) return false;
  return true;
}

/** The sums of the corners that are like the one with the most like it; the first of equals. */
function widestSide(around: readonly number[], corners: Uint8Array, areas: Float32Array): Float32Array {
  let best = new Float32Array(4);
  for (const corner of around) {
    const sums = new Float32Array(4);
    for (const other of around)
      if (isAlike(corners, 3 * corner, corners, 3 * other))
        add(sums, 0, corners, other, areas[Math.floor(other / 3)]);
    // Rounding must not decide between sides of one area.
    if (sums[3] > best[3] * 1.0001) best = sums;
  }
  return best;
}

/** Twice the area of each triangle, a little more than nothing. */
function measureAreas({ positions: p, indices }: Mesh): Float32Array {
  const areas = new Float32Array(indices.length / 3);
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [3 * indices[at], 3 * indices[at + 1], 3 * indices[at + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    areas[at / 3] = Math.sqrt(x * x + y * y + z * z) + 1e-12;
  }
  return areas;
}
