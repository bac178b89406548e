import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { beforeAll, describe, expect, it } from "vitest";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { simplifyInParts } from "@/lib/geometry/mesh/simplify-in-parts";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { capsuleAt, functionField, sphereAt } from "@/tests/support/make-fields";
import { paintVertices } from "@/tests/support/make-solids";

const AT_ONCE = 6000;
const RADIUS = 36;
const simplify: Simplify = (...rest) => MeshoptSimplifier.simplifyWithAttributes(...rest);
let ball: Mesh;
beforeAll(async () => {
  await MeshoptSimplifier.ready;
  ball = extractSurface(functionField([80, 80, 80], sphereAt(40, 40, 40, RADIUS), 1));
});

/** What each call of the simplifier was given. */
function watched() {
  const calls: { triangles: number; vertices: number; weights: number[] }[] = [];
  const watch: Simplify = (indices, positions, stride, attributes, attributeStride, weights, ...rest) => {
    calls.push({ triangles: indices.length / 3, vertices: positions.length / stride, weights });
    return simplify(indices, positions, stride, attributes, attributeStride, weights, ...rest);
  };
  return { calls, simplify: simplifyInParts(watch, AT_ONCE) };
}

/** Mean square distance of the triangles' middles from the true sphere. */
function meanSquareError({ positions: p, indices }: Mesh): number {
  let sum = 0;
  for (let at = 0; at < indices.length; at += 3) {
    const middle = [0, 1, 2].map((k) => {
      const corners = [0, 1, 2].map((corner) => p[3 * indices[at + corner] + k]);
      return corners.reduce((a, b) => a + b) / 3 - 40;
    });
    sum += (Math.hypot(...middle) - RADIUS) ** 2;
  }
  return sum / (indices.length / 3);
}

describe("simplifyInParts", () => {
  it("never hands out more than it may, nor vertices that a part does not use", () => {
    const { calls, simplify } = watched();
    const { mesh, reduced } = decimate(ball, 2000, simplify);
    expect(reduced).toBe(true);
    expect(mesh.indices.length / 3).toBeGreaterThan(1900);
    expect(mesh.indices.length / 3).toBeLessThanOrEqual(2000);
    expect(calls).toHaveLength(Math.ceil(ball.indices.length / 3 / AT_ONCE) + 1);
    expect(calls.length).toBeGreaterThan(4);
    for (const { triangles, vertices } of calls) {
      expect(triangles).toBeLessThanOrEqual(AT_ONCE);
      expect(vertices).toBeLessThan(0.6 * triangles);
    }
  });

  it("leaves a closed ball, as round as reduced in one go", () => {
    const whole = decimate(ball, 2000, simplify).mesh;
    const parts = decimate(ball, 2000, simplifyInParts(simplify, AT_ONCE)).mesh;
    expect(findMeshFaults(parts)).toEqual([]);
    expect(signedVolume(parts) / signedVolume(whole)).toBeCloseTo(1, 3);
    expect(meanSquareError(parts)).toBeLessThan(1.15 * meanSquareError(whole));
    const again = decimate(ball, 2000, simplifyInParts(simplify, AT_ONCE)).mesh;
    expect(again.indices).toEqual(parts.indices);
  });

  it("gives the very triangles of the plain simplifier for a mesh that is small enough", () => {
    const parts = decimate(ball, 2000, simplifyInParts(simplify, ball.indices.length / 3)).mesh;
    expect(parts.indices).toEqual(decimate(ball, 2000, simplify).mesh.indices);
  });

  it("keeps room for the last reduction where much is to stay", () => {
    const { calls, simplify } = watched();
    decimate(ball, 5000, simplify);
    expect(calls[calls.length - 1].triangles).toBeGreaterThan(9000);
  });

  it("lets a colour weigh in a part what it weighs in the whole", () => {
    const rod = extractSurface(functionField([24, 24, 256], capsuleAt(12, 12, 128, 112, 9), 1));
    const { calls, simplify } = watched();
    const { mesh } = decimate(paintVertices(rod), 2000, simplify);
    expect(mesh.colors).toHaveLength(mesh.positions.length);
    const parts = calls.length - 1;
    expect(parts).toBeGreaterThan(4);
    // Each part is a piece of about the same length; the last call is given the whole.
    for (const { weights } of calls.slice(0, parts)) expect(weights[0] / (0.05 * parts)).toBeCloseTo(1, 0);
    expect(calls[parts].weights[0]).toBeCloseTo(0.05, 3);
  });

  it("holds what the caller locked, in every part", () => {
    const locked = new Uint8Array(ball.positions.length / 3);
    for (let vertex = 0; vertex < locked.length; vertex += 40) locked[vertex] = 1;
    const [kept] = simplifyInParts(simplify, AT_ONCE)(
      ball.indices,
      ball.positions,
      3,
      new Float32Array(),
      0,
      [],
      locked,
      6000,
      1,
    );
    const used = new Set(kept);
    for (let vertex = 0; vertex < locked.length; vertex += 40) expect(used.has(vertex)).toBe(true);
  });
});
