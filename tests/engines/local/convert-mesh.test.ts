import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { checkUploadedMesh, convertMesh } from "@/lib/engines";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { writePly } from "@/lib/geometry/formats/write-ply";
import { makeBox, paintVertices } from "../../support/make-solids";
import { boundsOf, read3mf, readGlb, readPly, volumeOf } from "../../support/read-meshes";

const box = makeBox([10, 10, 10], [20, 30, 15]);
const open = { ...box, indices: box.indices.subarray(3) };

describe("convertMesh", () => {
  it("mends a file, says what it mended, and leaves size and place as they are", async () => {
    const { readFormat, repairs, report, file } = await convertMesh(writeStl(open), "3mf");
    expect(readFormat).toBe("stl");
    expect(repairs).toEqual({
      weldedVertices: 0,
      droppedTriangles: 0,
      filledHoles: 1,
      flippedTriangles: 0,
      droppedShells: 0,
    });
    expect(report).toMatchObject({ watertight: true, manifold: true, volumeMm3: 1000, bedContactMm2: 200 });
    expect(file).toMatchObject({ format: "3mf", extension: "3mf", contentType: "model/3mf" });
    const read = read3mf(file.bytes);
    expect(volumeOf(read)).toBeCloseTo(1000, 3);
    expect(boundsOf(read)).toEqual({ min: [10, 10, 10], max: [20, 30, 15] });
  });

  it("carries colours over", async () => {
    const painted = paintVertices(box);
    const { file } = await convertMesh(writePly(painted), "glb");
    expect(readGlb(file.bytes).colors).toEqual([...painted.colors!]);
  });
});

describe("convertMesh to a packed GLB", () => {
  it("gives one that it reads again", async () => {
    const painted = paintVertices(box);
    const { file } = await convertMesh(writePly(painted), "glb", { packed: true });
    expect(new TextDecoder().decode(file.bytes)).toContain("EXT_meshopt_compression");
    const again = await convertMesh(file.bytes, "ply");
    expect(again.report.volumeMm3).toBeCloseTo(1000, 3);
    expect(readPly(again.file.bytes).colors).toEqual([...painted.colors!]);
  });
});

describe("checkUploadedMesh", () => {
  it("measures on the bed", async () => {
    const { report } = await checkUploadedMesh(writePly(box));
    expect(report).toMatchObject({ parts: 1, sizeMm: { x: 10, y: 20, z: 5 }, bedContactMm2: 200 });
  });

  it.each([
    ["a text", new TextEncoder().encode("hello"), "unsupported_media_type", /none of STL/],
    ["a broken file", writeStl(box).subarray(0, 300), "bad_mesh", /announces 12 triangles and holds 4/],
    ["a sheet", writeStl({ ...box, indices: box.indices.subarray(0, 6) }), "bad_mesh", /encloses nothing/],
  ] as const)("refuses %s", async (_name, bytes, code, message) => {
    const error = await checkUploadedMesh(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code, details: { param: "file" } });
    expect((error as AppError).message).toMatch(message);
  });
});
