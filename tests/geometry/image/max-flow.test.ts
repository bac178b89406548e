import { describe, expect, it } from "vitest";
import { type CutGraph, minimumCut, neighborX, neighborY } from "@/lib/geometry/image/max-flow";
import { seededRandom } from "@/tests/support/make-pictures";

function randomGrid(width: number, height: number, seed: number): CutGraph {
  const random = seededRandom(seed);
  const count = width * height;
  const terminal = Float32Array.from({ length: count }, () => Math.round(random() * 12 - 6));
  const neighbors = new Int32Array(8 * count).fill(-1);
  const links = new Float32Array(8 * count);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < 8; d++) {
      const x = (i % width) + neighborX[d];
      const y = Math.floor(i / width) + neighborY[d];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      neighbors[i * 8 + d] = y * width + x;
      links[i * 8 + d] = Math.round(random() * 5);
    }
  }
  return { neighbors, links, terminal };
}

/** What a labelling costs: terminals cut plus links from the subject to the background. */
function cost({ neighbors, links, terminal }: CutGraph, side: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < terminal.length; i++) {
    if (side[i] ? terminal[i] < 0 : terminal[i] > 0) sum += Math.abs(terminal[i]);
    for (let d = 0; d < 8; d++) if (side[i] && !side[neighbors[i * 8 + d]]) sum += links[i * 8 + d];
  }
  return sum;
}

describe("minimumCut", () => {
  it("finds the cheapest of all labellings on small grids", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const grid = randomGrid(4, 3, seed);
      let best = Infinity;
      for (let bits = 0; bits < 1 << 12; bits++) {
        best = Math.min(
          best,
          cost(
            grid,
            Array.from({ length: 12 }, (_, i) => (bits >> i) & 1),
          ),
        );
      }
      const copy = { ...grid, terminal: grid.terminal.slice(), links: grid.links.slice() };
      expect(cost(grid, minimumCut(copy))).toBe(best);
    }
  });

  it("cannot be improved by flipping any pixel or block of a larger grid", () => {
    const grid = randomGrid(40, 30, 7);
    const copy = { ...grid, terminal: grid.terminal.slice(), links: grid.links.slice() };
    const side = minimumCut(copy);
    const least = cost(grid, side);
    for (let i = 0; i < side.length; i++) {
      for (const block of [[i], [i, i + 1, i + 40, i + 41].filter((j) => j < side.length)]) {
        for (const j of block) side[j] ^= 1;
        expect(cost(grid, side)).toBeGreaterThanOrEqual(least);
        for (const j of block) side[j] ^= 1;
      }
    }
  });
});
