import { deflateRawSync, inflateRawSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readMesh } from "@/lib/geometry/formats/read-mesh";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";

const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2]);
const sides = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
].flatMap(([a, b, c, d]) => [a, b, c, a, c, d]);

/** Two cubes of 10 mm side by side: red, and a blue one with a name that XML must escape. */
const pair: Mesh = {
  positions: Float32Array.from(
    [0, 1].flatMap((n) => corners.flatMap(([x, y, z]) => [10 * (x + n), 10 * y, 10 * z])),
  ),
  indices: Uint32Array.from([...sides, ...sides.map((at) => at + 8)]),
  bodies: [
    { name: "red", color: [255, 0, 0], firstTriangle: 0, triangleCount: 12 },
    { name: 'a & "b"', color: [0, 0, 188], firstTriangle: 12, triangleCount: 12 },
  ],
};
const deflateRaw = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes);
const inflateRaw = (bytes: Uint8Array, maxOutputLength: number) => inflateRawSync(bytes, { maxOutputLength });
const write = (format: "3mf" | "glb") => writeMesh(pair, format, { deflateRaw }).bytes;

describe("bodies", () => {
  it("are objects of a 3MF in their colours, held together by one", () => {
    const xml = strFromU8(unzipSync(write("3mf"))["3D/3dmodel.model"]);
    expect(xml.match(/<object [^>]*>/g)).toEqual([
      '<object id="2" type="model" name="red" pid="1" pindex="0">',
      '<object id="3" type="model" name="a &#38; &#34;b&#34;" pid="1" pindex="1">',
      '<object id="4" type="model">',
    ]);
    expect(xml.match(/<m:color .*?>|<component .*?>|<item .*?>/g)).toEqual([
      '<m:color color="#FF0000FF"/>',
      '<m:color color="#0000BCFF"/>',
      '<component objectid="2"/>',
      '<component objectid="3"/>',
      '<item objectid="4"/>',
    ]);
    expect(xml.match(/<vertex /g)).toHaveLength(16);
  });

  it("are built one by one where they are printed apart", () => {
    const { bytes } = writeMesh({ ...pair, apart: true }, "3mf", { deflateRaw });
    const xml = strFromU8(unzipSync(bytes)["3D/3dmodel.model"]);
    expect(xml.match(/<component .*?>|<item .*?>/g)).toEqual([
      '<item objectid="2"/>',
      '<item objectid="3"/>',
    ]);
    expect(signedVolume(readMesh(bytes, { inflateRaw }).mesh)).toBeCloseTo(2000, 3);
  });

  it("are nodes of a GLB with a mesh and a linear colour each", () => {
    const bytes = write("glb");
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
    const { nodes, meshes, materials, scenes } = JSON.parse(strFromU8(bytes.subarray(20, 20 + length)));
    expect(nodes).toEqual([
      { mesh: 0, name: "red" },
      { mesh: 1, name: 'a & "b"' },
    ]);
    expect(scenes).toEqual([{ nodes: [0, 1] }]);
    expect(meshes.map((mesh: { primitives: { material: number }[] }) => mesh.primitives[0].material)).toEqual(
      [0, 1],
    );
    const colors = materials.map(
      (material: { pbrMetallicRoughness: { baseColorFactor: number[] } }) =>
        material.pbrMetallicRoughness.baseColorFactor,
    );
    expect(colors).toEqual([
      [1, 0, 0, 1],
      [0, 0, 0.50289, 1],
    ]);
  });

  it("come back whole and coloured from both", () => {
    for (const format of ["3mf", "glb"] as const) {
      const { mesh } = readMesh(write(format), { inflateRaw });
      expect(findMeshFaults(mesh)).toEqual([]);
      expect(signedVolume(mesh)).toBeCloseTo(2000, 1);
      expect([...mesh.colors!.subarray(0, 3), ...mesh.colors!.subarray(-3)]).toEqual([255, 0, 0, 0, 0, 188]);
    }
  });
});
