import type { Mesh } from "@/lib/geometry/mesh/mesh";

/** What is wrong with a mesh, in words; empty for a closed, manifold, outward mesh of positive volume. */
export function findMeshFaults(mesh: Mesh): string[] {
  const faults: string[] = [];
  const vertices = mesh.positions.length / 3;
  if (mesh.indices.length % 3 !== 0) faults.push("indices are not a whole number of triangles");
  if (mesh.indices.some((vertex) => vertex >= vertices)) faults.push("an index points past the vertices");
  if (mesh.positions.some((value) => !Number.isFinite(value))) faults.push("a position is not finite");
  if (mesh.colors && mesh.colors.length !== mesh.positions.length) faults.push("colours do not fit");
  if (faults.length > 0) return faults;

  const { indices } = mesh;
  const { cornersOf, firstOf } = sortCorners(indices, vertices);
  const nextOf = (corner: number): number => indices[corner % 3 === 2 ? corner - 2 : corner + 1];
  /** The corner at `from` whose triangle goes on to `to`; −1 where none does. */
  const across = (from: number, to: number): number => {
    for (let n = firstOf[from]; n < firstOf[from + 1]; n++)
      if (nextOf(cornersOf[n]) === to) return cornersOf[n];
    return -1;
  };

  // Every directed edge once, and its opposite once: closed, oriented, two triangles an edge.
  for (let corner = 0; corner < indices.length; corner++) {
    const from = indices[corner];
    const to = nextOf(corner);
    if (from === to) faults.push(`triangle ${Math.floor(corner / 3)} repeats vertex ${from}`);
    if (across(from, to) !== corner) faults.push(`edge ${from}-${to} is walked twice in one direction`);
    if (across(to, from) < 0) faults.push(`edge ${from}-${to} is open`);
  }
  if (faults.length > 0) return faults.slice(0, 8);

  // Walking round each vertex from one of its triangles must meet all of them: a single umbrella.
  const walked = new Uint8Array(vertices);
  for (let start = 0; start < indices.length; start++) {
    const centre = indices[start];
    if (walked[centre]) continue;
    walked[centre] = 1;
    const degree = firstOf[centre + 1] - firstOf[centre];
    let corner = start;
    let steps = 0;
    do {
      corner = across(centre, indices[corner % 3 === 0 ? corner + 2 : corner - 1]);
      steps++;
    } while (corner !== start && steps <= degree);
    if (steps !== degree) faults.push(`vertex ${centre} joins more than one sheet`);
    if (steps < 3) faults.push(`vertex ${centre} joins only ${steps} triangles`);
  }
  if (walked.includes(0)) faults.push("a vertex belongs to no triangle");
  if (indices.length > 0 && !(signedVolume(mesh) > 0)) faults.push("the mesh encloses no positive volume");
  return faults.slice(0, 8);
}

/** Corners by their vertex, in order: those of vertex v stand from `firstOf[v]` on. */
function sortCorners(indices: Mesh["indices"], vertices: number) {
  const firstOf = new Uint32Array(vertices + 1);
  for (const vertex of indices) firstOf[vertex + 1]++;
  for (let v = 0; v < vertices; v++) firstOf[v + 1] += firstOf[v];
  const place = firstOf.slice();
  const cornersOf = new Uint32Array(indices.length);
  indices.forEach((vertex, corner) => (cornersOf[place[vertex]++] = corner));
  return { cornersOf, firstOf };
}

/** Volume by the divergence theorem; positive for counter-clockwise triangles. */
export function signedVolume({ positions: p, indices }: Mesh): number {
  let six = 0;
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [indices[at] * 3, indices[at + 1] * 3, indices[at + 2] * 3];
    six += p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]);
    six += p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]);
    six += p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c]);
  }
  return six / 6;
}
