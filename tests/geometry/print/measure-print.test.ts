import { describe, expect, it } from "vitest";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const measure = (mesh: Mesh) => measurePrint(mesh, measureMesh(mesh));

describe("measurePrint", () => {
  it("adds walls, crossings, islands and error bars to what was measured on the mesh", () => {
    const post = makeBox([0, 0, 0], [10, 10, 30]);
    const report = measure(joinMeshes(post, makeBox([20, 0, 5], [30, 30, 5.6])));
    expect(report).toMatchObject({
      parts: 2,
      watertight: true,
      selfIntersections: 0,
      islands: 1,
      filamentErrorShare: 0.15,
      printTimeErrorShare: 0.3,
    });
    expect(report.thinnestWallMm).toBeCloseTo(0.6, 4);
    // The sheet's two faces of 300 mm², thinner than nylon and plastic need but not resin.
    expect(report.thinWallShare.fdm).toBeCloseTo(600 / report.areaMm2, 2);
    expect(report.thinWallShare.sla).toBe(0);
  });

  it("counts bodies that stand in each other", () => {
    const cross = joinMeshes(makeBox([0, 2, 0], [9, 5, 3]), makeBox([3, 0, 1], [6, 9, 4]));
    expect(measure(cross).selfIntersections).toBeGreaterThan(0);
  });

  it("measures an empty mesh as nothing", () => {
    const report = measure({ positions: new Float32Array(), indices: new Uint32Array() });
    expect(report).toMatchObject({ selfIntersections: 0, islands: 0, thinnestWallMm: null });
  });
});
