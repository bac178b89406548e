import { describe, expect, it, vi } from "vitest";
import { Color, type BufferGeometry, Mesh as ThreeMesh } from "three";
import { FBXLoader } from "three/examples/jsm/loaders/FBXLoader.js";
import { writeFbx } from "@/lib/geometry/formats/write-fbx";
import { makeBox, paintVertices } from "../../support/make-solids";
import { nodeAt, readFbx, type ReadNode } from "../../support/read-fbx";
import { boundsOf, volumeOf } from "../../support/read-meshes";

const box = paintVertices(makeBox([-10, -20, 0], [10, 20, 33.5]));
const plain = { positions: box.positions, indices: box.indices };

function meshOf(nodes: ReadNode[]) {
  const geometry = nodeAt(nodes, "Objects", "Geometry").nodes;
  const positions = nodeAt(geometry, "Vertices").values[0] as number[];
  const corners = nodeAt(geometry, "PolygonVertexIndex").values[0] as number[];
  expect(corners.filter((_, at) => at % 3 === 2).every((corner) => corner < 0)).toBe(true);
  return { positions, triangles: corners.map((corner) => (corner < 0 ? ~corner : corner)) };
}

describe("an FBX file", () => {
  it("holds the mesh exactly: triangles, bounds and volume", () => {
    const read = meshOf(readFbx(writeFbx(plain)));
    expect(read.triangles).toEqual([...box.indices]);
    expect(boundsOf(read)).toEqual({ min: [-10, -20, 0], max: [10, 20, 33.5] });
    expect(volumeOf(read)).toBeCloseTo(20 * 40 * 33.5, 6);
  });

  it("says that it is in millimetres and that z is up", () => {
    const settings = nodeAt(readFbx(writeFbx(plain)), "GlobalSettings", "Properties70").nodes;
    const stated = Object.fromEntries(settings.map(({ values }) => [values[0], values.at(-1)]));
    expect(stated).toMatchObject({ UnitScaleFactor: 0.1, UpAxis: 2, FrontAxis: 1, FrontAxisSign: -1 });
  });

  it("colours every corner like its vertex, and has no colour layer without colours", () => {
    const layer = nodeAt(readFbx(writeFbx(box)), "Objects", "Geometry", "LayerElementColor").nodes;
    const rgba = nodeAt(layer, "Colors").values[0] as number[];
    const bytes = rgba.filter((_, at) => at % 4 < 3).map((share) => Math.round(share * 255));
    expect(bytes).toEqual([...box.colors!]);
    expect(nodeAt(layer, "ColorIndex").values[0]).toEqual([...box.indices]);
    const nodes = nodeAt(readFbx(writeFbx(plain)), "Objects", "Geometry").nodes.map(({ name }) => name);
    expect(nodes).not.toContain("LayerElementColor");
  });

  it("joins geometry and material to a model that stands in the scene", () => {
    const nodes = readFbx(writeFbx(plain));
    const ids = nodeAt(nodes, "Objects").nodes.map(({ name, values }) => [name, values[0]]);
    expect(ids).toEqual([
      ["Geometry", 1001],
      ["Model", 1002],
      ["Material", 1003],
    ]);
    expect(nodeAt(nodes, "Connections").nodes.map(({ values }) => values)).toEqual([
      ["OO", 1002, 0],
      ["OO", 1001, 1002],
      ["OO", 1003, 1002],
    ]);
  });

  it("is the same for the same mesh", () => {
    expect(Buffer.from(writeFbx(box)).equals(writeFbx(box))).toBe(true);
  });

  it("is read by three's own loader", () => {
    vi.stubGlobal("window", { URL: undefined });
    const scene = new FBXLoader().parse(writeFbx(box).slice().buffer, "");
    vi.unstubAllGlobals();
    const meshes: ThreeMesh[] = [];
    scene.traverse((object) => void (object instanceof ThreeMesh && meshes.push(object)));
    expect(meshes).toHaveLength(1);
    const geometry = meshes[0].geometry as BufferGeometry;
    geometry.computeBoundingBox();
    expect(geometry.getAttribute("position").count).toBe(box.indices.length);
    expect(geometry.boundingBox!.max.toArray()).toEqual([10, 20, 33.5]);
    const first = box.indices[0] * 3;
    const color = new Color().setRGB(
      ...([...box.colors!.subarray(first, first + 3)].map((byte) => byte / 255) as [number, number, number]),
      "srgb",
    );
    expect(geometry.getAttribute("color").getX(0)).toBeCloseTo(color.r, 4);
  });
});
