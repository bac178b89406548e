import { describe, expect, it } from "vitest";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { signedVolume } from "@/tests/support/check-closed-mesh";
import { makeBox, paintVertices } from "@/tests/support/make-solids";

const box = makeBox([3, -7, 100], [5, -3, 110]);

describe("placeMesh", () => {
  it.each([
    ["longest", 50, [10, 20, 50]],
    ["x", 20, [20, 40, 100]],
    ["y", 40, [20, 40, 100]],
    ["z", 5, [1, 2, 5]],
  ] as const)("scales the %s axis to %i mm, centred on the bed", (axis, sizeMm, [x, y, z]) => {
    const placed = placeMesh(box, { sizeMm, axis });
    expect(measureBounds(placed)).toEqual({ low: [-x / 2, -y / 2, 0], high: [x / 2, y / 2, z] });
    expect(signedVolume(placed)).toBeCloseTo(x * y * z, 1);
  });

  it("keeps colours and leaves the given mesh alone", () => {
    const painted = paintVertices(makeBox([3, -7, 100], [5, -3, 110]));
    const placed = placeMesh(painted, { sizeMm: 1, axis: "x" });
    expect(placed.colors).toEqual(painted.colors);
    expect(painted.positions).toEqual(box.positions);
  });

  it("overwrites the given positions when asked to, with the same numbers", () => {
    const own = makeBox([3, -7, 100], [5, -3, 110]);
    const placed = placeMesh(own, { sizeMm: 5, axis: "z", inPlace: true });
    expect(placed.positions).toBe(own.positions);
    expect(placed.positions).toEqual(placeMesh(box, { sizeMm: 5, axis: "z" }).positions);
  });

  it("refuses sizes that are none, and axes without extent", () => {
    for (const sizeMm of [0, -1, NaN, Infinity])
      expect(() => placeMesh(box, { sizeMm, axis: "x" })).toThrow(RangeError);
    expect(() => placeMesh(makeBox([0, 0, 0], [1, 1, 0]), { sizeMm: 5, axis: "z" })).toThrow(
      "no extent along its z",
    );
  });

  it("places nothing as nothing", () => {
    const empty = { positions: new Float32Array(), indices: new Uint32Array() };
    expect(placeMesh(empty, { sizeMm: 5, axis: "longest" }).positions).toHaveLength(0);
    expect(measureBounds(empty)).toEqual({ low: [0, 0, 0], high: [0, 0, 0] });
  });
});
