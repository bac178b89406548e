import { describe, expect, it } from "vitest";
import { measureDetail } from "@/lib/geometry/sheet/measure-detail";
import type { SheetGrid } from "@/lib/geometry/sheet/sheet-grid";

const grid = (size: number, tile: number, wraps = false): SheetGrid => ({
  width: size,
  height: size,
  tile,
  wraps,
});

/** The need of a sample, in a grid that is flat but for one sample of 1. */
function needsAround(size: number, tile: number, x: number, y: number, wraps = false) {
  const heights = new Float32Array(size * size);
  heights[y * size + x] = 1;
  const needs = measureDetail(grid(size, tile, wraps), { heights, tolerance: 0.5 });
  return (atX: number, atY: number) => needs[atY * size + atX];
}

describe("measureDetail", () => {
  it("counts in tolerances, along the side that the sample halves", () => {
    const need = needsAround(5, 4, 1, 1);
    // The sample itself, then the middle of the tile, which must be there before it.
    expect([need(1, 1), need(2, 2)]).toEqual([2, 2]);
    // Middles of edges beside it lead to it; those on the far side do not.
    expect([need(2, 0), need(0, 2), need(4, 2), need(2, 4)]).toEqual([2, 2, 0, 0]);
    expect([need(0, 0), need(4, 0), need(0, 4), need(4, 4)]).toEqual(Array(4).fill(Infinity));
    expect(need(3, 3)).toBe(0);
  });

  it("passes needs on to the tile next door", () => {
    const need = needsAround(9, 4, 3, 1);
    expect([need(4, 2), need(2, 2), need(6, 2)]).toEqual([2, 2, 2]);
  });

  it("passes needs across the seam of a sheet that wraps, and only there", () => {
    expect(needsAround(9, 4, 7, 1, true)(0, 2)).toBe(2);
    expect(needsAround(9, 4, 7, 1, false)(0, 2)).toBe(0);
  });

  it("needs nothing on a slope, and what a bend or a colour asks for", () => {
    const heights = Float32Array.from({ length: 25 }, (_, at) => (at % 5) + 2 * Math.floor(at / 5));
    const colors = new Uint8Array(75);
    colors[3 * 12] = 40;
    const needs = (more: object) =>
      measureDetail(grid(5, 4), { heights, tolerance: 0.5, ...more }).filter((need) => need < Infinity);
    expect(Math.max(...needs({}))).toBe(0);
    expect(needs({ colors })[11 - 1]).toBe(2);
    expect(Math.max(...needs({ bend: (cells: number) => [cells === 4 ? 3 : 0, 0] }))).toBe(6);
  });
});
