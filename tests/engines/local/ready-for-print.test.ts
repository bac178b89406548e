import { describe, expect, it } from "vitest";
import { loadSimplifier } from "@/lib/engines/local/load-simplifier";
import { readyForPrint } from "@/lib/engines/local/ready-for-print";
import type { EngineJob } from "@/lib/engines";
import type { PrintSettings } from "@/lib/engines/settings/print";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { FilamentSwap } from "@/lib/geometry/mesh/print-report";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { functionField, sphereAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox, paintVertices } from "@/tests/support/make-solids";

const ball = paintVertices(
  placeMesh(extractSurface(functionField([20, 20, 20], sphereAt(10, 10, 10, 8), 1)), {
    sizeMm: 40,
    axis: "z",
  }),
);
async function ready(mesh: Mesh, print: PrintSettings, sizeMm = 40, swaps?: FilamentSwap[]) {
  const job = { maxTriangles: 20_000, settings: { print } } as EngineJob;
  const done = await readyForPrint(mesh, job, { sizeMm, sizeAxis: "z", swaps }, await loadSimplifier());
  expect(findMeshFaults(done.mesh)).toEqual([]);
  return { ...done, report: measureMesh(done.mesh) };
}

describe("readyForPrint", () => {
  it("does nothing where nothing is asked for", async () => {
    const box = makeBox([0, 0, 0], [9, 9, 9]);
    for (const print of [{}, { base: "none" }, { orientation: "keep" }] as const)
      expect(await ready(box, print)).toMatchObject({ mesh: box, notes: [] });
  });

  it("cuts a ball flat, and keeps its height and colours", async () => {
    const { mesh, report, notes } = await ready(ball, { base: "flat" });
    // A twenty-fifth of the footprint's box.
    expect(report.bedContactMm2).toBeGreaterThan(0.08 * 40 * 40);
    expect(report.bedContactMm2).toBeLessThan(0.12 * 40 * 40);
    expect(report.sizeMm.z).toBeCloseTo(40, 3);
    expect(mesh.colors).toHaveLength(mesh.positions.length);
    expect(notes).toEqual([expect.stringMatching(/^The lowest 1\.\d mm were cut off/)]);
  });

  it.each(["disc", "plate"] as const)("sets a ball on a %s", async (base) => {
    const { report, notes } = await ready(ball, { base });
    expect(report.parts).toBe(1);
    expect(report.sizeMm.z).toBeCloseTo(40, 3);
    expect(report.bedContactMm2).toBeGreaterThan(500);
    expect(report.bedContactMm2).toBeLessThan(1600);
    expect(notes).toEqual([`It stands on a ${base}, which counts towards its size.`]);
  });

  it("turns, and keeps the scale", async () => {
    const table = joinMeshes(makeBox([0, 0, 20], [40, 30, 24]), makeBox([4, 4, 0], [8, 8, 19.9]));
    const { report, notes } = await ready(table, { orientation: "auto" }, 24);
    expect(report.sizeMm.x).toBeCloseTo(40, 3);
    expect(report.sizeMm.z).toBeCloseTo(24, 3);
    expect(report.bedContactMm2).toBeCloseTo(1200, 1);
    expect(notes[0]).toMatch(/overhangs take \d+ % of its surface instead of \d+ %\.$/);
    const box = makeBox([0, 0, 0], [20, 20, 18]);
    expect((await ready(box, { orientation: "auto" }, 18)).mesh).toBe(box);
  });

  it("leaves a stack of colours as it stands, and says why", async () => {
    const table = joinMeshes(makeBox([0, 0, 20], [40, 30, 24]), makeBox([4, 4, 0], [8, 8, 19.9]));
    const { mesh, notes } = await ready(table, { orientation: "auto" }, 24, [
      { heightMm: 20, layer: 101, color: "#ffffff" },
    ]);
    expect(mesh).toBe(table);
    expect(notes).toEqual(["It was not turned: its colours change with the height."]);
  });

  it("hollows what stands on a base, with walls of the finished size", async () => {
    const { report, notes } = await ready(ball, { base: "disc", hollow_mm: 5, drain_holes: 1 });
    expect(notes).toHaveLength(2);
    expect(report).toMatchObject({ parts: 1, watertight: true });
    expect(report.sizeMm.z).toBeCloseTo(40, 3);
  });

  it("gives no base to several bodies", async () => {
    const bodies = [{ name: "a", color: [0, 0, 0] as const, firstTriangle: 0, triangleCount: 12 }];
    await expect(ready({ ...makeBox([0, 0, 0], [9, 9, 9]), bodies }, { base: "disc" })).rejects.toMatchObject(
      {
        code: "print_contract_unmet",
      },
    );
  });
});
