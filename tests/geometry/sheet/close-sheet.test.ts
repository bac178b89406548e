import { describe, expect, it } from "vitest";
import { closeSheet } from "@/lib/geometry/sheet/close-sheet";
import { limitTriangles } from "@/lib/geometry/sheet/limit-triangles";
import { measureDetail } from "@/lib/geometry/sheet/measure-detail";
import type { SheetGrid } from "@/lib/geometry/sheet/sheet-grid";
import { splitSheet } from "@/lib/geometry/sheet/split-sheet";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { seededRandom } from "@/tests/support/make-pictures";

/** A closed sheet as a plate, or as a tube where it wraps, over heights above 0. */
function solidOf(grid: SheetGrid, heights: Float32Array, tolerance: number, limit = Infinity) {
  const needs = measureDetail(grid, { heights, tolerance });
  const { sheet, back, indices } = closeSheet(splitSheet(grid, needs, limitTriangles(grid, needs, limit)));
  const points = [...sheet.samples].map((sample) => [sample, heights[sample]]);
  const positions = [...points, ...[...back].map((sample) => [sample, 0])].flatMap(([sample, height]) => {
    const [x, y] = [sample % grid.width, Math.floor(sample / grid.width)];
    const angle = (2 * Math.PI * x) / (grid.width - 1);
    const radius = 10 + height;
    return grid.wraps ? [radius * Math.sin(angle), -radius * Math.cos(angle), y] : [x, y, height];
  });
  return { positions: Float32Array.from(positions), indices };
}

const noise = (count: number, seed: number): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => 1 + 3 * random() ** 3);
};

describe("closeSheet over splitSheet", () => {
  it("takes two triangles a tile where nothing is needed", () => {
    const mesh = solidOf(
      { width: 17, height: 17, tile: 8, wraps: false },
      new Float32Array(289).fill(2),
      0.1,
    );
    // 8 in front, two for each of 8 border edges, and 6 behind.
    expect(mesh.indices.length / 3).toBe(30);
    expect(findMeshFaults(mesh)).toEqual([]);
  });

  it.each([false, true])("is closed and manifold at every tolerance; wraps: %s", (wraps) => {
    for (const [width, height, tile] of [
      [33, 17, 8],
      [17, 9, 4],
      [49, 33, 16],
    ])
      for (const tolerance of [3, 0.8, 0.3, 1e-6]) {
        const heights = noise(width * height, 100 * width + 10 * tolerance);
        if (wraps) for (let y = 0; y < height; y++) heights[y * width + width - 1] = heights[y * width];
        const mesh = solidOf({ width, height, tile, wraps }, heights, tolerance);
        expect(findMeshFaults(mesh)).toEqual([]);
        if (tolerance === 1e-6)
          expect(mesh.positions.length / 3).toBeGreaterThanOrEqual(width * height * 0.95);
      }
  });
});

describe("limitTriangles", () => {
  it("comes close to the limit from below, and stays closed", () => {
    const grid = { width: 65, height: 65, tile: 16, wraps: false };
    for (const limit of [6000, 2500, 700]) {
      const mesh = solidOf(grid, noise(65 * 65, 4), 1e-3, limit);
      expect(mesh.indices.length / 3).toBeLessThanOrEqual(limit);
      expect(mesh.indices.length / 3).toBeGreaterThan(0.85 * limit);
      expect(findMeshFaults(mesh)).toEqual([]);
    }
  });

  it("changes nothing where there is room", () => {
    const grid = { width: 9, height: 9, tile: 4, wraps: false };
    const needs = measureDetail(grid, { heights: noise(81, 1), tolerance: 0.1 });
    expect(limitTriangles(grid, needs, 1000)).toBe(1);
  });
});
