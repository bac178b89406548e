import { describe, expect, it } from "vitest";
import { filledVolume } from "@/lib/geometry/mesh/filled-volume";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { joinMeshes, makeBox } from "../../support/make-solids";

const cube = (from: number, to: number, inwards = false) =>
  makeBox([from, from, from], [to, to, to], inwards);
const filled = (...meshes: Mesh[]) => {
  const mesh = joinMeshes(...meshes);
  return filledVolume(mesh, splitParts(mesh));
};

describe("filledVolume", () => {
  it.each([
    ["a body in another once", [cube(0, 10), cube(2, 5)], 1000],
    ["a hollow as missing", [cube(0, 10), cube(2, 5, true)], 1000 - 27],
    ["a body in a hollow of another", [cube(0, 10), cube(1, 9, true), cube(2, 5)], 1000 - 512 + 27],
    ["a hollow body in a full one as full", [cube(0, 10), cube(2, 8), cube(3, 6, true)], 1000],
    ["an inlay that fills a hollow to the last face", [cube(0, 10), cube(2, 5, true), cube(2, 5)], 1000],
    ["the same body three times over", [cube(0, 10), cube(1, 9), cube(2, 8)], 1000],
    ["bodies that share a face", [cube(0, 10), makeBox([10, 2, 2], [12, 8, 8])], 1000 + 72],
    ["bodies apart", [cube(0, 10), cube(20, 25)], 1125],
    ["nothing", [], 0],
  ])("counts %s", (_, meshes, volume) => {
    expect(filled(...meshes)).toBeCloseTo(volume, 6);
    expect(filled(...[...meshes].reverse())).toBeCloseTo(volume, 6);
  });

  it("is what the report and its filament are made of", () => {
    const [alone, twice] = [cube(0, 10), joinMeshes(cube(0, 10), cube(2, 5))].map((mesh) =>
      measureMesh(mesh),
    );
    expect([twice.volumeMm3, alone.volumeMm3]).toEqual([1000, 1000]);
  });
});
