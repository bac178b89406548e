import { deflateRawSync, inflateRawSync } from "node:zlib";
import { MeshoptDecoder } from "meshoptimizer/decoder";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { describe, expect, it } from "vitest";
import { BadMeshError, UnknownMeshFormatError } from "@/lib/geometry/formats/bad-mesh-error";
import { MeshBuilder } from "@/lib/geometry/formats/mesh-builder";
import { readMesh, refuseAtSight } from "@/lib/geometry/formats/read-mesh";
import { ZipReader } from "@/lib/geometry/formats/unzip-archive";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import { zipArchive } from "@/lib/geometry/formats/zip-archive";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { signedVolume } from "../../support/check-closed-mesh";
import { facelessMeshes, plyOf, threeMfOf } from "../../support/faceless-meshes";
import { makeBox } from "../../support/make-solids";

await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);

const deflateRaw = (bytes: Uint8Array) => deflateRawSync(bytes);
const inflateRaw = (bytes: Uint8Array, maxOutputLength: number) => inflateRawSync(bytes, { maxOutputLength });
const read = (bytes: Uint8Array | string) =>
  readMesh(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, {
    inflateRaw,
    unpackBuffer: MeshoptDecoder.decodeGltfBuffer,
  });
const box: Mesh = {
  ...makeBox([1, -2, 3], [11, 4, 8]),
  colors: Uint8Array.from({ length: 24 }, (_, i) => (i * 37) % 256),
};
const write = (format: Parameters<typeof writeMesh>[1], more = {}) =>
  writeMesh(box, format, { deflateRaw, ...more }).bytes;

const asciiStl = `solid part
facet normal 0 0 1
 outer loop
  vertex 0 0 0
  vertex 1e0 0 0
  vertex 0 1.0 -0
 endloop
endfacet
endsolid part`;
const triangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";
const plyHead = (format: string, count = 3) =>
  `ply\nformat ${format} 1.0\ncomment x\nelement vertex ${count}\nproperty double x\nproperty double y\nproperty double z\n` +
  "property list uchar short odd\nproperty float red\nproperty float green\nproperty float blue\n" +
  "element face 1\nproperty list uchar int vertex_index\nend_header\n";

describe("readMesh", () => {
  it.each([
    ["stl", {}, false],
    ["obj", {}, true],
    ["ply", {}, true],
    ["3mf", {}, true],
    ["glb", {}, true],
    ["glb", { compress: MeshoptEncoder.encodeGltfBuffer.bind(MeshoptEncoder) }, true],
  ] as const)("reads what was written as %s (%o)", (format, more, colored) => {
    const found = read(write(format, more));
    expect(found.format).toBe(format);
    expect(found.mesh.indices).toHaveLength(36);
    expect(signedVolume(found.mesh)).toBeCloseTo(300, 2);
    const { low, high } = measureBounds(found.mesh);
    [...low, ...high].forEach((value, i) => expect(value).toBeCloseTo([1, -2, 3, 11, 4, 8][i], 4));
    expect(found.mesh.colors).toEqual(colored ? box.colors : undefined);
  });

  it("reads the text forms", () => {
    for (const [text, format] of [
      [asciiStl, "stl"],
      [triangle, "obj"],
      [`${plyHead("ascii")}0 0 0 0 1 0 0.5\n1 0 0 2 7 8 0 1 0\n0 1 0 0 0 0 0\n3 0 1 2\n`, "ply"],
    ]) {
      const { mesh, ...found } = read(text);
      expect(found.format).toBe(format);
      expect([[...mesh.positions], [...mesh.indices]]).toEqual([
        [0, 0, 0, 1, 0, 0, 0, 1, 0],
        [0, 1, 2],
      ]);
      if (format === "ply") expect([...mesh.colors!]).toEqual([255, 0, 128, 0, 255, 0, 0, 0, 0]);
    }
  });

  it("OBJ: relative corners, polygons, continued lines, materials", () => {
    const obj =
      "# made\nmtllib a b.mtl\nv 0 0 0 1.0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nusemtl red one\nf -4/1/1 -3//2 \\\n -2 -1\n";
    const mtl = "newmtl red one\nKa 1 1 1\nKd 1 0 0.5\n";
    const entry = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const { mesh } = read(zipArchive([entry("in/a b.mtl", mtl), entry("in/m.obj", obj)], deflateRaw));
    expect([...mesh.indices]).toEqual([0, 1, 2, 0, 2, 3]);
    expect([...mesh.colors!.subarray(9)]).toEqual([255, 0, 128]);
  });

  it("PLY of the other byte order", () => {
    const head = new TextEncoder().encode(plyHead("binary_big_endian"));
    const out = new Uint8Array(head.length + 3 * (24 + 1 + 12) + 13);
    out.set(head);
    const view = new DataView(out.buffer);
    let at = head.length;
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0, 1],
    ]) {
      view.setFloat64(at, x);
      view.setFloat64(at + 8, y);
      at += 37;
    }
    out[at] = 3;
    [0, 1, 2].forEach((corner, n) => view.setInt32(at + 1 + 4 * n, corner));
    expect([...read(out).mesh.positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0]);
  });

  it("3MF: inches, components in a part of their own, mirrored, built twice, with base materials", () => {
    const model = (text: string) =>
      new TextEncoder().encode(
        `<?xml version="1.0"?><!-- a > b --><model unit='inch' xmlns:p="x">${text}</model>`,
      );
    const object =
      '<basematerials id="5"><base name="a" displaycolor="#FF8000"/></basematerials><object id="1" pid="5" pindex="0"><mesh><vertices>' +
      '<vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/></vertices>' +
      '<triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh></object>';
    const root =
      '<object id="2"><components><component p:path="/3D/o.model" objectid="1" transform="-1 0 0 0 1 0 0 0 1 2 0 0"/></components></object>' +
      '<build><item objectid="2"/><item objectid="2" transform="1 0 0 0 1 0 0 0 1 0 0 1"/></build>';
    const relations = '<Relationships><Relationship Type="a/3dmodel" Target="/3D/m.model"/></Relationships>';
    const { mesh } = read(
      zipArchive(
        [
          { name: "_rels/.rels", bytes: new TextEncoder().encode(relations) },
          { name: "3D/o.model", bytes: model(object) },
          { name: "3D/m.model", bytes: model(root) },
        ],
        deflateRaw,
      ),
    );
    const inch = Math.fround(25.4);
    const flat = [2 * inch, 0, 0, inch, 0, 0, 2 * inch, inch, 0];
    expect([...mesh.positions]).toEqual([...flat, ...flat.map((value, i) => (i % 3 === 2 ? inch : value))]);
    expect([...mesh.indices]).toEqual([0, 2, 1, 3, 5, 4]);
    expect([...mesh.colors!.subarray(0, 3)]).toEqual([255, 128, 0]);
  });

  it("GLB: nodes' transforms and base colours", () => {
    const glb = edit(write("glb"), (document) => {
      document.nodes = [
        { children: [1], translation: [0, 1, 0] },
        { mesh: 0, scale: [2, 2, 2], rotation: [0, Math.SQRT1_2, 0, Math.SQRT1_2] },
      ];
      document.materials[0].pbrMetallicRoughness.baseColorFactor = [1, 0, 0.2158605, 1];
      delete document.meshes[0].primitives[0].attributes.COLOR_0;
    });
    const { mesh } = read(glb);
    expect(signedVolume(mesh)).toBeCloseTo(8 * 300, 1);
    const { low, high } = measureBounds(mesh);
    // A right angle about the upright axis turns x to y and y to −x; all doubled, then a metre up.
    [...low, ...high].forEach((value, i) => expect(value).toBeCloseTo([-8, 2, 1006, 4, 22, 1016][i], 2));
    expect([...mesh.colors!.subarray(0, 3)]).toEqual([255, 0, 128]);
  });
});

type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a description is spoilt at will

/** The GLB with another description. */
function edit(glb: Uint8Array, change: (document: Json) => void): Uint8Array {
  const view = new DataView(glb.buffer, glb.byteOffset);
  const jsonBytes = view.getUint32(12, true);
  const document = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonBytes)));
  change(document);
  let text = JSON.stringify(document);
  while (text.length % 4) text += " ";
  const out = new Uint8Array(20 + text.length + glb.length - 20 - jsonBytes);
  out.set(glb.subarray(0, 20));
  out.set(new TextEncoder().encode(text), 20);
  out.set(glb.subarray(20 + jsonBytes), 20 + text.length);
  new DataView(out.buffer).setUint32(8, out.length, true);
  new DataView(out.buffer).setUint32(12, text.length, true);
  return out;
}

function stlOfCount(count: number): Uint8Array {
  const stl = write("stl").slice();
  new DataView(stl.buffer).setUint32(80, count, true);
  return stl;
}

const bomb = (announced: number) => {
  const zip = zipArchive([{ name: "3D/m.model", bytes: new Uint8Array(3_000_000) }], deflateRaw);
  const view = new DataView(zip.buffer);
  const directory = view.getUint32(zip.length - 6, true);
  view.setUint32(directory + 24, announced, true);
  return zip;
};

const tenMillion = (json: Json) => (json.accessors[json.meshes[0].primitives[0].indices].count = 30_000_000);

describe("refuseAtSight", () => {
  it("lets pass what only looks as if it held nothing", () => {
    const spaced = "v 0 0 0\nv 1 0 0\nv 0 1 0\n  f\t1 2 3\n# of points\n";
    for (const bytes of [
      new TextEncoder().encode(spaced),
      new TextEncoder().encode(asciiStl),
      threeMfOf('<m:triangle v1="0" v2="0" v3="0"/>'),
    ])
      expect(() => refuseAtSight(bytes, inflateRaw)).not.toThrow();
  });

  it.each(["stl", "obj", "ply", "3mf", "glb"] as const)("lets a whole %s pass", (format) => {
    expect(() => refuseAtSight(write(format), inflateRaw)).not.toThrow();
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ["a letter", () => new TextEncoder().encode("Dear all,"), /none of STL/],
    [
      "a large picture",
      () => Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, ...new Uint8Array(99)]),
      /none of STL/,
    ],
    ["an STL that announces too much", () => stlOfCount(13), /announces 13 triangles and holds 12/],
    ["a GLB cut short", () => write("glb").subarray(0, -100), /ends before/],
    [
      "an archive of texts",
      () => zipArchive([{ name: "a.txt", bytes: new Uint8Array(9) }], deflateRaw),
      /none of/,
    ],
    ["a ZIP cut short", () => write("3mf").subarray(0, -30), /directory/],
    ["a bomb of zeros", () => bomb(3_000_000), /more than 200 times its size/],
    ...Object.entries(facelessMeshes).map(([name, bytes]): [string, () => Uint8Array, RegExp] => [
      name,
      () => bytes,
      /holds no triangles/,
    ]),
    ["a PLY of ten million faces", () => plyOf(10_000_000), /more than 4,000,000 triangles/],
    ["a GLB of ten million triangles", () => edit(write("glb"), tenMillion), /more than 4,000,000 triangles/],
  ])("refuses %s", (_name, make, message) => {
    const attempt = () => refuseAtSight(make(), inflateRaw);
    expect(attempt).toThrow(BadMeshError);
    expect(attempt).toThrow(message);
  });
});

describe("readMesh refuses, in words", () => {
  it.each<[string, () => Uint8Array | string, RegExp]>([
    ["nothing", () => "", /none of STL/],
    ["a letter", () => "Dear all, here is the model.", /none of STL/],
    ["a picture", () => Uint8Array.of(0x89, 80, 78, 71, 13, 10, 26, 10), /none of STL/],
    [
      "an archive of texts",
      () => zipArchive([{ name: "a.txt", bytes: new Uint8Array(9) }], deflateRaw),
      /none of STL/,
    ],
    [
      "an STL that announces too much",
      () => stlOfCount(4_000_000_000),
      /announces 4000000000 triangles and holds 12/,
    ],
    ["an STL that announces too little", () => stlOfCount(3), /announces 3 triangles and holds 12/],
    ["an empty STL", () => new Uint8Array(84), /no triangles/],
    ["an STL text cut short", () => asciiStl.slice(0, -15), /ends before/],
    ["an OBJ without faces", () => "v 0 0 0\nv 1 0 0\n", /no triangles/],
    ["an OBJ with NaN", () => triangle.replace("v 1", "v nan"), /Vertex 1 lies at no finite place/],
    ["an OBJ out of reach of floats", () => triangle.replace("v 1", "v 1e300"), /Vertex 1 lies/],
    ["an OBJ whose face names too much", () => triangle.replace("2 3", "2 4"), /Triangle 0 names a vertex/],
    [
      "an OBJ whose face counts from zero",
      () => triangle.replace("f 1", "f 0"),
      /names a vertex that is none/,
    ],
    ["an OBJ whose face is a line", () => triangle.replace(" 3\n", "\n"), /fewer than three/],
    ["a PLY that announces too much", () => plyHead("ascii", 4_000_000_000), /ends before/],
    ["a PLY cut short", () => write("ply").subarray(0, -20), /ends before/],
    ["a PLY without an end of its header", () => "ply\nformat ascii 1.0\n", /header/],
    ["a GLB cut short", () => write("glb").subarray(0, -100), /ends before/],
    ["a GLB in a ring", () => edit(write("glb"), (json) => (json.nodes[0].children = [0])), /too deeply/],
    [
      "a GLB with huge counts",
      () => edit(write("glb"), (json) => (json.accessors[0].count = 1e15)),
      /does not hold/,
    ],
    ["a GLB of nonsense", () => edit(write("glb"), (json) => (json.scenes[0].nodes = 7)), /makes no sense/],
    [
      "a GLB of outside buffers",
      () => edit(write("glb"), (json) => (json.bufferViews[0].buffer = 1)),
      /does not hold/,
    ],
    [
      "a GLB bomb",
      () =>
        edit(write("glb", { compress: MeshoptEncoder.encodeGltfBuffer.bind(MeshoptEncoder) }), (json) => {
          const packed = json.bufferViews[0].extensions.EXT_meshopt_compression;
          [packed.count, packed.byteStride] = [12_000_000, 256];
        }),
      /unpacks to more than 512 MiB/,
    ],
    [
      "a GLB packed by others",
      () => edit(write("glb"), (json) => (json.extensionsRequired = ["KHR_draco_mesh_compression"])),
      /KHR_draco/,
    ],
    ["a ZIP cut short", () => write("3mf").subarray(0, -30), /directory/],
    [
      "a 3MF whose numbers are entities",
      () => {
        const model =
          '<!DOCTYPE model [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>' +
          '<model><object id="1"><mesh><vertices><vertex x="&b;" y="&c;" z="0"/><vertex x="1" y="0" z="0"/>' +
          '<vertex x="0" y="1" z="0"/></vertices><triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh></object>' +
          '<build><item objectid="1"/></build></model>';
        return zipArchive([{ name: "3D/m.model", bytes: new TextEncoder().encode(model) }], deflateRaw);
      },
      /Vertex 0 lies at no finite place/,
    ],
    ["a bomb that hides its size", () => bomb(1000), /damaged/],
    ["a bomb that shows its size", () => bomb(3_000_000_000), /more than 256 MiB/],
    ["a bomb of zeros", () => bomb(3_000_000), /more than 200 times its size/],
  ])("%s", (_name, make, message) => {
    const attempt = () => read(make());
    expect(attempt).toThrow(BadMeshError);
    expect(attempt).toThrow(message);
  });

  it("more than four million triangles", () => {
    const builder = new MeshBuilder(3, 4_000_000);
    for (let n = 0; n < 4_000_000; n++) builder.triangle(0, 1, 2);
    expect(() => builder.triangle(0, 1, 2)).toThrow(/more than 4,000,000 triangles/);
  });

  it("names the formats to whoever sends something else", () => {
    expect(() => read("hello")).toThrow(UnknownMeshFormatError);
  });

  it("a ZIP that names one part again and again, once it has given enough", () => {
    const zip = zipArchive([{ name: "a", bytes: new Uint8Array(1000) }], deflateRaw);
    const reader = new ZipReader(zip, inflateRaw, { entryBytes: 1000, totalBytes: 2500 });
    expect(reader.read("a")).toHaveLength(1000);
    reader.read("a");
    expect(() => reader.read("a")).toThrow(BadMeshError);
    expect(reader.read("b")).toBeUndefined();
  });

  it("whatever is done to the bytes", () => {
    let seed = 7;
    const random = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
    for (const format of ["stl", "obj", "ply", "3mf", "glb"] as const)
      for (let round = 0; round < 60; round++) {
        const bytes = write(format).slice();
        for (let n = 0; n < 6; n++) bytes[random(round % 2 ? bytes.length : 200)] = random(256);
        try {
          const { mesh } = read(round % 3 ? bytes : bytes.subarray(0, random(bytes.length)));
          expect(mesh.indices.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(BadMeshError);
        }
      }
  });
});
