import { beforeAll, describe, expect, it } from "vitest";
import type { EngineJob } from "@/lib/engines";
import { makeModel } from "@/lib/engines/local/make-model";
import { LithophaneSettings } from "@/lib/engines/settings/lithophane";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { encodePicture, makeLandscape } from "@/tests/support/make-pictures";
import { readStl } from "@/tests/support/read-stl";

let image: Uint8Array;
beforeAll(async () => {
  image = await encodePicture(makeLandscape(), "jpeg");
});

const make = (wish: Partial<LithophaneSettings>, part: Partial<EngineJob> = {}) =>
  makeModel({
    engine: "lithophane",
    image,
    resolution: 64,
    textured: false,
    sizeMm: 90,
    sizeAxis: "longest",
    maxTriangles: 20_000,
    seed: 1,
    formats: ["stl"],
    settings: { lithophane: LithophaneSettings.parse(wish) },
    ...part,
  });

describe("the engine lithophane", () => {
  it.each([
    ["two tabs above a panel", { shape: "flat", holes: 2 }, 2],
    ["a tab above a bent panel", { shape: "curved" }, 1],
    ["holes through both sides of a tube", { shape: "cylinder", holes: 2, frame_mm: 8 }, 3],
    ["a hole at a tube's seam", { shape: "cylinder", frame_mm: 8 }, 2],
    ["a tab in a heart's notch", { shape: "heart" }, 1],
    ["a hole in a ball's top", { shape: "sphere", opening_mm: 20 }, 1],
  ] as const)("makes %s", async (_name, wish, wanted) => {
    const { files, report } = await make({ ...wish, hole_mm: 4 });
    const mesh = readStl(files[0].bytes);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(report.parts).toBe(1);
    expect(Math.max(report.sizeMm.x, report.sizeMm.y, report.sizeMm.z)).toBeCloseTo(90, 1);
    expect(holesIn(mesh)).toBe(wanted);
  });

  it("counts a tab into the height that was asked for, and scales no thickness for it", async () => {
    const { report } = await make({ shape: "flat", hole_mm: 4 }, { sizeAxis: "z" });
    expect(report.sizeMm.z).toBeCloseTo(90, 2);
    expect(report.sizeMm.y).toBeCloseTo(3, 2);
  });

  it("says how thick white and black became", async () => {
    const { engine, notes } = await make({ invert: true }, { settings: undefined });
    expect(engine).toBe("lithophane");
    expect(notes[0]).toBe(
      "White is 0.8 mm thick and black 3 mm. Print it with 100 % infill, in a pale filament.",
    );
  });

  it.each([
    ["a hole without a frame to hold it", { hole_mm: 4, frame_mm: 0 }, "needs frame_mm of 2 or more"],
    ["a hole wider than a tube's frame", { shape: "cylinder", hole_mm: 4 }, "needs frame_mm of 6 or more"],
    ["a tab too thin to hold", { hole_mm: 4, frame_thickness_mm: 0.5 }, "frame_thickness_mm of 1 or more"],
    ["a heart all frame", { shape: "heart", frame_mm: 40 }, "no room within a frame of 40 mm"],
    ["a hole wider than a heart's notch", { shape: "heart", hole_mm: 20, frame_mm: 12 }, "between its lobes"],
    ["a frame wider than the model", { frame_mm: 45 }, "leaves no room for the picture"],
  ] as const)("refuses %s", async (_name, wish, words) => {
    await expect(make(wish)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(words),
      details: { param: "lithophane" },
    });
  });

  it("refuses a white as thick as black before anything is charged", () => {
    const { success, error } = LithophaneSettings.safeParse({ min_thickness_mm: 3, max_thickness_mm: 3 });
    expect(success).toBe(false);
    expect(error?.issues[0].path).toEqual(["max_thickness_mm"]);
  });
});

/** The genus by Euler's formula: holes through a body; a tube has one already. */
function holesIn({ positions, indices }: ReturnType<typeof readStl>): number {
  const [vertices, triangles] = [positions.length / 3, indices.length / 3];
  return 1 - (vertices - triangles / 2) / 2;
}
