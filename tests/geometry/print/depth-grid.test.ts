import { describe, expect, it } from "vitest";
import { measureDepths } from "@/lib/geometry/print/depth-grid";
import { makeBox } from "../../support/make-solids";

describe("measureDepths", () => {
  it("tells the distance to the nearest side to a hundredth of a step between the depths asked for, bisectors included", () => {
    const sides = [20.3, 17.7, 12.9];
    const { size, origin, stepMm, depthsMm } = measureDepths(makeBox([0, 0, 0], sides), 0.5, [1, 4]);
    let asked = 0;
    let worst = 0;
    let above = 0;
    for (let at = 0; at < depthsMm.length; at++) {
      const place = [at % size[0], Math.floor(at / size[0]) % size[1], Math.floor(at / (size[0] * size[1]))];
      const point = place.map((n, axis) => origin[axis] + n * stepMm);
      const depth = Math.min(...point.map((value, axis) => Math.min(value, sides[axis] - value)));
      above = Math.max(above, depthsMm[at] - Math.max(depth, -stepMm));
      if (depth < 1 || depth > 4) continue;
      asked++;
      worst = Math.max(worst, Math.abs(depthsMm[at] - depth));
    }
    expect(asked).toBeGreaterThan(10_000);
    expect(worst).toBeLessThan(0.01 * stepMm);
    // Nowhere is a wall taken for thicker than it is.
    expect(above).toBeLessThan(0.01 * stepMm);
  });
});
