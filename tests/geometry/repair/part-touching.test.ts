import { describe, expect, it } from "vitest";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { partTouching } from "@/lib/geometry/repair/part-touching";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { makeRandom } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";
import { readStl } from "@/tests/support/read-stl";

const box = makeBox([0, 0, 0], [2, 2, 2]);
const asRead = (mesh: Mesh): Mesh => readStl(writeStl(mesh));

describe("partTouching", () => {
  it.each([
    ["an edge", makeBox([2, 2, 0], [4, 4, 2])],
    ["a point", makeBox([2, 2, 2], [4, 4, 4])],
    ["a face", makeBox([2, 0, 0], [4, 2, 2])],
    ["all of themselves", box],
  ])("parts two boxes that share %s, for readers that weld", (_, other) => {
    const touching = joinMeshes(box, other);
    expect(findMeshFaults(touching)).toEqual([]);
    expect(findMeshFaults(asRead(touching))).not.toEqual([]);
    const parted = partTouching(touching)!;
    const read = asRead(parted);
    expect(findMeshFaults(read)).toEqual([]);
    expect(splitParts(read).count).toBe(2);
    const [before, after] = [signedVolume(touching), signedVolume(parted)];
    expect(after).toBeLessThan(before);
    expect(after).toBeGreaterThan(before * 0.98);
    const moved = parted.positions.map((value, at) => Math.abs(value - touching.positions[at]));
    expect(Math.max(...moved)).toBeLessThan(0.01);
  });

  it("parts heaps of random cubes", () => {
    const random = makeRandom(31);
    const side = () => Math.floor(random() * 3) * 5;
    let touched = 0;
    for (let trial = 0; trial < 40; trial++) {
      const cubes = Array.from({ length: 6 }, () => {
        const low = [side(), side(), side()];
        return makeBox(
          low,
          low.map((value) => value + 5),
        );
      });
      const heap = joinMeshes(...cubes);
      if (findMeshFaults(asRead(heap)).length > 0) touched++;
      expect(findMeshFaults(asRead(partTouching(heap)!))).toEqual([]);
    }
    expect(touched).toBeGreaterThan(30);
  });

  it("joins −0 with 0, as files do that are read by value", () => {
    const mirrored = makeBox([-2, -2, 0], [0, 0, 2]);
    mirrored.positions.forEach((value, at) => (mirrored.positions[at] = value === 0 ? -0 : value));
    const parted = partTouching(joinMeshes(box, mirrored))!;
    expect(findMeshFaults(asRead(parted))).toEqual([]);
    expect(parted.positions.filter((value) => value === 0).length).toBeLessThan(24);
  });

  it("leaves alone what does not touch, and bodies side by side", () => {
    const apart = joinMeshes(box, makeBox([3, 0, 0], [4, 2, 2]));
    expect(partTouching(apart)).toBe(apart);
    const color = [9, 9, 9] as const;
    const bodies = [0, 12].map((firstTriangle) => ({ name: "", color, firstTriangle, triangleCount: 12 }));
    const sides = { ...joinMeshes(box, makeBox([2, 0, 0], [4, 2, 2])), bodies };
    expect(partTouching(sides)).toBe(sides);
    const doubled = {
      ...joinMeshes(box, makeBox([2, 2, 0], [4, 4, 2])),
      bodies: [{ ...bodies[0], triangleCount: 24 }],
    };
    expect(findMeshFaults(asRead(partTouching(doubled)!))).toEqual([]);
  });
});
