import { describe, expect, it } from "vitest";
import { refuseTouching, refuseUnsound } from "@/lib/engines/local/refuse-unsound";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { joinMeshes, makeBox } from "../../support/make-solids";

describe("refuseUnsound", () => {
  const box = makeBox([0, 0, 0], [10, 10, 10]);

  it("lets a closed box through", () => {
    expect(refuseUnsound(measureMesh(box)).volumeMm3).toBeCloseTo(1000, 3);
  });

  it("stops an open one, one turned inside out, one without thickness or numbers, and nothing at all", () => {
    const open = { ...box, indices: box.indices.slice(3) };
    const inwards = makeBox([0, 0, 0], [10, 10, 10], true);
    const nothing = { positions: new Float32Array(0), indices: new Uint32Array(0) };
    const flat = makeBox([0, 0, 0], [10, 10, 0]);
    const broken = { ...box, positions: box.positions.map((value, at) => (at === 4 ? NaN : value)) };
    for (const mesh of [open, inwards, nothing, flat, broken])
      expect(() => refuseUnsound(measureMesh(mesh))).toThrow(
        expect.objectContaining({ code: "engine_failed" }),
      );
  });

  it("parts what touches, and stops what cannot be parted", () => {
    const parted = refuseTouching(joinMeshes(box, makeBox([10, 10, 0], [20, 20, 10])));
    expect(parted.positions[0]).toBe(0);
    expect(refuseTouching(box)).toBe(box);
    const notANumber = joinMeshes(box, box, { ...box, positions: box.positions.map(() => NaN) });
    expect(() => refuseTouching(notANumber)).toThrow(expect.objectContaining({ code: "engine_failed" }));
  });
});
