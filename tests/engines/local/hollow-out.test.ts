import { describe, expect, it } from "vitest";
import { hollowOut } from "@/lib/engines/local/hollow-out";
import { loadSimplifier } from "@/lib/engines/local/load-simplifier";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { makeBox, paintVertices } from "@/tests/support/make-solids";
import type { PrintSettings } from "@/lib/engines/settings/print";

const box = makeBox([0, 0, 0], [20, 30, 25]);
const hollow = async (mesh: Mesh, contract: PrintSettings | undefined, limit = 20_000) =>
  hollowOut(mesh, contract, limit, await loadSimplifier());

describe("hollowOut", () => {
  it("leaves alone what need not be hollow", async () => {
    expect(await hollow(box, undefined)).toEqual({ mesh: box, notes: [] });
    expect((await hollow(box, { process: "sla" })).mesh).toBe(box);
  });

  it("hollows, within its share of the triangles", async () => {
    const { mesh, notes } = await hollow(box, { hollow_mm: 3 }, 5000);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(mesh.indices.length / 3).toBeLessThanOrEqual(12 + 1000);
    expect(splitParts(mesh).count).toBe(2);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^Hollowed out behind walls of at least 3 mm: \d\.\d cm³ less\.$/);
  });

  it("drains the hollow through its floor, in colour", async () => {
    const plain = (await hollow(box, { hollow_mm: 3 })).mesh;
    const { mesh, notes } = await hollow(paintVertices(box), {
      hollow_mm: 3,
      drain_holes: 2,
      drain_hole_mm: 3,
    });
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(notes[0]).toContain("with 2 drain holes of 3 mm in the underside.");
    // One surface, outside and inside: a handle through each hole but the first.
    expect(splitParts(mesh).count).toBe(1);
    expect(2 - (mesh.positions.length / 3 - mesh.indices.length / 6)).toBe(2 * 1);
    const report = measurePrint(mesh, measureMesh(mesh));
    const missing = measureMesh(plain).volumeMm3 - report.volumeMm3;
    const wall = 3 * Math.PI * 1.5 ** 2;
    expect(missing / (2 * wall)).toBeGreaterThan(0.95);
    expect(missing / (2 * wall)).toBeLessThan(1.3);
    expect(report.selfIntersections).toBe(0);
    // No lip is left in a hole, and none cuts into the walls beside it.
    expect(report.thinnestWallMm).toBeGreaterThanOrEqual(3);
    expect(report.sizeMm).toEqual({ x: 20, y: 30, z: 25 });
    expect(mesh.colors).toHaveLength(mesh.positions.length);
  });

  it.each([
    [box, { hollow_mm: 12 }, "nowhere thick enough for a hollow behind walls of 12 mm"],
    [box, { hollow_mm: 6, drain_holes: 1, drain_hole_mm: 10 }, "with a floor for drain holes of 10 mm"],
    [box, { hollow_mm: 3, drain_holes: 4, drain_hole_mm: 7 }, "no room for 4 drain holes of 7 mm"],
    [
      { ...box, bodies: [{ name: "box", color: [1, 2, 3], firstTriangle: 0, triangleCount: 12 }] } as Mesh,
      { hollow_mm: 2 },
      "made of several bodies",
    ],
  ])("refuses what cannot be, uncharged", async (mesh, contract, words) => {
    await expect(hollow(mesh, contract)).rejects.toMatchObject({
      code: "print_contract_unmet",
      message: expect.stringContaining(words) as string,
    });
  });

  it("refuses drains without a hollow", async () => {
    await expect(hollow(box, { drain_holes: 1 })).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("hollow_mm") as string,
    });
  });
});
