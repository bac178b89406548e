import earcut from "earcut";
import { describe, expect, it } from "vitest";
import { relaxTriangles } from "@/lib/geometry/outline/relax-triangles";
import { dropSmallRings, joinRings, measureRings, scaleRings, turnRings } from "@/lib/geometry/outline/rings";
import { stackRings } from "@/lib/geometry/outline/stack-rings";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";

/** A square round (x, y). */
const square = (half: number, x = 0, y = 0) => ({
  points: Float64Array.of(x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half),
  starts: Uint32Array.of(0, 4),
});
const none = { points: new Float64Array(0), starts: Uint32Array.of(0) };
const frame = joinRings(square(4), turnRings(square(2)));

describe("stackRings", () => {
  it("sets a block on a plate with one surface", () => {
    const [plate, block] = [square(5), square(2)];
    const mesh = stackRings(
      [
        { rings: plate, z: 0 },
        { rings: plate, z: 1 },
        { rings: block, z: 1 },
        { rings: block, z: 4 },
      ],
      earcut,
    );
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(100 + 16 * 3, 4);
  });

  it("slopes the edges of a frame, inside and outside", () => {
    const inner = joinRings(square(3.5), turnRings(square(2.5)));
    const mesh = stackRings(
      [
        { rings: frame, z: 0 },
        { rings: frame, z: 2 },
        { rings: inner, z: 2.5 },
      ],
      earcut,
    );
    expect(findMeshFaults(mesh)).toEqual([]);
    // Prismatoids: outside from 8 to 7 mm square, the opening from 4 to 5.
    const slope = (0.5 / 3) * (64 + 56 + 49 - (16 + 20 + 25));
    expect(signedVolume(mesh)).toBeCloseTo(48 * 2 + slope, 4);
  });

  it("ends flat where the upper outline has vanished", () => {
    const mesh = stackRings(
      [
        { rings: frame, z: 0 },
        { rings: frame, z: 2 },
        { rings: none, z: 3 },
      ],
      earcut,
    );
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(96, 4);
  });
});

describe("relaxTriangles", () => {
  it("takes the shorter diagonal and leaves a border alone", () => {
    const points = Float64Array.of(0, 0, 4, -1, 8, 0, 4, 1);
    const triangles: [number, number, number][] = [
      [0, 1, 2],
      [0, 2, 3],
    ];
    relaxTriangles(points, triangles);
    expect(triangles.every((corners) => corners.includes(1) && corners.includes(3))).toBe(true);
  });
});

describe("rings", () => {
  it("are turned, moved, scaled and sifted", () => {
    expect([...measureRings(turnRings(square(1)))]).toEqual([-4]);
    expect([...scaleRings(square(1, 2, 3), 2, 2, 3).points]).toEqual([-2, -2, 2, -2, 2, 2, -2, 2]);
    expect([...measureRings(dropSmallRings(joinRings(square(0.1), square(1)), 1))]).toEqual([4]);
  });
});
