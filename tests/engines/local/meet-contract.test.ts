import { describe, expect, it } from "vitest";
import { meetContract } from "@/lib/engines/local/meet-contract";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { makeBox } from "@/tests/support/make-solids";

const measure = (mesh: Mesh) => measurePrint(mesh, measureMesh(mesh));
const report = measure(makeBox([0, 0, 0], [100, 50, 20]));

describe("meetContract", () => {
  it.each([
    [undefined, []],
    [{}, []],
    [{ bed_mm: [100, 50, 20] as [number, number, number] }, ["the room 100 × 50 × 20 mm"]],
    [{ bed_mm: [60, 110, 30] as [number, number, number] }, ["it measures 100.0 × 50.0 × 20.0 mm"]],
    [{ max_triangles: 100, min_wall_mm: 5 }, ["it has 12 triangles", "thinnest wall measures 5 mm or more"]],
  ])("passes what holds, and says by which figures: %j", (contract, words) => {
    const said = meetContract(report, contract);
    expect(said).toHaveLength(words.length > 0 ? 1 : 0);
    for (const word of words) expect(said[0]).toContain(word);
  });

  it.each([
    [{ bed_mm: [99, 99, 99] as [number, number, number] }, "it measures 100.0 × 50.0 × 20.0 mm"],
    [{ bed_mm: [200, 200, 19] as [number, number, number] }, "the room 200 × 200 × 19 mm"],
  ])("refuses %j, and says what was measured", (contract, words) => {
    expect(() => meetContract(report, contract)).toThrow(words);
  });

  it("refuses more triangles than were asked for", () => {
    const many = { ...report, triangles: 5000 };
    expect(() => meetContract(many, { max_triangles: 1000 })).toThrow(
      "it has 5000 triangles, and at most 1000",
    );
    // Reduction may stop this much above its target, and no more.
    expect(meetContract({ ...report, triangles: 1028 }, { max_triangles: 1000 })).toHaveLength(1);
    expect(() => meetContract({ ...report, triangles: 1029 }, { max_triangles: 1000 })).toThrow(
      "it has 1029",
    );
  });

  it("holds walls to the process, or to the thickness that was named", () => {
    const sheet = measure(makeBox([0, 0, 0], [40, 40, 0.7]));
    expect(sheet.thinnestWallMm).toBeCloseTo(0.7, 5);
    for (const contract of [{ process: "sla" }, { process: "sls" }, { min_wall_mm: 0.7 }] as const)
      expect(meetContract(sheet, contract)).toEqual([
        expect.stringMatching(
          /^The print contract holds: its thinnest wall measures 0\.70 mm, and 0\.[57] mm/,
        ),
      ]);
    expect(() => meetContract(sheet, { process: "fdm" })).toThrow(
      "its thinnest wall measures 0.70 mm, and 0.8 mm are needed",
    );
    expect(() => meetContract(sheet, { min_wall_mm: 0.71 })).toThrow("0.70 mm, and 0.71 mm are needed");
    expect(() => meetContract(sheet, { process: "sla", min_wall_mm: 1 })).toThrow("and 1 mm are needed");
  });
});
