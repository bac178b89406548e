import { describe, expect, it } from "vitest";
import { sampleLayers } from "@/lib/geometry/print/sample-layers";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const thin = makeBox([0, 0, 0], [5, 5, 20]);
const thick = makeBox([20, 0, 0], [60, 40, 20]);

describe("sampleLayers", () => {
  it("finds the loops that are walked slowly, and what is filled solid within their walls", () => {
    const alone = sampleLayers(thin, 0.9);
    expect(alone.slowWallShare).toBe(1);
    expect(alone.solidMm3).toBeCloseTo(20 * (25 - 0.9 * 20), 2);
  });

  it("leaves alone what is large", () => {
    expect(sampleLayers(thick, 0.9)).toEqual({ slowWallShare: 0, solidMm3: 0 });
  });

  it("tells regions of one layer apart", () => {
    const both = sampleLayers(joinMeshes(thin, thick), 0.9);
    expect(both.slowWallShare).toBeCloseTo(20 / 180, 5);
    expect(both.solidMm3).toBeCloseTo(20 * (25 - 0.9 * 20), 2);
  });

  it("counts a hollow as less: a tube's wall is solid, however wide the tube", () => {
    const inner = makeBox([22, 2, 0], [58, 38, 20]);
    const hollow = { ...inner, indices: inner.indices.slice().reverse() };
    // 1,600 − 1,296 mm² of ring, less what 160 + 144 mm of walls take.
    const { slowWallShare, solidMm3 } = sampleLayers(joinMeshes(thick, hollow), 0.9);
    expect(slowWallShare).toBe(0);
    expect(solidMm3).toBeCloseTo(20 * (304 - 0.9 * 304), 1);
  });

  it("says nothing of what has no height", () => {
    expect(sampleLayers(makeBox([0, 0, 1], [5, 5, 1]), 0.9)).toEqual({ slowWallShare: 0, solidMm3: 0 });
  });
});
