import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { MeshJob } from "@/lib/engines";
import { processMesh } from "@/lib/engines/local/process-mesh";
import { readFbx, type ReadNode } from "../../support/read-fbx";
import { read3mf, readGlb, readObj, readPly, volumeOf } from "../../support/read-meshes";
import {
  makeFaces,
  texturedMaterial,
  writeTextured3mf,
  writeTexturedGlb,
  writeTexturedObj,
} from "../../support/write-textured";

/** One colour a side: low z, high z, low y, high y, low x, high x. */
const SIDES = [
  [200, 30, 30],
  [30, 160, 40],
  [20, 60, 200],
  [240, 210, 40],
  [160, 40, 170],
  [40, 190, 200],
];
const CELL = 16;

async function drawPicture(format: "png" | "jpeg" | "webp", sides = SIDES): Promise<Uint8Array> {
  const [width, height] = [3 * CELL, 2 * CELL];
  const data = new Uint8Array(3 * width * height);
  for (let at = 0; at < width * height; at++) {
    const side = Math.floor((at % width) / CELL) + 3 * Math.floor(at / width / CELL);
    data.set(sides[side], 3 * at);
  }
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const options = { jpeg: { quality: 100, chromaSubsampling: "4:4:4" }, png: {}, webp: { lossless: true } };
  return new Uint8Array(await image.toFormat(format, options[format]).toBuffer());
}

const png = { bytes: await drawPicture("png"), mimeType: "image/png" };
const glb = (description: object = {}, faces = makeFaces(), images = [png]) =>
  writeTexturedGlb(faces, { materials: [texturedMaterial()], ...description }, images);
const MTL = "newmtl m0\nKd 0.5 0.5 0.5\nmap_Kd -s 1 1 1 -clamp on C:\\work\\Box Colours.PNG\n";
const obj = writeTexturedObj(makeFaces(), MTL, { "textures/box colours.png": png.bytes });
const TEXTURE = '<m:texture2d id="2" path="/3D/Texture/box.png" contenttype="image/png"/>';
const threeMf = writeTextured3mf(makeFaces(), TEXTURE, { "3D/Texture/box.png": png.bytes });
const convert = async (upload: Uint8Array, format: MeshJob["format"], more: Partial<MeshJob> = {}) => {
  const { file, ...output } = await processMesh({ upload, repair: true, format, ...more });
  return { bytes: file!.bytes, ...output };
};

/** Of each triangle, the side of the box that it lies in. */
function sidesOf({ positions, triangles }: { positions: number[]; triangles: number[] }): number[] {
  const found: number[] = [];
  for (let at = 0; at < triangles.length; at += 3) {
    const values = [2, 1, 0].map((axis) => triangles.slice(at, at + 3).map((v) => positions[3 * v + axis]));
    const flat = values.findIndex(([a, b, c]) => Math.abs(a - b) < 1e-5 && Math.abs(b - c) < 1e-5);
    found.push(2 * flat + (values[flat][0] > 1e-4 ? 1 : 0));
  }
  return found;
}

const far = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, n) => Math.abs(value - other[n])));

/** What a picture shows at the middle of each triangle. */
async function lookAtMiddles(picture: Uint8Array, uvs: number[], corners: number[]): Promise<number[][]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const seen: number[][] = [];
  for (let at = 0; at < corners.length; at += 3) {
    const [u, v] = [0, 1].map((k) => [0, 1, 2].reduce((sum, n) => sum + uvs[2 * corners[at + n] + k], 0) / 3);
    const pixel = info.channels * (Math.floor(v * info.height) * info.width + Math.floor(u * info.width));
    seen.push([...data.subarray(pixel, pixel + 3)]);
  }
  return seen;
}

/** A GLB of ours, y up in metres, with each triangle's colour. */
async function lookAtGlb(bytes: Uint8Array) {
  const read = readGlb(bytes);
  const positions = read.positions.flatMap((_, at) =>
    at % 3 === 0 ? [read.positions[at], -read.positions[at + 2], read.positions[at + 1]] : [],
  );
  return {
    sides: sidesOf({ positions, triangles: read.triangles }),
    seen: await lookAtMiddles(read.picture!, read.uvs!, read.triangles),
    mimeType: read.document.images?.[0].mimeType,
  };
}

async function expectSides(bytes: Uint8Array, expected = SIDES, tolerance = 0): Promise<void> {
  const { sides, seen } = await lookAtGlb(bytes);
  expect(new Set(sides)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  sides.forEach((side, n) => expect(far(seen[n], expected[side])).toBeLessThanOrEqual(tolerance));
}

/** The three corners' colours of each triangle of a 3MF. */
function expectCorners(bytes: Uint8Array, expected = SIDES, tolerance = 0): void {
  const read = read3mf(bytes);
  sidesOf(read).forEach((side, n) => {
    for (const corner of [0, 1, 2])
      expect(
        far(read.cornerColors.slice(9 * n + 3 * corner, 9 * n + 3 * corner + 3), expected[side]),
      ).toBeLessThanOrEqual(tolerance);
  });
}

describe.each([
  ["a GLB", glb()],
  ["a zipped OBJ", obj],
  ["a 3MF", threeMf],
])("%s with a picture", (_name, upload) => {
  it("keeps it in a GLB, pixel for pixel, and the surface is closed", async () => {
    const { bytes, report, faults, notes, repairs } = await convert(upload, "glb");
    await expectSides(bytes);
    expect((await lookAtGlb(bytes)).mimeType).toBe("image/png");
    expect([report.watertight, report.volumeMm3, faults.boundaryEdges]).toEqual([true, 6000, 0]);
    expect([repairs?.weldedVertices, notes]).toEqual([16, []]);
  });

  it("keeps it in an OBJ, beside its material", async () => {
    const read = readObj((await convert(upload, "obj")).bytes);
    expect(Object.keys(read.parts).sort()).toEqual(["model.mtl", "model.obj", "model.png"]);
    const uvs = read.uvs.map((value, n) => (n % 2 === 0 ? value : 1 - value));
    const corners = read.triangles.map((_, n) => n);
    const seen = await lookAtMiddles(read.parts["model.png"], uvs, corners);
    sidesOf(read).forEach((side, n) => expect(seen[n]).toEqual(SIDES[side]));
  });

  it("gives each corner its side's colour in 3MF and FBX, though corners share vertices", async () => {
    const { bytes } = await convert(upload, "3mf");
    expectCorners(bytes);
    expect(read3mf(bytes).positions).toHaveLength(24);
    const fbx = readFbx((await convert(upload, "fbx")).bytes);
    const find = (nodes: ReadNode[], name: string): ReadNode | undefined =>
      nodes.map((node) => (node.name === name ? node : find(node.nodes, name))).find(Boolean);
    const values = (name: string) => find(fbx, name)!.values[0] as number[];
    const triangles = values("PolygonVertexIndex").map((v) => (v < 0 ? ~v : v));
    const colors = values("Colors");
    sidesOf({ positions: values("Vertices"), triangles }).forEach((side, n) => {
      const entry = 4 * values("ColorIndex")[3 * n];
      expect(
        far(
          colors.slice(entry, entry + 3),
          SIDES[side].map((byte) => byte / 255),
        ),
      ).toBeLessThan(1e-6);
    });
  });

  it("gives a vertex in PLY the colour of one of its sides and none between them", async () => {
    const read = readPly((await convert(upload, "ply")).bytes);
    expect(read.positions).toHaveLength(24);
    for (let vertex = 0; vertex < 8; vertex++) {
      const at = read.positions.slice(3 * vertex, 3 * vertex + 3);
      const meeting = [at[2] > 0 ? 1 : 0, at[1] > 0 ? 3 : 2, at[0] > 0 ? 5 : 4].map((side) => SIDES[side]);
      expect(meeting).toContainEqual(read.colors!.slice(3 * vertex, 3 * vertex + 3));
    }
  });

  it("carries it into USDZ", async () => {
    const { bytes } = await convert(upload, "usdz");
    const text = Buffer.from(bytes).toString("latin1");
    expect(text).toContain("asset inputs:file = @textures/model.png@");
    expect(text).not.toContain("displayColor");
  });
});

describe("through repair", () => {
  it("keeps places where a side is mended, turned or left open, and paints what is new like what is round it", async () => {
    const faces = makeFaces();
    // Without the side at low z, and with that at high z turned inward.
    faces[1] = {
      ...faces[1],
      corners: [...faces[1].corners].reverse(),
      places: [...faces[1].places].reverse(),
    };
    const { bytes, repairs, report } = await convert(glb({}, faces.slice(1)), "3mf");
    expect([repairs?.filledHoles, report.volumeMm3]).toEqual([1, 6000]);
    expect(volumeOf(read3mf(bytes))).toBeCloseTo(6000, 2);
    const read = read3mf(bytes);
    sidesOf(read).forEach((side, n) => {
      const color = read.cornerColors.slice(9 * n, 9 * n + 3);
      if (side > 0) expect(color).toEqual(SIDES[side]);
      else expect(SIDES.slice(2)).toContainEqual(color);
    });
    const { sides, seen } = await lookAtGlb((await convert(glb({}, faces.slice(1)), "glb")).bytes);
    sides.forEach((side, n) => side > 0 && expect(seen[n]).toEqual(SIDES[side]));
  });

  it("joins corners that rounding drew apart, and still finds their triangles", async () => {
    const faces = makeFaces();
    faces[0].corners = faces[0].corners.map(([x, y, z]) => [x, y, z + 1e-5]);
    const { bytes, report } = await convert(glb({}, faces), "3mf");
    expect([report.watertight, report.parts]).toEqual([true, 1]);
    const read = read3mf(bytes);
    expect(read.positions).toHaveLength(24);
    const colors = new Set(
      read.cornerColors.flatMap((_, n, all) => (n % 3 ? [] : [all.slice(n, n + 3).join()])),
    );
    expect([...colors].sort()).toEqual(SIDES.map((side) => side.join()).sort());
  });

  it("keeps all of it in a mesh that is not mended", async () => {
    const { bytes, faults } = await convert(glb({}, makeFaces().slice(0, 5)), "glb", { repair: false });
    const { sides, seen } = await lookAtGlb(bytes);
    expect([faults.boundaryEdges, sides.length]).toEqual([4, 10]);
    sides.forEach((side, n) => expect(seen[n]).toEqual(SIDES[side]));
  });

  it("keeps one colour along a seam that runs through a plain region", async () => {
    const one = await drawPicture(
      "png",
      SIDES.map(() => [90, 120, 30]),
    );
    const read = readPly((await convert(glb({}, makeFaces(), [{ ...png, bytes: one }]), "ply")).bytes);
    for (let at = 0; at < 24; at += 3) expect(read.colors!.slice(at, at + 3)).toEqual([90, 120, 30]);
  });
});

describe("materials of a GLB", () => {
  const half = { baseColorFactor: [0.5, 1, 0.25, 1] };
  /** Half and a quarter of a channel's light, as sRGB. */
  const dimmed = SIDES.map(([r, g, b]) => [dim(r, 0.5), g, dim(b, 0.25)]);

  it("multiplies the factor in as light", async () => {
    const materials = [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, ...half } }];
    expectCorners((await convert(glb({ materials }), "3mf")).bytes, dimmed, 1);
    await expectSides((await convert(glb({ materials }), "glb")).bytes, dimmed, 1);
  });

  it("multiplies the vertices' colours in", async () => {
    const upload = writeTexturedGlb(makeFaces(), { materials: [texturedMaterial()] }, [png], [0.5, 1, 0.25]);
    expectCorners((await convert(upload, "3mf")).bytes, dimmed, 1);
    const white = writeTexturedGlb(makeFaces(), { materials: [texturedMaterial()] }, [png], [1, 1, 1]);
    await expectSides((await convert(white, "glb")).bytes);
  });

  it.each<[string, (u: number, v: number) => number[], object, object]>([
    ["repeats", (u, v) => [u + 5, v - 3], { samplers: [{}] }, {}],
    ["mirrors", (u, v) => [4 - u, v + 2], { samplers: [{ wrapS: 33648, wrapT: 33648 }] }, {}],
    [
      "clamps",
      (u, v) => [u === 0 ? -0.4 : u === 1 ? 1.5 : u, v === 0 ? -2 : v === 1 ? 3 : v],
      { samplers: [{ wrapS: 33071, wrapT: 33071 }] },
      {},
    ],
    [
      "turns, scales and moves",
      // The inverse of: scaled by 2 and 1/2, turned by a quarter, moved by .25 and 1.
      (u, v) => [(1 - v) / 2, 2 * (u - 0.25)],
      {},
      {
        extensions: { KHR_texture_transform: { offset: [0.25, 1], rotation: Math.PI / 2, scale: [2, 0.5] } },
      },
    ],
  ])("%s a picture", async (_name, place, description, info) => {
    const materials = [texturedMaterial(info)];
    const upload = glb({ ...description, materials }, makeFaces(place));
    expectCorners((await convert(upload, "3mf")).bytes);
    await expectSides((await convert(upload, "glb")).bytes);
  });

  it("lays a picture out as often as a triangle repeats it", async () => {
    // Each side shows the whole picture two and three times over.
    const faces = makeFaces().map((face) => ({ ...face, places: [[0, 0], [2, 0], [2, 3], [0, 3]] })); // prettier-ignore
    const read = readGlb((await convert(glb({}, faces), "glb")).bytes);
    const { width, height } = await sharp(read.picture!).metadata();
    expect([width, height]).toEqual([2 * 3 * CELL, 3 * 2 * CELL]);
    expect([Math.max(...read.uvs!), Math.min(...read.uvs!)]).toEqual([1, 0]);
  });

  it("joins several pictures and plain materials", async () => {
    const jpeg = { bytes: await drawPicture("jpeg"), mimeType: "image/jpeg" };
    const webp = { bytes: await drawPicture("webp"), mimeType: "image/webp" };
    const materials = [
      texturedMaterial(),
      texturedMaterial({}, 1),
      texturedMaterial({}, 2),
      { pbrMetallicRoughness: { baseColorFactor: [1, 0, 0, 1] } },
    ];
    const textures = [{ source: 0 }, { source: 1 }, { extensions: { EXT_texture_webp: { source: 2 } } }];
    const upload = glb(
      { materials, textures, extensionsRequired: ["EXT_texture_webp"] },
      makeFaces(undefined, [0, 1, 2, 0, 3, 1]),
      [png, jpeg, webp],
    );
    const expected = SIDES.map((side, n) => (n === 4 ? [255, 0, 0] : side));
    expectCorners((await convert(upload, "3mf")).bytes, expected, 6);
    await expectSides((await convert(upload, "glb")).bytes, expected, 14);
  });
});

describe("pictures that cannot be used", () => {
  const missing = writeTexturedObj(makeFaces(), MTL, {});

  it("says which did not come along, and keeps the material's colour", async () => {
    const { notes, bytes } = await convert(missing, "3mf");
    expect(notes).toEqual([expect.stringMatching(/“Box Colours.PNG” did not come with the OBJ/)]);
    expect(new Set(read3mf(bytes).colors)).toEqual(new Set([128]));
    const outside = await convert(glb({ images: [{ uri: "box.png" }] }), "glb");
    expect(outside.notes).toEqual([expect.stringMatching(/is not in it/)]);
  });

  it("says which a 3MF names and lacks, and what of its materials is not read", async () => {
    const mixed = TEXTURE + '<m:multiproperties id="9" pids="2"/>';
    const { notes, report } = await convert(writeTextured3mf(makeFaces(), mixed, {}), "glb");
    expect(notes).toEqual([
      expect.stringMatching(/“3D\/Texture\/box.png” is missing/),
      expect.stringMatching(/Mixtures of several materials/),
    ]);
    expect(report.volumeMm3).toBe(6000);
  });

  it("says where a format keeps the picture's colours alone", async () => {
    expect((await convert(glb(), "ply")).notes).toEqual([
      "PLY files keep the colours of the model's picture, and not the picture itself.",
    ]);
    expect((await convert(glb(), "stl")).notes).toEqual([]);
  });

  it("says which is of a kind that is not read", async () => {
    const gif = { bytes: new TextEncoder().encode("GIF89a and more"), mimeType: "image/gif" };
    const { notes } = await convert(glb({}, makeFaces(), [gif]), "ply");
    expect(notes).toEqual([expect.stringMatching(/“picture 1” was left out: This is a GIF picture/)]);
  });

  const announce = (width: number): Uint8Array => {
    const bytes = png.bytes.slice();
    new DataView(bytes.buffer).setUint32(16, width);
    return bytes;
  };
  it.each([
    ["a bomb", announce(300_000), /300000 × 32 px/],
    ["what is cut short", png.bytes.subarray(0, 60), /cut short/],
    ["what its header does not fit", announce(4000), /cannot be read/],
  ])("refuses %s", async (_name, bytes, message) => {
    const running = convert(glb({}, makeFaces(), [{ ...png, bytes }]), "glb");
    await expect(running).rejects.toMatchObject({
      code: "bad_mesh",
      message: expect.stringMatching(message),
    });
  });
});

/** A share of a byte's light. */
function dim(byte: number, share: number): number {
  const linear = share * (byte <= 10.3 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}
