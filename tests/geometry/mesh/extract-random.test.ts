import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { functionField, makeRandom, type Size, volumeField } from "@/tests/support/make-fields";

/** A union of a few random balls, boxes and rods with waves on them; many cross the border of the domain. */
function randomBody(seed: number) {
  const random = makeRandom(seed);
  const size = [0, 1, 2].map(() => 12 + Math.floor(random() * 44)) as unknown as Size;
  const shapes = Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
    kind: Math.floor(random() * 3),
    centre: size.map((length) => random() * length),
    radius: 1 + random() * 12,
    hollow: random() < 0.3,
  }));
  const wave = random() * 3;
  const pitch = 0.2 + random() * 1.5;
  const at = (x: number, y: number, z: number) => {
    let best = -1000;
    for (const { kind, centre, radius, hollow } of shapes) {
      const dx = Math.abs(x - centre[0]);
      const dy = Math.abs(y - centre[1]);
      const dz = Math.abs(z - centre[2]);
      const distance =
        kind === 0
          ? Math.sqrt(dx * dx + dy * dy + dz * dz)
          : kind === 1
            ? Math.max(dx, dy, dz)
            : Math.sqrt(dx * dx + dy * dy);
      const solid = radius - distance;
      best = hollow ? Math.min(best, -solid) : Math.max(best, solid);
    }
    return best + wave * Math.sin(x * pitch) * Math.sin(y * pitch) * Math.sin(z * pitch);
  };
  return { size, at, reach: 1 + wave * pitch * Math.sqrt(3) };
}

describe("any field gives a closed manifold", () => {
  it.each([0, 1, 2, 3, 4])("random bodies, batch %i", (batch) => {
    let extracted = 0;
    for (let seed = batch * 40; seed < batch * 40 + 40; seed++) {
      const { size, at, reach } = randomBody(seed + 1);
      // Every third field lies about its boxes, so that healing is part of the trial.
      const mesh = extractSurface(functionField(size, at, seed % 3 === 0 ? reach * 0.4 : reach));
      expect(findMeshFaults(mesh), `seed ${seed}`).toEqual([]);
      if (mesh.indices.length > 0) extracted++;
    }
    expect(extracted).toBeGreaterThan(30);
  });

  it.each([0.04, 0.2, 0.35, 0.5, 0.65, 0.9, 0.99])("white noise with %f of the samples inside", (share) => {
    for (const size of [
      [3, 3, 3],
      [8, 8, 8],
      [9, 16, 5],
      [25, 24, 31],
      [40, 40, 40],
    ] as Size[])
      for (const binary of [true, false]) {
        const random = makeRandom(size[0] * 1000 + share * 100);
        const values = new Float32Array(size[0] * size[1] * size[2]).map(() => {
          const value = share - random();
          return binary ? Math.sign(value) : value;
        });
        const mesh = extractSurface(volumeField(size, values));
        expect(findMeshFaults(mesh), size.join()).toEqual([]);
        expect(checkManifold(mesh)).toMatchObject({
          watertight: true,
          manifold: true,
          degenerateTriangles: 0,
        });
      }
  });

  it.each([
    ["checkerboard", (x: number, y: number, z: number) => ((x + y + z) % 2 === 0 ? 1 : -1)],
    ["columns that touch along edges", (x: number, y: number) => ((x + y) % 2 === 0 ? 1 : -1)],
    ["cubes that touch at corners", (x: number, y: number, z: number) => ((x ^ y ^ z) & 2 ? 1 : -1)],
    [
      "cubes along bricks",
      (x: number, y: number, z: number) => (((x >> 3) ^ (y >> 3) ^ (z >> 3)) & 1 ? -1 : 1),
    ],
    ["sheets one sample thick", (x: number) => (x % 2 === 0 ? 1 : -1)],
    [
      "single samples",
      (x: number, y: number, z: number) => (x % 3 === 0 && y % 3 === 0 && z % 3 === 0 ? 1 : -1),
    ],
    [
      "single holes",
      (x: number, y: number, z: number) => (x % 3 === 0 && y % 3 === 0 && z % 3 === 0 ? -1 : 1),
    ],
  ])("%s", (_name, at) => {
    for (const size of [
      [9, 9, 9],
      [16, 17, 24],
      [33, 8, 20],
    ] as Size[]) {
      const mesh = extractSurface(functionField(size, at));
      expect(mesh.indices.length).toBeGreaterThan(0);
      expect(findMeshFaults(mesh), size.join()).toEqual([]);
    }
  });
});
