import { expect, it } from "vitest";
import { loadSimplifier } from "@/lib/engines/local/load-simplifier";
import { decimateBodies } from "@/lib/geometry/mesh/decimate-bodies";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { pickBody } from "@/lib/geometry/mesh/pick-body";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";

/** A ball of so many rings, standing off by x. */
function ball(x: number, rings: number): Mesh {
  const around = 2 * rings;
  const positions = [x, 0, 10];
  for (let ring = 1; ring < rings; ring++)
    for (let n = 0; n < around; n++) {
      const [polar, turn] = [(Math.PI * ring) / rings, (2 * Math.PI * n) / around];
      const radius = 10 * Math.sin(polar);
      positions.push(x + radius * Math.cos(turn), radius * Math.sin(turn), 10 * Math.cos(polar));
    }
  positions.push(x, 0, -10);
  const last = positions.length / 3 - 1;
  const at = (ring: number, n: number): number => 1 + (ring - 1) * around + (n % around);
  const indices: number[] = [];
  for (let n = 0; n < around; n++) {
    indices.push(0, at(1, n), at(1, n + 1), last, at(rings - 1, n + 1), at(rings - 1, n));
    for (let ring = 1; ring < rings - 1; ring++)
      indices.push(
        at(ring, n),
        at(ring + 1, n),
        at(ring + 1, n + 1),
        at(ring, n),
        at(ring + 1, n + 1),
        at(ring, n + 1),
      );
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(indices) };
}

it("shares the triangles by size, and leaves each body closed, in its colour and of its volume", async () => {
  const [large, small] = [ball(0, 40), ball(30, 20)];
  const first = large.positions.length / 3;
  const mesh: Mesh = {
    positions: Float32Array.from([...large.positions, ...small.positions]),
    indices: Uint32Array.from([...large.indices, ...small.indices.map((vertex) => vertex + first)]),
    colors: Uint8Array.from({ length: large.positions.length + small.positions.length }, (_, at) =>
      at < large.positions.length ? 200 : 90,
    ),
    bodies: [
      { name: "large", color: [200, 200, 200], firstTriangle: 0, triangleCount: large.indices.length / 3 },
      {
        name: "small",
        color: [90, 90, 90],
        firstTriangle: large.indices.length / 3,
        triangleCount: small.indices.length / 3,
      },
    ],
  };
  const simplify = await loadSimplifier();
  const reduced = decimateBodies(mesh, mesh.bodies!, 2000, simplify);
  expect(reduced.indices.length / 3).toBeLessThanOrEqual(2000);
  expect(reduced.bodies!.map(({ name }) => name)).toEqual(["large", "small"]);
  const [a, b] = reduced.bodies!;
  expect(a.triangleCount / b.triangleCount).toBeCloseTo(large.indices.length / small.indices.length, 0);
  expect(b.firstTriangle).toBe(a.triangleCount);
  reduced.bodies!.forEach((body, n) => {
    const part = pickBody(reduced, body);
    expect(findMeshFaults(part)).toEqual([]);
    expect(signedVolume(part) / signedVolume([large, small][n])).toBeCloseTo(1, 1);
    expect(new Set(part.colors)).toEqual(new Set([body.color[0]]));
  });
  expect(decimateBodies(mesh, mesh.bodies!, 1e6, simplify)).toBe(mesh);
});
