import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { layOutTexture } from "@/lib/geometry/formats/lay-out-texture";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import type { Mesh, ProjectedTexture } from "@/lib/geometry/mesh/mesh";
import { moveTexture } from "@/lib/geometry/mesh/move-texture";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { findMeshFaults } from "../../support/check-closed-mesh";
import { makeBox } from "../../support/make-solids";
import { readGlb, readObj, volumeOf } from "../../support/read-meshes";

/** The box spans x and z from 0 to 2: the front lies on the atlas's left half, the back on its right. */
const texture: ProjectedTexture = {
  kind: "projected",
  atlas: { width: 2, height: 1, data: new Uint8ClampedArray(8) },
  tiles: [
    { toward: [0, 1, 0], across: [0.25, 0, 0, 0.5], down: [0, 0, -0.5, 1], area: [0.5, 0, 1, 1] },
    { toward: [0, -1, 0], across: [0.25, 0, 0, 0], down: [0, 0, -0.5, 1], area: [0, 0, 0.5, 1] },
  ],
};
const box: Mesh = { ...makeBox([0, 0, 0], [2, 2, 2]), texture };
const picture = { bytes: Uint8Array.of(1, 2, 3), contentType: "image/png" as const };
const write = (mesh: Mesh, format: "glb" | "obj") =>
  writeMesh(mesh, format, { picture, deflateRaw: (bytes) => deflateRawSync(bytes) }).bytes;

describe("layOutTexture", () => {
  it("gives the front its tile, all else the back's, and repeats only the four vertices between", () => {
    const { origin, uvs, indices } = layOutTexture(box, texture);
    expect(indices).toHaveLength(36);
    expect([...indices].map((vertex) => origin[vertex])).toEqual([...box.indices]);
    expect(origin).toHaveLength(8 + 4);
    const onFront = [...origin.keys()].filter(
      (vertex) => uvs[2 * vertex] <= 0.5 && box.positions[3 * origin[vertex]] > 0,
    );
    expect(onFront.map((vertex) => [uvs[2 * vertex], uvs[2 * vertex + 1]]).sort()).toEqual([
      [0.5, 0],
      [0.5, 1],
    ]);
  });

  it("stays in place while the mesh is scaled, moved and turned", () => {
    const placed = placeMesh(box, { sizeMm: 70, axis: "x" });
    expect(layOutTexture(placed, placed.texture!).uvs).toEqual(layOutTexture(box, texture).uvs);
    // Turned by a right angle about z: (x, y, z) → (−y, x, z), so that the front looks towards +x.
    const turned = moveTexture(texture, 1, [0, 0, 0], [0, -1, 0, 1, 0, 0, 0, 0, 1]) as ProjectedTexture;
    const positions = box.positions.map((_, i, p) => [-p[i + 1], p[i - 1], p[i]][i % 3]);
    expect(turned.tiles[1].toward.map((value) => value + 0)).toEqual([1, 0, 0]);
    expect(layOutTexture({ ...box, positions }, turned).uvs).toEqual(layOutTexture(box, texture).uvs);
  });
});

describe("files with a texture", () => {
  it("GLB: the picture and places in it, no colours, and still a closed box once welded", () => {
    const read = readGlb(write({ ...box, colors: new Uint8Array(24) }, "glb"));
    expect(read.picture).toEqual(picture.bytes);
    expect(read.colors).toBeUndefined();
    expect(read.document.images).toEqual([{ bufferView: 4, mimeType: "image/png" }]);
    expect(read.document.materials[0].pbrMetallicRoughness.baseColorTexture).toEqual({ index: 0 });
    expect(read.uvs).toEqual([...layOutTexture(box, texture).uvs]);
    expect(volumeOf(read) * 1e9).toBeCloseTo(8, 4);
    // Both copies of a vertex on the border have the normal of the closed mesh.
    const normals = new Map<string, string>();
    for (let i = 0; i < read.positions.length; i += 3) {
      const at = read.positions.slice(i, i + 3).join();
      const normal = read.normals.slice(i, i + 3).join();
      expect(normals.get(at) ?? normal).toBe(normal);
      normals.set(at, normal);
    }
    expect(normals.size).toBe(8);
  });

  it("OBJ: a ZIP with the picture, shared points, and v counted from below", () => {
    const read = readObj(write(box, "obj"));
    expect(Object.keys(read.parts)).toEqual(["model.obj", "model.mtl", "model.png"]);
    expect(new TextDecoder().decode(read.parts["model.mtl"])).toContain("map_Kd model.png\n");
    expect(read.parts["model.png"]).toEqual(picture.bytes);
    const { uvs, indices } = layOutTexture(box, texture);
    expect(read.uvs).toEqual([...indices].flatMap((place) => [uvs[2 * place], 1 - uvs[2 * place + 1]]));
    const mesh = { positions: Float32Array.from(read.positions), indices: Uint32Array.from(read.triangles) };
    expect(findMeshFaults(mesh)).toEqual([]);
  });
});
