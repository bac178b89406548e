import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { hollowMesh } from "@/lib/geometry/print/hollow-mesh";
import { measureWalls } from "@/lib/geometry/print/measure-walls";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { functionField, sphereAt, torusAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox, paintVertices } from "@/tests/support/make-solids";

const ball = placeMesh(extractSurface(functionField([32, 32, 32], sphereAt(16, 16, 16, 14), 1)), {
  sizeMm: 30,
  axis: "x",
});
const ring = placeMesh(extractSurface(functionField([40, 40, 20], torusAt(20, 20, 10, 13, 5), 1)), {
  sizeMm: 60,
  axis: "x",
});

describe("hollowMesh", () => {
  it.each([
    ["a ball", ball, 2],
    ["a ring", ring, 3],
    ["a box", makeBox([0, 0, 0], [20, 30, 40]), 2.4],
  ])(
    "leaves %s closed, with walls at least as thick as was asked for and less than a cell thicker",
    (_, solid, wall) => {
      const { mesh, hollows, savedMm3 } = hollowMesh(solid, wall);
      expect(findMeshFaults(mesh)).toEqual([]);
      expect(hollows).toHaveLength(1);
      const tree = new TriangleTree(mesh);
      expect(countSelfIntersections(tree)).toBe(0);
      const { thinnestMm } = measureWalls(tree);
      expect(thinnestMm).toBeGreaterThanOrEqual(wall);
      // A cell is a sixth of the wall.
      expect(thinnestMm).toBeLessThan((wall * 7) / 6);
      const [before, after] = [measureMesh(solid), measureMesh(mesh)];
      expect(after.volumeMm3).toBeCloseTo(before.volumeMm3 - savedMm3, 1);
      expect([after.parts, after.sizeMm]).toEqual([1, before.sizeMm]);
    },
  );

  it("hollows what is thick, the largest first, and no thin sheet", () => {
    const bodies = joinMeshes(
      makeBox([0, 0, 0], [12, 12, 12]),
      makeBox([20, 0, 0], [40, 20, 20]),
      makeBox([50, 0, 0], [80, 30, 3]),
    );
    const { hollows } = hollowMesh(bodies, 2);
    expect(hollows).toHaveLength(2);
    // The larger box's comes first; its lowest point stands on the wall, and the others lie apart on the floor.
    const [[x, , z], ...others] = hollows[0].floor;
    expect(x).toBeGreaterThan(22);
    expect(z).toBeGreaterThanOrEqual(2);
    expect(z).toBeLessThan(3);
    expect(others.length).toBe(3);
    for (const point of others)
      expect(Math.abs(point[0] - x) + Math.abs(point[1] - hollows[0].floor[0][1])).toBeGreaterThan(5);
    expect(hollowMesh(bodies, 2, { most: 1 }).hollows).toHaveLength(1);
    const thin = makeBox([50, 0, 0], [80, 30, 3]);
    expect(hollowMesh(thin, 2)).toEqual({ mesh: thin, hollows: [], savedMm3: 0 });
  });

  it("keeps to the body round a hollow that is there already", () => {
    const tube = joinMeshes(makeBox([0, 0, 0], [40, 40, 40]), makeBox([10, 10, 10], [30, 30, 30], true));
    const { mesh, savedMm3 } = hollowMesh(tube, 2);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(savedMm3).toBeLessThan(36 ** 3 - 24 ** 3);
    expect(savedMm3).toBeGreaterThan(34 ** 3 - 26 ** 3 - 3000);
  });

  it("keeps colours and is the same every time", () => {
    const painted = paintVertices(makeBox([0, 0, 0], [10, 20, 30]));
    const one = hollowMesh(painted, 3).mesh;
    expect([...one.colors!.subarray(0, 24)]).toEqual([...painted.colors!]);
    expect(one.colors).toHaveLength(one.positions.length);
    const again = hollowMesh(painted, 3).mesh;
    expect(Buffer.from(again.positions.buffer).equals(Buffer.from(one.positions.buffer))).toBe(true);
  });

  it("lets the hollow's surface be reduced", () => {
    let given = 0;
    const reduce = (shell: Mesh): Mesh => ((given = shell.indices.length / 3), shell);
    const { mesh } = hollowMesh(ball, 3, { reduce });
    expect(mesh.indices.length / 3).toBe(ball.indices.length / 3 + given);
  });

  it("makes no hollow whose floor is too small for a drain", () => {
    const bodies = joinMeshes(makeBox([0, 0, 0], [20, 20, 20]), makeBox([30, 0, 0], [38, 40, 40]));
    expect(hollowMesh(bodies, 2).hollows).toHaveLength(2);
    const [only, ...others] = hollowMesh(bodies, 2, { roomMm: 4 }).hollows;
    expect(others).toEqual([]);
    for (const [x, y] of only.floor) expect(Math.max(Math.abs(x - 10), Math.abs(y - 10))).toBeLessThan(5);
  });
});
