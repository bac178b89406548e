import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  closeEngines,
  configureEngines,
  engineVersion,
  prepareImage,
  runEngine,
  type EngineJob,
} from "@/lib/engines";
import { leastSharedResolution } from "@/lib/engines/local/count-threads";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { buildEngineThread } from "../support/build-engine-thread";
import { makeRandom } from "@/lib/run/function-field";
import { findMeshFaults } from "../support/check-closed-mesh";
import { drawRaster, encodePicture, makeLandscape, makeScene } from "../support/make-pictures";
import {
  boundsOf,
  read3mf,
  readGlb,
  readObj,
  readPly,
  readStl,
  volumeOf,
  type ReadMesh,
} from "../support/read-meshes";

let file: string;
let duck: Uint8Array;
let landscape: Uint8Array;
beforeAll(async () => {
  file = await buildEngineThread("engines");
  configureEngines({ file, size: 2 });
  duck = (await prepareImage(await encodePicture(makeScene("duck", "white", 256).raster, "jpeg"))).bytes;
  landscape = (await prepareImage(await encodePicture(makeLandscape(), "jpeg"))).bytes;
});
afterAll(async () => {
  await closeEngines();
  configureEngines({});
});

const job = (part: Partial<EngineJob>): EngineJob => ({
  engine: "auto",
  resolution: 128,
  textured: false,
  sizeMm: 80,
  sizeAxis: "longest",
  maxTriangles: 30_000,
  seed: 1,
  formats: ["stl"],
  ...part,
});

/** STL repeats every corner; equal positions are one vertex again, as a slicer does it. */
function weld({ positions, triangles }: ReadMesh): Mesh {
  const numbers = new Map<string, number>();
  const kept: number[] = [];
  const indices = triangles.map((corner) => {
    const key = positions.slice(3 * corner, 3 * corner + 3).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    kept.push(...positions.slice(3 * corner, 3 * corner + 3));
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { positions: Float32Array.from(kept), indices: Uint32Array.from(indices) };
}

describe("runEngine, split", () => {
  it("hands out pieces that fit the bed, each a body of its own, and reports on them", async () => {
    const print = { split: "pegs", bed_mm: [100, 100, 70] as [number, number, number] } as const;
    const output = await runEngine(
      job({ prompt: "a cube", sizeMm: 120, formats: ["stl", "3mf", "glb"], settings: { print } }),
    );
    expect(output.report.pieces?.map(({ name }) => name)).toEqual(
      Array.from({ length: 8 }, (_, n) => `piece ${n + 1} of 8`),
    );
    expect(output.report).toMatchObject({ fitsBed: true, parts: 8, sizeMm: { x: 120, y: 120, z: 120 } });
    expect(output.notes).toEqual(
      expect.arrayContaining([
        "Cut into 8 pieces that fit 100 × 100 × 70 mm: 12 joints have pegs.",
        expect.stringMatching(/none of its 8 pieces is larger than the room 100 × 100 × 70 mm/),
      ]),
    );
    const [stl, threeMf, glb] = output.files.map(({ bytes }) => bytes);
    expect(findMeshFaults(weld(readStl(stl)))).toEqual([]);
    expect(volumeOf(readStl(stl)) / output.report.volumeMm3).toBeCloseTo(1, 4);
    const xml = strFromU8(unzipSync(threeMf)["3D/3dmodel.model"]);
    expect(xml.match(/<item /g)).toHaveLength(8);
    expect(new TextDecoder().decode(glb)).toContain('"name":"piece 8 of 8"');
  });

  it("refuses what would fall into too many", async () => {
    const print = { split: "pegs", bed_mm: [20, 20, 20] as [number, number, number] } as const;
    await expect(
      runEngine(job({ prompt: "a cube", sizeMm: 120, settings: { print } })),
    ).rejects.toMatchObject({
      code: "print_contract_unmet",
      details: { param: "print" },
    });
  });
});

describe("runEngine, packed", () => {
  it("writes a GLB in fewer bytes where that is asked for, and the preview as ever", async () => {
    const make = (glb_compression: "none" | "meshopt") =>
      runEngine(job({ prompt: "a ball", formats: ["glb"], settings: { output: { glb_compression } } }));
    const [plain, packed] = [await make("none"), await make("meshopt")];
    expect(packed.files[0].bytes.length).toBeLessThan(0.6 * plain.files[0].bytes.length);
    expect(new TextDecoder().decode(packed.files[0].bytes)).toContain("EXT_meshopt_compression");
    expect(packed.preview).toEqual(plain.preview);
  });
});

describe("runEngine, from a picture", () => {
  it("makes a closed body of the wanted size that stands on the plate", async () => {
    const output = await runEngine(job({ image: duck }));
    expect(output).toMatchObject({ engine: "figure", engineVersion });
    expect(output.engineReason.length).toBeGreaterThan(20);
    const [file] = output.files;
    const read = readStl(file.bytes);
    expect(findMeshFaults(weld(read))).toEqual([]);
    const { min, max } = boundsOf(read);
    expect(Math.max(...max.map((value, k) => value - min[k]))).toBeCloseTo(80, 3);
    expect(min[2]).toBeCloseTo(0, 4);
    expect(output.report).toMatchObject({ watertight: true, manifold: true, parts: 1, fitsBed: true });
    expect(output.report.triangles).toBe(read.triangles.length / 3);
    expect(output.report.triangles).toBeLessThanOrEqual(30_000);
    expect(volumeOf(read) / output.report.volumeMm3).toBeCloseTo(1, 4);
  });

  it("writes every format of one mesh alike, in colour", async () => {
    const output = await runEngine(
      job({ image: duck, textured: true, formats: ["glb", "obj", "ply", "3mf"] }),
    );
    const bytesOf = (format: string) => output.files.find((file) => file.format === format)!.bytes;
    const volume = output.report.volumeMm3;
    expect(volumeOf(readPly(bytesOf("ply"))) / volume).toBeCloseTo(1, 4);
    expect(volumeOf(readObj(bytesOf("obj"))) / volume).toBeCloseTo(1, 4);
    expect(volumeOf(read3mf(bytesOf("3mf"))) / volume).toBeCloseTo(1, 4);
    expect((volumeOf(readGlb(bytesOf("glb"))) * 1e9) / volume).toBeCloseTo(1, 4);
    expect(output.files.map((file) => file.extension)).toEqual(["glb", "zip", "ply", "3mf"]);
    for (const read of [readPly(bytesOf("ply")), readObj(bytesOf("obj"))])
      expect(new Set(read.colors).size).toBeGreaterThan(20);
  });

  it("lays the picture on, in GLB, OBJ and preview", async () => {
    const output = await runEngine(
      job({ image: duck, textured: true, formats: ["glb", "obj", "usdz", "3mf"] }),
    );
    const glb = readGlb(output.files[0].bytes);
    expect([glb.colors, glb.document.images?.[0].mimeType]).toEqual([undefined, "image/jpeg"]);
    const { data, info } = await sharp(glb.picture).raw().toBuffer({ resolveWithObject: true });
    // A picture of 256 px keeps its pixels, twice: for the front and for the back.
    expect(Math.max(info.width, info.height)).toBeGreaterThan(256);
    // The white background is nowhere in the atlas.
    let white = 0;
    for (let i = 0; i < data.length; i += 3) if (Math.min(data[i], data[i + 1], data[i + 2]) > 250) white++;
    expect(white).toBe(0);
    const obj = readObj(output.files[1].bytes);
    expect(Buffer.from(obj.parts["model.jpg"]).equals(glb.picture!)).toBe(true);
    expect(obj.uvs).toHaveLength(2 * obj.triangles.length);
    expect(readGlb(output.preview).uvs).toBeDefined();
    const usdz = unzipSync(output.files[2].bytes);
    expect(Buffer.from(usdz["textures/model.jpg"]).equals(glb.picture!)).toBe(true);
    const thumbnail = unzipSync(output.files[3].bytes)["Metadata/thumbnail.png"];
    expect(Buffer.from(thumbnail).equals(output.thumbnail)).toBe(true);
  });

  it("gives a preview, a thumbnail and provenance", async () => {
    const output = await runEngine(job({ image: duck, maxTriangles: 0 }));
    const preview = readGlb(output.preview);
    expect(preview.triangles.length / 3).toBeLessThanOrEqual(40_000);
    expect(preview.document.asset.extras).toEqual({
      unit: "metre",
      engine: "figure",
      engineVersion,
      generated: true,
    });
    const { format, width, height } = await sharp(output.thumbnail).metadata();
    expect({ format, width, height }).toEqual({ format: "png", width: 512, height: 512 });
    const { channels } = await sharp(output.thumbnail).stats();
    expect(channels[0].stdev).toBeGreaterThan(5);
  });

  it("chooses a relief for a view, and says why", async () => {
    const output = await runEngine(job({ image: landscape }));
    expect(output.engine).toBe("relief");
    expect(output.engineReason).toContain("relief");
    expect(findMeshFaults(weld(readStl(output.files[0].bytes)))).toEqual([]);
    expect(output.report.sizeMm.z).toBeLessThan(0.3 * output.report.sizeMm.x);
  });

  it("obeys a named engine and a size along one axis", async () => {
    const output = await runEngine(job({ image: duck, engine: "relief", sizeMm: 50, sizeAxis: "y" }));
    expect(output.engine).toBe("relief");
    expect(output.report.sizeMm.y).toBeCloseTo(50, 3);
  });

  it("says of a picture without a subject how sure it is, and offers the relief", async () => {
    const random = makeRandom(3);
    const noise = await encodePicture(
      drawRaster(96, 96, () => {
        const grey = Math.floor(255 * random());
        return [grey, grey, grey, 255];
      }),
    );
    const chosen = await runEngine(job({ image: noise, resolution: 64 }));
    expect([chosen.engine, chosen.engineReason]).toEqual([
      "relief",
      expect.stringMatching(/^No subject stands clear of a background \(confidence 0 of 100\)/),
    ]);
    const named = await runEngine(job({ image: noise, engine: "figure", resolution: 24 }));
    expect(named.notes[0]).toMatch(/confidence 0 of 100.*use the relief/);
  });

  it("reports progress that only grows", async () => {
    const seen: number[] = [];
    await runEngine(job({ image: duck }), { onProgress: ({ progress }) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe("runEngine, from a prompt", () => {
  it("sets words in a bundled font, and says why", async () => {
    const output = await runEngine(job({ prompt: 'a keychain saying "Łucja"' }));
    expect([output.engine, output.engineReason]).toEqual([
      "text",
      "The prompt asks for words: it has “keychain” and words in quotes.",
    ]);
    expect(findMeshFaults(weld(readStl(output.files[0].bytes)))).toEqual([]);
    expect(output.report.sizeMm.x).toBeCloseTo(80, 3);
    expect(output.report.sizeMm.z).toBeCloseTo(4.6, 2);
  });

  it("builds the shape in its colours and at its stated size", async () => {
    const output = await runEngine(
      job({ prompt: "a red robot, 60 mm tall", formats: ["3mf", "obj", "stl"] }),
    );
    expect(output.engine).toBe("parametric");
    expect(output.engineReason).toContain("robot");
    expect(output.report.sizeMm.z).toBeCloseTo(60, 3);
    const [threeMf, obj, stl] = output.files;
    expect(read3mf(threeMf.bytes).colors).toContain(0xd0);
    expect(obj.extension).toBe("obj");
    expect(strFromU8(unzipSync(threeMf.bytes)["3D/3dmodel.model"])).toContain("m:colorgroup");
    expect(findMeshFaults(weld(readStl(stl.bytes)))).toEqual([]);
  });

  it("refuses what it does not understand with the same code as the check", async () => {
    await expect(runEngine(job({ prompt: "a dragon" }))).rejects.toMatchObject({
      code: "prompt_not_understood",
    });
  });
});

describe("runEngine refuses", () => {
  it("a job without input, and one whose engine does not fit", async () => {
    await expect(runEngine(job({}))).rejects.toMatchObject({ code: "invalid_request" });
    await expect(runEngine(job({ image: duck, engine: "parametric" }))).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("bytes that are no picture, without an error of the decoder", async () => {
    await expect(runEngine(job({ image: new Uint8Array(300) }))).rejects.toMatchObject({
      code: "invalid_image",
    });
  });

  it("an aborted job, in the middle of its work", async () => {
    const control = new AbortController();
    const reason = new Error("stop");
    const running = runEngine(job({ image: duck, resolution: 768, maxTriangles: 0 }), {
      signal: control.signal,
      onProgress: () => control.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
  });
});

describe("determinism", () => {
  it("gives the same bytes where helpers share a large job, and where none does", async () => {
    // A thin rod fills little of its frame, so that a fine grid stays cheap.
    const rod = drawRaster(64, 512, (x) => (x >= 28 && x < 36 ? [180, 60, 40, 255] : [0, 0, 0, 0]));
    const large = job({
      image: await encodePicture(rod),
      engine: "figure",
      resolution: leastSharedResolution,
    });
    const outputs = [];
    for (const cores of [1, 2, 3]) {
      await closeEngines();
      configureEngines({ file, size: 1, help: { file: file.replace("thread.mjs", "crew.mjs"), cores } });
      outputs.push(Buffer.from((await runEngine(large)).files[0].bytes));
    }
    for (const other of outputs) expect(other.equals(outputs[0])).toBe(true);
  });

  it("gives the same bytes from two threads side by side, from one, and again", async () => {
    const wanted = job({ image: duck, textured: true, formats: ["glb", "3mf"] });
    const outputs = await Promise.all([runEngine(wanted), runEngine(wanted)]);
    await closeEngines();
    configureEngines({ file, size: 1 });
    outputs.push(await runEngine(wanted), await runEngine(wanted));
    const [first, ...others] = outputs.map((output) =>
      Buffer.concat([...output.files.map((file) => file.bytes), output.preview, output.thumbnail]),
    );
    for (const other of others) expect(other.equals(first)).toBe(true);
  });
});
