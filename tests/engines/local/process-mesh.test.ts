import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import type { MeshJob } from "@/lib/engines";
import { processMesh } from "@/lib/engines/local/process-mesh";
import { writeObj } from "@/lib/geometry/formats/write-obj";
import { writePly } from "@/lib/geometry/formats/write-ply";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { joinMeshes, makeBox, paintVertices } from "../../support/make-solids";
import { boundsOf, read3mf, readGlb, readPly, volumeOf } from "../../support/read-meshes";

const box = makeBox([10, 10, 10], [20, 30, 15]);
const open: Mesh = { ...box, indices: box.indices.subarray(3) };
const inverted: Mesh = { ...box, indices: box.indices.slice().reverse() };
const mend = (upload: Uint8Array, more: Partial<MeshJob> = {}) =>
  processMesh({ upload, repair: true, ...more });
const look = (upload: Uint8Array, more: Partial<MeshJob> = {}) =>
  processMesh({ upload, repair: false, ...more });
const refusal = async (running: Promise<unknown>) => (await running.catch((reason) => reason)) as AppError;

describe("processMesh, mending", () => {
  it("mends a file, says what it mended, and leaves size and place as they are", async () => {
    const { readFormat, repairs, report, file } = await mend(writeStl(open), { format: "3mf" });
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
    const read = read3mf(file!.bytes);
    expect(volumeOf(read)).toBeCloseTo(1000, 3);
    expect(boundsOf(read)).toEqual({ min: [10, 10, 10], max: [20, 30, 15] });
  });

  it("turns an inverted shell outward, and says by how many triangles", async () => {
    const { repairs, faults, report } = await mend(writeStl(inverted));
    expect([faults.inverted, repairs?.flippedTriangles]).toEqual([true, 12]);
    expect(report).toMatchObject({ watertight: true, volumeMm3: 1000 });
  });

  it("refuses a sheet", async () => {
    const sheet = writeStl({ ...box, indices: box.indices.subarray(0, 6) });
    const error = await refusal(mend(sheet));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "bad_mesh", details: { param: "mesh" } });
    expect(error.message).toMatch(/encloses nothing/);
  });
});

describe("processMesh, without mending", () => {
  it("says what is open, and nothing of walls", async () => {
    const { faults, repairs, report, file } = await look(writeStl(open), { format: "stl" });
    expect(faults).toMatchObject({ watertight: false, boundaryEdges: 3, inverted: false });
    expect(repairs).toBeNull();
    expect(report).toMatchObject({ watertight: false, triangles: 11, sizeMm: { x: 10, y: 20, z: 5 } });
    expect(report).not.toHaveProperty("thinnestWallMm");
    expect(file!.bytes.length).toBe(84 + 11 * 50);
  });

  it("says that a surface is inside out", async () => {
    const { faults, report } = await look(writeStl(inverted));
    expect([faults.watertight, faults.inverted, report.volumeMm3]).toEqual([true, true, -1000]);
  });

  it("passes what is sound as it came", async () => {
    const { faults, report, readFormat } = await look(writePly(box));
    expect(readFormat).toBe("ply");
    expect(faults).toMatchObject({ watertight: true, manifold: true, boundaryEdges: 0, inverted: false });
    expect(report).toMatchObject({
      parts: 1,
      sizeMm: { x: 10, y: 20, z: 5 },
      bedContactMm2: 200,
      islands: 0,
    });
  });
});

describe("processMesh, size", () => {
  const sizeOf = async (more: Partial<MeshJob>) => boundsOf(readPly((await mend(writeStl(box), { format: "ply", ...more })).file!.bytes)); // prettier-ignore

  it("scales from the file's own origin, by a factor or to a size along a named axis", async () => {
    expect(await sizeOf({ scale: 25.4 })).toEqual({
      min: [254, 254, 254],
      max: [508, 762, 381].map(Math.fround),
    });
    expect(await sizeOf({ sizeMm: 40 })).toEqual({ min: [20, 20, 20], max: [40, 60, 30] });
    expect(await sizeOf({ sizeMm: 40, sizeAxis: "z" })).toEqual({ min: [80, 80, 80], max: [160, 240, 120] });
  });

  it.each<[string, Mesh, Partial<MeshJob>]>([
    ["a farm", makeBox([0, 0, 0], [20_000, 10, 10]), {}],
    ["a molecule", makeBox([0, 0, 0], [1e-3, 1e-3, 1e-3]), {}],
    ["a country", makeBox([0, 0, 0], [9e8, 9e8, 9e8]), {}],
    ["what a factor makes too large", box, { scale: 1000 }],
  ])("refuses %s", async (_name, mesh, more) => {
    const error = await refusal(mend(writeStl(mesh), more));
    expect([error.code, error.message]).toEqual(["bad_mesh", expect.stringMatching(/would measure/)]);
  });

  it("refuses a point, and a size along no extent", async () => {
    const point = makeBox([1, 1, 1], [1, 1, 1]);
    expect((await refusal(look(writeStl(point)))).code).toBe("bad_mesh");
    const sheet = writeStl({ ...box, indices: box.indices.subarray(0, 6) });
    expect((await refusal(look(sheet, { sizeMm: 10, sizeAxis: "z" }))).message).toMatch(/no extent along z/);
  });
});

describe("processMesh, the print", () => {
  it("refuses a vertex beyond all models, and a thickness that a file would flatten, in words of their own", async () => {
    const far = { ...box, positions: box.positions.slice() };
    far.positions.set([3e38, 0, 0, -3e38]);
    for (const sizeMm of [undefined, 50])
      for (const running of [mend(writeStl(far), { sizeMm }), look(writePly(far), { sizeMm })])
        expect(await refusal(running)).toMatchObject({
          code: "bad_mesh",
          message:
            "A vertex lies 6.00e+38 mm from the others, farther than any model reaches: " +
            "the file is damaged there. Repair the model where it was made.",
        });
    const thin = writeStl(makeBox([0, 0, 0], [10, 10, 5e-6]));
    const error = await refusal(mend(thin, { format: "3mf" }));
    expect(error.message).toMatch(/^The mesh would be only 0\.00000500 mm thick/);
    expect((await mend(thin, { scale: 1000, format: "3mf" })).report.volumeMm3).toBeCloseTo(5e5, -1);
    // Figures alone are true of it.
    expect((await mend(thin)).report.volumeMm3).toBeCloseTo(5e-4, 9);
  });

  it("judges what was asked, with figures, and asks the named room whether it fits", async () => {
    const { verdict, report } = await look(writeStl(box), {
      contract: { process: "fdm", bed_mm: [20, 20, 4] },
    });
    expect(verdict).toEqual({
      holds: false,
      findings: [
        "it measures 10.0 × 20.0 × 5.0 mm and the room 20 × 20 × 4 mm",
        "its thinnest wall measures 5 mm or more, and 0.8 mm are needed",
      ],
    });
    expect(report.fitsBed).toBe(false);
    expect((await look(writeStl(box), { contract: { bed_mm: [20, 20, 5] } })).verdict?.holds).toBe(true);
  });

  it("promises nothing of an open mesh", async () => {
    const { verdict } = await look(writeStl(open), { contract: { process: "sla" } });
    expect(verdict).toMatchObject({ holds: false, findings: [expect.stringMatching(/not closed/)] });
  });
});

describe("processMesh, colours and packing", () => {
  it("carries colours over", async () => {
    const painted = paintVertices(box);
    const { file } = await mend(writePly(painted), { format: "glb" });
    expect(readGlb(file!.bytes).colors).toEqual([...painted.colors!]);
  });

  it("packs a GLB that it reads again", async () => {
    const painted = paintVertices(box);
    const { file } = await mend(writePly(painted), { format: "glb", compress: true });
    expect(new TextDecoder().decode(file!.bytes)).toContain("EXT_meshopt_compression");
    const again = await mend(file!.bytes, { format: "ply" });
    expect(again.report.volumeMm3).toBeCloseTo(1000, 3);
    expect(readPly(again.file!.bytes).colors).toEqual([...painted.colors!]);
  });

  it("reads an OBJ of several bodies", async () => {
    const two = joinMeshes(box, makeBox([0, 0, 0], [5, 5, 5]));
    const { bytes } = writeObj(two, (raw) => raw);
    expect((await look(bytes)).report).toMatchObject({ parts: 2, volumeMm3: 1125 });
  });
});

describe("processMesh refuses", () => {
  it.each([
    ["a text", new TextEncoder().encode("hello"), "unsupported_media_type", /none of STL/],
    ["a broken file", writeStl(box).subarray(0, 300), "bad_mesh", /announces 12 triangles and holds 4/],
    [
      "malware",
      new TextEncoder().encode(
        ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
      ),
      "malware_found",
      /EICAR/,
    ],
  ] as const)("%s", async (_name, bytes, code, message) => {
    const error = await refusal(mend(bytes));
    expect(error).toMatchObject({ code, details: { param: "mesh" } });
    expect(error.message).toMatch(message);
  });
});
