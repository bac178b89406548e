import { deflateRawSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { MeshoptDecoder } from "meshoptimizer/decoder";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { describe, expect, it } from "vitest";
import { Mesh as ThreeMesh, type BufferGeometry } from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { OBJLoader } from "three/examples/jsm/loaders/OBJLoader.js";
import { PLYLoader } from "three/examples/jsm/loaders/PLYLoader.js";
import { STLLoader } from "three/examples/jsm/loaders/STLLoader.js";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import { streamStl, writeStl } from "@/lib/geometry/formats/write-stl";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import {
  boundsOf,
  read3mf,
  readGlb,
  readObj,
  readPly,
  readStl,
  volumeOf,
  type ReadMesh,
} from "../../support/read-meshes";

const deflateRaw = (bytes: Uint8Array) => deflateRawSync(bytes);
const write = (mesh: Mesh, format: Parameters<typeof writeMesh>[1]) =>
  writeMesh(mesh, format, { deflateRaw, extras: { engine: "figure" } });

/** A torus standing on z = 0, off centre, so that no two axes can be confused. */
function torus(rings: number, colors: "none" | "few" | "many"): Mesh {
  const positions = new Float32Array(3 * rings * rings);
  const painted = new Uint8Array(3 * rings * rings);
  const indices: number[] = [];
  for (let j = 0; j < rings; j++)
    for (let i = 0; i < rings; i++) {
      const [u, v] = [(2 * Math.PI * i) / rings, (2 * Math.PI * j) / rings];
      const radius = 30 + 10 * Math.cos(v);
      const vertex = j * rings + i;
      positions.set([7 + radius * Math.cos(u), -3 + radius * Math.sin(u), 10 + 10 * Math.sin(v)], 3 * vertex);
      const many = [(vertex * 7) % 256, (vertex * 31) % 256, (vertex * 3) % 256];
      painted.set(
        colors === "few"
          ? [
              [255, 0, 8],
              [1, 128, 254],
            ][j % 2]
          : many,
        3 * vertex,
      );
      const [a, b] = [vertex, j * rings + ((i + 1) % rings)];
      const [c, d] = [((j + 1) % rings) * rings + i, ((j + 1) % rings) * rings + ((i + 1) % rings)];
      indices.push(a, b, d, a, d, c);
    }
  const mesh = { positions, indices: Uint32Array.from(indices) };
  return colors === "none" ? mesh : { ...mesh, colors: painted };
}

const plain = torus(40, "none");
const few = torus(40, "few");
const many = torus(40, "many");
const asRead = (mesh: Mesh): ReadMesh => ({ positions: [...mesh.positions], triangles: [...mesh.indices] });
const trueVolume = volumeOf(asRead(plain));
const trueBounds = boundsOf(asRead(plain));

function expectSame(read: ReadMesh): void {
  expect(read.triangles).toHaveLength(plain.indices.length);
  expect(volumeOf(read) / trueVolume).toBeCloseTo(1, 5);
  const { min, max } = boundsOf(read);
  min.forEach((value, i) => expect(value).toBeCloseTo(trueBounds.min[i], 3));
  max.forEach((value, i) => expect(value).toBeCloseTo(trueBounds.max[i], 3));
}

describe("every format, re-read", () => {
  it("knows what a torus measures", () => {
    expect(trueVolume).toBeGreaterThan(0.98 * 2 * Math.PI ** 2 * 30 * 100);
    expect(trueBounds.max[0] - trueBounds.min[0]).toBeCloseTo(80, 4);
  });

  it("STL", () => {
    const file = write(plain, "stl");
    expect(file).toMatchObject({ extension: "stl", contentType: "model/stl" });
    const read = readStl(file.bytes);
    expectSame(read);
    expect(String.fromCharCode(...file.bytes.subarray(0, 5))).not.toBe("solid");
    for (let i = 0; i < read.normals.length; i += 3)
      expect(Math.hypot(...read.normals.slice(i, i + 3))).toBeCloseTo(1, 5);
    // A normal points out of the tube: away from the circle through its middle.
    const [x, y, z] = [0, 1, 2].map(
      (k) => (read.positions[k] + read.positions[3 + k] + read.positions[6 + k]) / 3,
    );
    const ring = Math.hypot(x - 7, y + 3);
    const out = [((x - 7) / ring) * (ring - 30), ((y + 3) / ring) * (ring - 30), z - 10];
    expect(out.reduce((sum, value, k) => sum + value * read.normals[k], 0)).toBeGreaterThan(9);
  });

  it("STL in pieces: the same bytes, for a mesh of several pieces and for none", () => {
    for (const mesh of [torus(180, "none"), { positions: new Float32Array(), indices: new Uint32Array() }]) {
      const pieces: Uint8Array[] = [];
      // Each overwrites the one before.
      for (const piece of streamStl(mesh)) pieces.push(piece.slice());
      expect(pieces).toHaveLength(mesh.indices.length === 0 ? 1 : 4);
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1_600_000);
      expect(Buffer.concat(pieces).equals(writeStl(mesh))).toBe(true);
    }
  });

  it("PLY, plain and coloured", () => {
    expectSame(readPly(write(plain, "ply").bytes));
    const read = readPly(write(many, "ply").bytes);
    expectSame(read);
    expect(read.colors).toEqual([...many.colors!]);
  });

  it("OBJ, plain", () => {
    const file = write(plain, "obj");
    expect(file).toMatchObject({ extension: "obj", contentType: "model/obj" });
    const read = readObj(file.bytes);
    expectSame(read);
    expect(read.colors).toBeUndefined();
  });

  it("OBJ, coloured: a ZIP with vertex colours and materials", () => {
    const file = write(few, "obj");
    expect(file).toMatchObject({ extension: "zip", contentType: "application/zip" });
    const read = readObj(file.bytes);
    expectSame(read);
    expect(read.colors).toEqual([...few.colors!]);
    expect(read.faceColors).toHaveLength(few.indices.length);
    const kinds = new Set(
      Array.from({ length: 4 }, (_, i) => read.faceColors.slice(3 * i, 3 * i + 3).join()),
    );
    expect([...kinds].every((kind) => kind === "255,0,8" || kind === "1,128,254")).toBe(true);
  });

  it("3MF, plain", () => {
    const file = write(plain, "3mf");
    const read = read3mf(file.bytes);
    expect(file).toMatchObject({ extension: "3mf", contentType: "model/3mf" });
    expect(read.unit).toBe("millimeter");
    expect(read.parts).toEqual(["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"]);
    expectSame(read);
    expect(read.colors).toBeUndefined();
  });

  it("3MF, coloured: exact while the colours are few, near when they are many", () => {
    const exact = read3mf(write(few, "3mf").bytes);
    expectSame(exact);
    expect(exact.colors).toEqual([...few.colors!]);
    const near = read3mf(write(many, "3mf").bytes);
    const off = near.colors!.reduce((sum, value, i) => sum + Math.abs(value - many.colors![i]), 0);
    expect(off / near.colors!.length).toBeLessThan(14);
  });

  it("3MF, with a picture of it", () => {
    const thumbnail = Uint8Array.of(137, 80, 78, 71);
    const { bytes } = writeMesh(plain, "3mf", { deflateRaw, thumbnail });
    expectSame(read3mf(bytes));
    const parts = unzipSync(bytes);
    expect(parts["Metadata/thumbnail.png"]).toEqual(thumbnail);
    expect(strFromU8(parts["[Content_Types].xml"])).toContain('Extension="png" ContentType="image/png"');
    expect(strFromU8(parts["_rels/.rels"])).toMatch(
      /Target="\/Metadata\/thumbnail.png"[^>]*relationships\/metadata\/thumbnail"/,
    );
  });

  it("GLB: metres and y up, unit normals, colours in linear light", () => {
    const file = write(many, "glb");
    const read = readGlb(file.bytes);
    const [x, y, z] = [0, 1, 2].map((k) => (i: number) => read.positions[i + k]);
    const back: number[] = [];
    for (let i = 0; i < read.positions.length; i += 3) back.push(1000 * x(i), -1000 * z(i), 1000 * y(i));
    expectSame({ positions: back, triangles: read.triangles });
    expect(read.colors).toEqual([...many.colors!]);
    for (let i = 0; i < read.normals.length; i += 3)
      expect(Math.hypot(...read.normals.slice(i, i + 3))).toBeCloseTo(1, 5);
    const { asset, accessors } = read.document;
    expect(asset).toEqual({
      version: "2.0",
      generator: "PrintPal",
      extras: { unit: "metre", engine: "figure" },
    });
    const { min, max } = boundsOf(read);
    expect([accessors[0].min, accessors[0].max]).toEqual([min, max]);
  });

  it("GLB without colours, and with more vertices than 16 bits count", () => {
    expect(readGlb(write(plain, "glb").bytes).colors).toBeUndefined();
    const large = torus(257, "none");
    const read = readGlb(write(large, "glb").bytes);
    expect(read.triangles).toEqual([...large.indices]);
    expect(read.document.accessors[2].componentType).toBe(5125);
  });

  it("the same mesh gives the same bytes", () => {
    for (const format of ["stl", "glb", "obj", "ply", "3mf"] as const)
      expect(Buffer.from(write(many, format).bytes).equals(write(many, format).bytes)).toBe(true);
  });
});

describe("three's own loaders", () => {
  const buffer = (bytes: Uint8Array) => bytes.slice().buffer;
  const expectBox = (geometry: BufferGeometry) => {
    geometry.computeBoundingBox();
    expect(geometry.boundingBox!.min.toArray().map((value) => Number(value.toFixed(3)))).toEqual(
      trueBounds.min.map((value) => Number(value.toFixed(3))),
    );
  };

  it("read STL, PLY and OBJ", () => {
    const stl = new STLLoader().parse(buffer(write(plain, "stl").bytes));
    expect(stl.getAttribute("position").count).toBe(plain.indices.length);
    expectBox(stl);
    const ply = new PLYLoader().parse(buffer(write(many, "ply").bytes));
    expect(ply.getIndex()!.count).toBe(plain.indices.length);
    expect(ply.getAttribute("color").count).toBe(1600);
    expectBox(ply);
    const obj = new OBJLoader().parse(new TextDecoder().decode(write(plain, "obj").bytes));
    const [child] = obj.children;
    if (!(child instanceof ThreeMesh)) throw new Error("no mesh");
    expectBox(child.geometry as BufferGeometry);
  });

  it("read GLB, plain and packed by meshoptimizer, in much fewer bytes", async () => {
    await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);
    const compress = MeshoptEncoder.encodeGltfBuffer.bind(MeshoptEncoder);
    const packed = writeMesh(many, "glb", { deflateRaw, compress }).bytes;
    const open = write(many, "glb").bytes;
    expect(packed.length).toBeLessThan(0.6 * open.length);
    const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    const [one, other] = await Promise.all(
      [packed, open].map(async (bytes) => {
        const { scene } = await loader.parseAsync(buffer(bytes), "");
        let found: BufferGeometry | undefined;
        scene.traverse((object) => {
          if (object instanceof ThreeMesh) found = object.geometry as BufferGeometry;
        });
        return found!;
      }),
    );
    for (const name of ["position", "normal", "color"])
      expect(one.getAttribute(name).array).toEqual(other.getAttribute(name).array);
    // The order of corners within a triangle may turn.
    const sets = (geometry: BufferGeometry) =>
      [...geometry.getIndex()!.array].reduce((sum, vertex) => sum + vertex, 0);
    expect(sets(one)).toBe(sets(other));
    expect(one.getIndex()!.count).toBe(plain.indices.length);
  });
});
