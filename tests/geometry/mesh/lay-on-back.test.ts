import { expect, it } from "vitest";
import { layOnBack } from "@/lib/geometry/mesh/lay-on-back";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { makeBox } from "@/tests/support/make-solids";

it("turns front to top and head to back, and nothing inside out", () => {
  const box = makeBox([0, 0, 0], [1, 2, 5]);
  const { volumeMm3 } = measureMesh(box);
  const before = box.positions.slice();
  const lying = layOnBack(box);
  for (let v = 0; v < before.length; v += 3)
    expect([...lying.positions.slice(v, v + 3)].map((at) => at + 0)).toEqual([
      before[v],
      before[v + 2],
      0 - before[v + 1],
    ]);
  expect(measureMesh(lying)).toMatchObject({ volumeMm3, sizeMm: { x: 1, y: 5, z: 2 } });
});

it("takes the texture along", () => {
  const chart = { across: [1, 2, 3, 4], down: [5, 6, 7, 8] } as const;
  const atlas = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const texture = { atlas, toward: [0, -1, 0], front: chart, back: chart } as const;
  const turned = layOnBack({ ...makeBox([0, 0, 0], [1, 1, 1]), texture }).texture;
  expect(turned?.toward).toEqual([0, 0, 1]);
  // A point (x, y, z) now lies at (x, z, -y) and must find the same place in the atlas.
  expect(turned?.front).toEqual({ across: [1, 3, -2, 4], down: [5, 7, -6, 8] });
});
