import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { requireRoomToFinish, tellTooLarge } from "@/lib/engines/local/count-memory";
import { makeModel } from "@/lib/engines/local/make-model";
import { rehearsalJob } from "@/lib/engines/local/rehearsal-job";
import { OverMemoryError } from "@/lib/geometry/mesh/require-memory";

const MIB = 1024 ** 2;

const at = (resolution: number) => ({ formats: ["stl" as const], resolution, textured: false });

describe("a model's memory", () => {
  it("refuses the surface, the reduction and the files, each with what to do", async () => {
    const job = await rehearsalJob();
    const refused = { code: "model_too_large", details: { param: "quality" } };
    const stages = new Set<string>();
    await expect(makeModel(job, ({ stage }) => stages.add(stage), 1 * MIB)).rejects.toMatchObject(refused);
    expect([stages.has("meshing"), stages.has("simplifying")]).toEqual([true, false]);
    await expect(makeModel({ ...job, maxTriangles: 1000 }, undefined, 8 * MIB)).rejects.toMatchObject(
      refused,
    );
    const all = { ...job, formats: ["stl", "obj", "3mf", "usdz", "glb"] } as const;
    await expect(
      makeModel({ ...all, formats: [...all.formats], maxTriangles: 0 }, undefined, 8 * MIB),
    ).rejects.toMatchObject(refused);
  });

  it("makes the same job where there is room, to the same bytes as without a bound", async () => {
    const job = await rehearsalJob();
    const [bounded, free] = [await makeModel(job, undefined, 256 * MIB), await makeModel(job)];
    expect(Buffer.from(bounded.files[0].bytes).equals(free.files[0].bytes)).toBe(true);
  });

  it("names the largest grid that fits, by the square", () => {
    const error = tellTooLarge(
      new OverMemoryError(2.1 * 1024 ** 3, 1.5 * 1024 ** 3),
      at(1536),
      1.5 * 1024 ** 3,
    );
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).message).toBe(
      "This input fills its frame so fully that 1536³ needs about 2.1 GB; this server allows 1.5 GB a model. " +
        "Choose a quality of at most 1280³. Nothing was charged.",
    );
    const hopeless = tellTooLarge(new OverMemoryError(400 * MIB, 64 * MIB), at(256), 64 * MIB);
    expect((hopeless as AppError).message).toContain("Choose a lower quality.");
  });

  it("names a grid at which what comes after the surface fits as well", () => {
    const allowed = 0.7 * 1024 ** 3;
    // 22 million triangles: their reduction to one and a half takes more than the bricks that were counted.
    const error = new OverMemoryError(1.05 * allowed, allowed, undefined, 22_000_000);
    const said = (tellTooLarge(error, at(1536), allowed, 1_500_000) as AppError).message;
    const grid = Number(/at most (\d+)³/.exec(said)?.[1]);
    const surface = (side: number) => {
      const triangles = Math.floor(22_000_000 * (side / 1536) ** 2);
      return {
        positions: new Float32Array(3 * Math.floor(triangles / 2)),
        indices: new Uint32Array(3 * triangles),
      };
    };
    const fits = (side: number) => () => requireRoomToFinish(surface(side), at(side), 1_500_000, allowed);
    expect(grid).toBeGreaterThanOrEqual(1024);
    expect(fits(grid)).not.toThrow();
    expect(fits(grid + 128)).toThrow(OverMemoryError);
  });

  it("leaves other errors as they are", () => {
    const error = new Error("other");
    expect(tellTooLarge(error, at(256), 64 * MIB)).toBe(error);
  });

  it("counts files by what is left after the reduction", () => {
    const surface = { positions: new Float32Array(15_000), indices: new Uint32Array(30_000) };
    const job = { formats: ["3mf" as const], resolution: 256, textured: false };
    // 10,000 triangles of 60 bytes, and 180 for the 3MF.
    expect(() => requireRoomToFinish(surface, job, Infinity, 2_400_000)).not.toThrow();
    expect(() => requireRoomToFinish(surface, job, Infinity, 2_399_999)).toThrow(OverMemoryError);
    // A picture's maps lie beside them.
    const pictured = { ...job, image: new Uint8Array(1) };
    expect(() => requireRoomToFinish(surface, pictured, Infinity, 2_400_000)).toThrow(OverMemoryError);
  });
});
