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

  // Every directed edge once, and its opposite once: closed, oriented, two triangles an edge.
  const across = new Map<number, number>();
  const { indices } = mesh;
  for (let at = 0; at < indices.length; at++) {
    const from = indices[at];
    const next = at % 3 === 2 ? at - 2 : at + 1;
    const key = from * vertices + indices[next];
    if (from === indices[next]) faults.push(`triangle ${Math.floor(at / 3)} repeats vertex ${from}`);
    if (across.has(key)) faults.push(`edge ${from}-${indices[next]} is walked twice in one direction`);
    across.set(key, at);
  }
  for (const key of across.keys()) {
    const from = Math.floor(key / vertices);
    const to = key % vertices;
    if (!across.has(to * vertices + from)) faults.push(`edge ${from}-${to} is open`);
  }
  if (faults.length > 0) return faults.slice(0, 8);

  // Walking round each vertex from one of its triangles must meet all of them: a single umbrella.
  const degree = new Uint32Array(vertices);
  for (const vertex of indices) degree[vertex]++;
  const walked = new Uint8Array(vertices);
  for (let start = 0; start < indices.length; start++) {
    const centre = indices[start];
    if (walked[centre]) continue;
    walked[centre] = 1;
    let corner = start;
    let steps = 0;
    do {
      const previous = indices[corner % 3 === 0 ? corner + 2 : corner - 1];
      corner = across.get(centre * vertices + previous) ?? start;
      steps++;
    } while (corner !== start && steps <= degree[centre]);
    if (steps !== degree[centre]) faults.push(`vertex ${centre} joins more than one sheet`);
    if (steps < 3) faults.push(`vertex ${centre} joins only ${steps} triangles`);
  }
  if (walked.includes(0)) faults.push("a vertex belongs to no triangle");
  if (indices.length > 0 && !(signedVolume(mesh) > 0)) faults.push("the mesh encloses no positive volume");
  return faults.slice(0, 8);
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
