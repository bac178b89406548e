import { expect, it } from "vitest";
import { layOnBack } from "@/lib/geometry/mesh/lay-on-back";
import type { ProjectedTexture } from "@/lib/geometry/mesh/mesh";
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
  const atlas = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const rows = { across: [1, 2, 3, 4], down: [5, 6, 7, 8], area: [0, 0, 1, 1] } as const;
  const sight = {
    ...rows,
    nearness: [9, 10, 11, 12],
    least: Float32Array.of(0),
    width: 1,
    height: 1,
  } as const;
  const texture = {
    kind: "projected",
    atlas,
    tiles: [{ toward: [0, -1, 0], ...rows, sight }],
  } as const;
  const turned = layOnBack({ ...makeBox([0, 0, 0], [1, 1, 1]), texture }).texture as ProjectedTexture;
  const [{ toward, across, down, sight: turnedSight }] = turned.tiles;
  expect(toward.map((at) => at + 0)).toEqual([0, 0, 1]);
  // A point (x, y, z) now lies at (x, z, -y) and must find the same place in the atlas.
  expect({ across, down }).toEqual({ across: [1, 3, -2, 4], down: [5, 7, -6, 8] });
  expect(turnedSight).toMatchObject({ across, down, nearness: [9, 11, -10, 12] });
});
