import { describe, expect, it } from "vitest";
import { choosePegs } from "@/lib/geometry/outline/choose-pegs";
import { measureRoom, type Outline } from "@/lib/geometry/outline/measure-room";

const ring = (low: number, high: number): [number, number][] => [
  [low, low],
  [high, low],
  [high, high],
  [low, high],
];
const square: Outline = [ring(0, 40)];
const frame: Outline = [ring(0, 40), ring(10, 30).reverse()];
const rules = { radiiMm: [5, 3, 1], wallMm: 1 };

describe("measureRoom", () => {
  it("gives each point its distance to the outline", () => {
    const room = measureRoom(square);
    expect(room).toHaveLength(56 * 56);
    for (const { u, v, clearMm } of room) expect(clearMm).toBeCloseTo(Math.min(u, v, 40 - u, 40 - v), 9);
  });

  it("leaves out what lies in a hole, and measures to its edge", () => {
    const room = measureRoom(frame);
    expect(room.some(({ u, v }) => u > 10 && u < 30 && v > 10 && v < 30)).toBe(false);
    expect(Math.max(...room.map(({ clearMm }) => clearMm))).toBeLessThanOrEqual(5 * Math.SQRT2);
    const between = room.find(({ u, v }) => Math.abs(u - 5) < 0.4 && Math.abs(v - 20) < 0.4)!;
    expect(between.clearMm).toBeCloseTo(Math.min(between.u, 10 - between.u), 9);
  });

  it("finds nothing in nothing", () => {
    expect(measureRoom([])).toEqual([]);
    expect(measureRoom([[[1, 1]]])).toEqual([]);
  });
});

describe("choosePegs", () => {
  it("sets two of the largest that fit as far apart as they may be", () => {
    const [a, b, ...more] = choosePegs(measureRoom(square), rules);
    expect(more).toEqual([]);
    expect([a.radiusMm, b.radiusMm, a.square]).toEqual([5, 5, false]);
    expect(Math.hypot(a.u - b.u, a.v - b.v)).toBeGreaterThan(38);
    for (const { u, v } of [a, b]) expect(Math.min(u, v, 40 - u, 40 - v)).toBeGreaterThanOrEqual(6);
  });

  it("rather sets two thinner ones than one thick one", () => {
    const pegs = choosePegs(measureRoom([ring(0, 20)]), rules);
    expect(pegs.map(({ radiusMm }) => radiusMm)).toEqual([3, 3]);
  });

  it("sets one square peg where there is no room for two", () => {
    expect(choosePegs(measureRoom([ring(0, 5)]), rules)).toEqual([
      { u: expect.closeTo(2.5, 1), v: expect.closeTo(2.5, 1), radiusMm: 1, square: true },
    ]);
    expect(choosePegs(measureRoom([ring(0, 3)]), rules)).toEqual([]);
  });

  it("keeps off what is not allowed", () => {
    const pegs = choosePegs(measureRoom(square), { ...rules, allows: (u) => u < 15 });
    expect(pegs).toHaveLength(2);
    for (const { u } of pegs) expect(u).toBeLessThan(15);
  });
});
