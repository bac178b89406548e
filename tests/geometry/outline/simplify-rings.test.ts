import earcut from "earcut";
import { describe, expect, it } from "vitest";
import { extrudeRings, groupRings } from "@/lib/geometry/outline/extrude-rings";
import { measureRings } from "@/lib/geometry/outline/rings";
import { simplifyRings } from "@/lib/geometry/outline/simplify-rings";
import { traceRings } from "@/lib/geometry/outline/trace-rings";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";

describe("simplifyRings", () => {
  it("keeps the corners of a square and drops what lies between them", () => {
    const points = Float64Array.of(0, 0, 1, 0.1, 2, 0, 2, 1, 2, 2, 1, 2, 0, 2, 0, 1);
    const simple = simplifyRings({ points, starts: Uint32Array.of(0, 8) }, 0.2);
    expect([...simple.points]).toEqual([0, 0, 2, 0, 2, 2, 0, 2]);
  });

  it("keeps three points of a ring smaller than the tolerance", () => {
    const rings = traceRings(Uint8Array.of(255, 255), 2, 1);
    expect(simplifyRings(rings, 50).starts[1]).toBeGreaterThanOrEqual(3);
  });

  it("does not let a hole through the wall that a wide tolerance would flatten", () => {
    // A bump of height 1 with a hole in it: flattening the bump would leave the hole outside.
    const outer = [0, 0, 10, 0, 10, 4, 6, 4, 5, 5, 4, 4, 0, 4];
    const hole = [5, 4.1, 4.8, 4.4, 5.2, 4.4];
    const rings = { points: Float64Array.of(...outer, ...hole), starts: Uint32Array.of(0, 7, 10) };
    expect(groupRings(simplifyRings(rings, 1.5))).toEqual([[0, 1]]);
  });

  it("keeps 150 random masks closed at ten times the usual tolerance", () => {
    let seed = 7;
    const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const faults: string[] = [];
    for (let round = 0; round < 150; round++) {
      const [width, height] = [2 + Math.floor(random() * 14), 2 + Math.floor(random() * 14)];
      const mask = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 256));
      const rings = traceRings(mask, width, height);
      if (rings.starts.length === 1) continue;
      const simple = simplifyRings(rings, 2);
      const mesh = extrudeRings(simple, 2, earcut);
      faults.push(...findMeshFaults(mesh).map((fault) => `${round}: ${fault}`));
      const area = measureRings(simple).reduce((sum, ring) => sum + ring, 0);
      if (Math.abs(signedVolume(mesh) - 2 * area) > 1e-3) faults.push(`${round}: volume`);
    }
    expect(faults).toEqual([]);
  });
});
