import { unzipSync } from "fflate";
import { Mesh as ThreeMesh, type BufferGeometry, type MeshPhysicalMaterial } from "three";
import { USDLoader } from "three/examples/jsm/loaders/USDLoader.js";
import { describe, expect, it } from "vitest";
import { writeUsdz } from "@/lib/geometry/formats/write-usdz";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { makeBox } from "../../support/make-solids";
import { volumeOf } from "../../support/read-meshes";

const box = makeBox([1, -2, 3], [11, 4, 8]);

function load(bytes: Uint8Array): {
  mesh: ThreeMesh<BufferGeometry, MeshPhysicalMaterial>;
  millimetres: number[];
} {
  let mesh: ThreeMesh | undefined;
  const group = new USDLoader().parse(bytes.slice().buffer);
  group.updateMatrixWorld(true);
  group.traverse((object) => {
    if (object instanceof ThreeMesh) mesh = object;
  });
  if (!mesh) throw new Error("no mesh");
  const geometry = mesh.geometry as BufferGeometry;
  geometry.applyMatrix4(mesh.matrixWorld);
  const points = [...geometry.getAttribute("position").array];
  const back = points.map((_, i) => [points[i], -points[i + 1], points[i - 1]][i % 3]);
  return { mesh: mesh as ThreeMesh<BufferGeometry, MeshPhysicalMaterial>, millimetres: back };
}

const trianglesOf = ({ geometry }: { geometry: BufferGeometry }): number[] =>
  geometry.index ? [...geometry.index.array] : [...Array(geometry.getAttribute("position").count).keys()];

describe("writeUsdz, read by three", () => {
  it("plain: triangles, bounds and volume, after metres per unit", () => {
    const { mesh, millimetres } = load(writeUsdz(box));
    const triangles = trianglesOf(mesh);
    expect(triangles).toHaveLength(36);
    const scale = (Math.max(...millimetres) - Math.min(...millimetres)) / 13;
    expect([1, 0.001].some((unit) => Math.abs(scale / unit - 1) < 1e-6)).toBe(true);
    expect(volumeOf({ positions: millimetres, triangles }) / scale ** 3).toBeCloseTo(300, 3);
  });

  it("coloured: linear display colours on every vertex", () => {
    const colors = Uint8Array.from({ length: 24 }, (_, i) => (i < 3 ? 128 : 255));
    const bytes = writeUsdz({ ...box, colors });
    // three takes the first colour only, for the whole.
    expect(load(bytes).mesh.geometry.getAttribute("position").count).toBeGreaterThanOrEqual(8);
    const layer = new TextDecoder().decode(unzipSync(bytes)["model.usda"]);
    const [, list, after] = /primvars:displayColor = \[(.*)\](.*)/.exec(layer)!;
    expect(list.split("),(")).toHaveLength(8);
    expect(list.startsWith("(0.215861,0.215861,0.215861),(1.000000,1.000000,1.000000)")).toBe(true);
    expect(after).toBe(' (interpolation = "vertex")');
  });

  it("textured: places in the picture, and the picture beside the layer", () => {
    const texture: Mesh["texture"] = {
      kind: "projected",
      atlas: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
      tiles: [0.2, 0.1].map((left, n) => ({
        toward: [0, 1 - 2 * n, 0],
        across: [0.05, 0, 0, left],
        down: [0, 0, -0.1, 0.9],
        area: [0, 0, 1, 1],
      })),
    };
    const picture = { bytes: Uint8Array.of(255, 216, 255), contentType: "image/jpeg" as const };
    const bytes = writeUsdz({ ...box, texture }, picture);
    const parts = unzipSync(bytes);
    expect(parts["textures/model.jpg"]).toEqual(picture.bytes);
    const layer = new TextDecoder().decode(parts["model.usda"]);
    expect(layer).toContain("inputs:file = @textures/model.jpg@");
    const places = /primvars:st = \[(.*)\]/.exec(layer)![1];
    // The lower left of the front: x 1, z 3, counted from the atlas's lower left.
    expect(places).toContain("(0.150000,0.400000)");
    expect(places.split("),(")).toHaveLength(12);
  });
});

describe("the archive", () => {
  it("packs nothing, starts with the layer, and begins every file at a multiple of 64", () => {
    const bytes = writeUsdz({ ...box, colors: new Uint8Array(24) });
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder().decode(bytes.subarray(30, 40))).toBe("model.usda");
    expect(view.getUint16(8, true)).toBe(0);
    const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
    expect(start % 64).toBe(0);
    expect(new TextDecoder().decode(bytes.subarray(start, start + 9))).toBe("#usda 1.0");
  });
});
