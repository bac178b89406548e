import { describe, expect, it } from "vitest";
import { refuseUnsound } from "@/lib/engines/local/refuse-unsound";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { makeBox } from "../../support/make-solids";

describe("refuseUnsound", () => {
  const box = makeBox([0, 0, 0], [10, 10, 10]);

  it("lets a closed box through", () => {
    expect(refuseUnsound(measureMesh(box)).volumeMm3).toBeCloseTo(1000, 3);
  });

  it("stops an open one, one turned inside out, and nothing at all", () => {
    const open = { ...box, indices: box.indices.slice(3) };
    const inwards = makeBox([0, 0, 0], [10, 10, 10], true);
    const nothing = { positions: new Float32Array(0), indices: new Uint32Array(0) };
    for (const mesh of [open, inwards, nothing])
      expect(() => refuseUnsound(measureMesh(mesh))).toThrow(
        expect.objectContaining({ code: "engine_failed" }),
      );
  });
});
