import earcut from "earcut";
import { describe, expect, it } from "vitest";
import { extrudeRings, groupRings, OpenOutlineError } from "@/lib/geometry/outline/extrude-rings";
import { measureRings } from "@/lib/geometry/outline/rings";
import { traceRings } from "@/lib/geometry/outline/trace-rings";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";

const picture = (...rows: string[]): [Uint8Array, number, number] => [
  Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 255 : 0)),
  rows[0].length,
  rows.length,
];

describe("traceRings", () => {
  it("puts the contour half way between a covered and a bare pixel", () => {
    const { points, starts } = traceRings(...picture("...", ".#.", "..."));
    expect([...starts]).toEqual([0, 4]);
    expect([...points]).toEqual([1.5, 2, 1, 1.5, 1.5, 1, 2, 1.5]);
  });

  it("moves the contour with the coverage of the edge pixel", () => {
    const { points } = traceRings(Uint8Array.of(0, 255, 51), 3, 1);
    expect(Math.max(...points.filter((_, at) => at % 2 === 0))).toBeCloseTo(1.5 + 127.5 / 204, 12);
  });

  it("closes rings at the picture's border and finds none in an empty picture", () => {
    expect([...measureRings(traceRings(...picture("##", "##")))]).toEqual([3.5]);
    expect([...traceRings(new Uint8Array(12), 4, 3).starts]).toEqual([0]);
  });

  it("keeps pixels that touch in a corner apart", () => {
    expect([...measureRings(traceRings(...picture("#.", ".#")))]).toEqual([0.5, 0.5]);
  });

  it("runs holes the other way and gives them to the ring straight round them", () => {
    const rings = traceRings(
      ...picture("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"),
    );
    const parts = groupRings(rings).map((part) => part.map((ring) => Math.sign(measureRings(rings)[ring])));
    expect(parts).toEqual([
      [1, -1],
      [1, -1],
    ]);
  });
});

describe("extrudeRings", () => {
  it("closes a frame with a hole over every point of its rings", () => {
    const rings = traceRings(...picture("#####", "#...#", "#...#", "#####"));
    const mesh = extrudeRings(rings, 3, earcut);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(3 * measureRings(rings).reduce((sum, area) => sum + area, 0), 4);
  });

  it("cuts cap edges at ring points that the triangulation passed over", () => {
    const square = { points: Float64Array.of(0, 0, 1, 0, 2, 0, 2, 2, 0, 2), starts: Uint32Array.of(0, 5) };
    const mesh = extrudeRings(square, 1, () => [0, 2, 3, 0, 3, 4]);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(4, 6);
  });

  it("refuses a triangulation with a piece missing", () => {
    const square = { points: Float64Array.of(0, 0, 2, 0, 2, 2, 0, 2), starts: Uint32Array.of(0, 4) };
    expect(() => extrudeRings(square, 1, () => [0, 1, 2])).toThrow(OpenOutlineError);
  });

  it("closes 200 random masks, hard and soft", () => {
    let seed = 1;
    const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const faults: string[] = [];
    for (let round = 0; round < 200; round++) {
      const [width, height] = [1 + Math.floor(random() * 14), 1 + Math.floor(random() * 14)];
      const bare = random();
      const mask = Uint8Array.from({ length: width * height }, () => {
        if (random() < bare) return 0;
        return round % 2 === 0 ? 255 : Math.floor(random() * 256);
      });
      const rings = traceRings(mask, width, height);
      if (rings.starts.length === 1) continue;
      const mesh = extrudeRings(rings, 2, earcut);
      faults.push(...findMeshFaults(mesh).map((fault) => `${round}: ${fault}`));
      const area = measureRings(rings).reduce((sum, ring) => sum + ring, 0);
      if (Math.abs(signedVolume(mesh) - 2 * area) > 1e-3) faults.push(`${round}: volume`);
    }
    expect(faults).toEqual([]);
  });
});
