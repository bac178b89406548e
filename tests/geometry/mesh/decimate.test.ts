import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { beforeAll, describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { functionField, makeRandom, sphereAt, volumeField } from "@/tests/support/make-fields";
import { joinMeshes, makeBox, paintVertices } from "@/tests/support/make-solids";

const simplify: Simplify = (...rest) => MeshoptSimplifier.simplifyWithAttributes(...rest);
const ball = () => extractSurface(functionField([64, 64, 64], sphereAt(31, 32, 33, 28), 1));

/** Waves in three directions: handles, necks and thin places, where plain reductions pinch. */
function waves(seed: number): Mesh {
  const random = makeRandom(seed);
  const [a, b, c, d] = [random(), random(), random(), random()].map((value) => value * 6);
  const at = (x: number, y: number, z: number) =>
    Math.sin(x * 0.31 + a) +
    Math.sin(y * 0.33 + b) +
    Math.sin(z * 0.29 + c) +
    0.9 * Math.sin((x + y) * 0.23 + d);
  return extractSurface(functionField([40, 40, 40], at));
}

beforeAll(() => MeshoptSimplifier.ready);

describe("decimate", () => {
  it("reduces a ball to the wanted size and keeps its shape", () => {
    const mesh = ball();
    const { mesh: small, rounds, reduced } = decimate(mesh, 2000, simplify);
    expect({ rounds, reduced }).toEqual({ rounds: 1, reduced: true });
    expect(small.indices.length / 3).toBeLessThanOrEqual(2000);
    expect(small.indices.length / 3).toBeGreaterThan(1900);
    expect(findMeshFaults(small)).toEqual([]);
    expect(Math.abs(signedVolume(small) / signedVolume(mesh) - 1)).toBeLessThan(0.01);
    const [before, after] = [measureBounds(mesh), measureBounds(small)];
    for (let axis = 0; axis < 3; axis++)
      expect(Math.abs(after.low[axis] - before.low[axis])).toBeLessThan(0.3);
  });

  it("returns a mesh that is small enough as it is", () => {
    const mesh = ball();
    const result = decimate(mesh, mesh.indices.length / 3, simplify);
    expect(result).toEqual({ mesh, rounds: 0, reduced: false });
    expect(result.mesh).toBe(mesh);
  });

  it("keeps the colour of every vertex it keeps", () => {
    const mesh = paintVertices(ball());
    const { mesh: small } = decimate(mesh, 1500, simplify);
    const { colors = [] } = small;
    expect(colors).toHaveLength(small.positions.length);
    for (let at = 0; at < small.positions.length; at += 3) {
      const from = (colors[at] + colors[at + 1] * 256 + colors[at + 2] * 65536) * 3;
      expect([...small.positions.slice(at, at + 3)]).toEqual([...mesh.positions.slice(from, from + 3)]);
    }
  });

  it("gives the same bytes every time", () => {
    const results = [0, 1].map(() => decimate(waves(3), 4000, simplify).mesh);
    expect(results[0].indices).toEqual(results[1].indices);
    expect(results[0].positions).toEqual(results[1].positions);
  });

  it("never pinches a surface, however hard it is reduced", () => {
    let plainFaults = 0;
    let retries = 0;
    const random = makeRandom(11);
    const noise = volumeField(
      [24, 24, 24],
      new Float32Array(24 ** 3).map(() => 0.5 - random()),
    );
    for (const mesh of [waves(1), waves(2), waves(3), extractSurface(noise)])
      for (const share of [0.6, 0.3, 0.1, 0.03, 0.002]) {
        const target = Math.floor((mesh.indices.length / 3) * share);
        const [plain] = simplify(
          mesh.indices,
          mesh.positions,
          3,
          new Float32Array(),
          0,
          [],
          null,
          target * 3,
          1,
        );
        if (!checkManifold({ ...mesh, indices: plain }).manifold) plainFaults++;
        const result = decimate(mesh, target, simplify);
        expect(findMeshFaults(result.mesh)).toEqual([]);
        expect(result.reduced).toBe(result.mesh !== mesh);
        if (result.rounds > 1) retries++;
      }
    // Without these the test would prove nothing.
    expect(plainFaults).toBeGreaterThan(5);
    expect(retries).toBeGreaterThan(1);
  });

  it("reduces plane faces without leaving triangles on a line", () => {
    const slab = functionField([60, 60, 30], (x, y, z) =>
      Math.min(x - 9.3, 50 - x, y - 10, 48 - y, z - 5, 20 - z),
    );
    const mesh = extractSurface(slab);
    for (const share of [0.5, 0.2, 0.05]) {
      const result = decimate(mesh, (mesh.indices.length / 3) * share, simplify);
      expect(result).toMatchObject({ rounds: 1, reduced: true });
      expect(checkManifold(result.mesh)).toMatchObject({
        watertight: true,
        manifold: true,
        degenerateTriangles: 0,
      });
    }
  });

  it("drops a flap of two folded triangles without another round", () => {
    const mesh = ball();
    const flapping: Simplify = (...rest) => {
      const [indices, error] = simplify(...rest);
      const kept = new Set(indices);
      const tip = mesh.indices.find((vertex) => !kept.has(vertex)) ?? 0;
      const [a, b] = indices;
      return [Uint32Array.from([...indices, a, b, tip, b, a, tip]), error];
    };
    const result = decimate(mesh, 1000, flapping);
    expect(result.rounds).toBe(1);
    expect(result.mesh).toEqual(decimate(mesh, 1000, simplify).mesh);
  });

  it("gives sheets that stay pinched vertices of their own, after one retry", () => {
    const pinched = weldVertices(joinMeshes(makeBox([0, 0, 0], [2, 2, 2]), makeBox([2, 2, 0], [4, 4, 2])));
    expect(checkManifold(pinched)).toMatchObject({ nonManifoldEdges: 1 });
    const mesh = joinMeshes(pinched, makeBox([9, 9, 9], [11, 11, 11]));
    const stubborn: Simplify = () => [mesh.indices.slice(0, pinched.indices.length), 0];
    const result = decimate(mesh, pinched.indices.length / 3, stubborn);
    expect([result.rounds, result.reduced]).toEqual([2, true]);
    expect(findMeshFaults(result.mesh)).toEqual([]);
    expect(signedVolume(result.mesh)).toBeCloseTo(16, 5);
  });

  it("gives up after three retries and returns the mesh it was given", () => {
    const mesh = ball();
    const locks: number[] = [];
    const broken: Simplify = (indices, _p, _s, _a, _as, _w, locked, target) => {
      locks.push(locked?.reduce((sum, lock) => sum + lock, 0) ?? 0);
      return [indices.slice(0, target), 0];
    };
    const result = decimate(mesh, 1000, broken);
    expect(result).toEqual({ mesh, rounds: 4, reduced: false });
    expect(result.mesh).toBe(mesh);
    expect(locks[0]).toBe(0);
    for (let round = 1; round < 4; round++) expect(locks[round]).toBeGreaterThan(locks[round - 1]);
  });
});
