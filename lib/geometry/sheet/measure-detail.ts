import type { SheetGrid } from "./sheet-grid";

export interface Detail {
  /** One value a sample, row by row from the lowest. */
  heights: Float32Array;
  /** Distance that a triangle may miss a sample by, in the unit of the heights. */
  tolerance: number;
  /** How far the middle of a chord over so many cells lies off a bent sheet, across and up; absent for flat ones. */
  bend?: (cells: number) => readonly [number, number];
  /** Three bytes a sample, where triangles must follow colours too. */
  colors?: Uint8Array;
}

/**
 * For each sample, how badly a right-triangulated irregular network needs it: 1 is the tolerance, infinite at the
 * corners of tiles.
 *
 * Triangles are halved at the middle of their longest side, so a sample is the middle of one such side at one scale
 * only: of an edge of a square, or of its diagonal (which runs through the middle of the square of twice the size). Its
 * need is its distance from the mean of the side's two ends, but at least that of the four samples that can exist only
 * once it does. So whoever keeps all samples above some need keeps a mesh without T-junctions, across tiles as well.
 * (Evans, Kirkpatrick and Townsend 2001; the saturation by maxima from Lindstrom et al. 1996.)
 *
 * Greedy insertion (Garland and Heckbert 1995) needs 2.2 to 2.7 times fewer triangles and, in C++, four to six times the
 * time (`npm run bench relief`). Distances are measured at the middles alone: the greatest distance of any sample is up to 1.7
 * times the tolerance, so callers ask for {@link STRICTNESS} of what they want to hold.
 */
export function measureDetail(grid: SheetGrid, detail: Detail): Float32Array {
  const needs = new Float32Array(grid.width * grid.height);
  const scan = new DetailScan(grid, detail, needs);
  for (let side = 2; side <= grid.tile; side *= 2) {
    scan.measureEdges(side);
    scan.measureCentres(side);
  }
  for (let y = 0; y < grid.height; y += grid.tile)
    for (let x = 0; x < grid.width; x += grid.tile) needs[y * grid.width + x] = Infinity;
  return needs;
}

export const STRICTNESS = 0.6;

/** A step of this much in one colour channel, of 255, weighs as much as the tolerance. */
const COLOR_STEP = 20;

class DetailScan {
  private readonly heights: Float32Array;
  private readonly colors: Uint8Array | undefined;
  private readonly scale: number;

  constructor(
    private readonly grid: SheetGrid,
    private readonly detail: Detail,
    private readonly needs: Float32Array,
  ) {
    this.heights = detail.heights;
    this.colors = detail.colors;
    this.scale = 1 / detail.tolerance;
  }

  /** Middles of the edges of squares of `side` cells; they depend on the centres of the four half as large around. */
  measureEdges(side: number): void {
    const { width, height, wraps } = this.grid;
    const half = side / 2;
    const [bendX, bendY] = this.bendOver(side);
    for (let y = 0; y < height; y += side) {
      const up = y + half < height ? half / 2 : -half / 2;
      const down = y >= half ? -half / 2 : half / 2;
      const row = y * width;
      for (let x = half; x < width; x += side)
        this.judge(row + x, half, bendX, half / 2, -half / 2, up * width, down * width, side > 2);
    }
    for (let y = half; y < height; y += side) {
      const row = y * width;
      const rise = (half / 2) * width;
      for (let x = 0; x < width; x += side) {
        const right = x + half < width ? half / 2 : wraps ? half / 2 - x : -half / 2;
        const left = x >= half ? -half / 2 : wraps ? width - 1 - half / 2 : half / 2;
        this.judge(row + x, half * width, bendY, right, left, rise, -rise, side > 2);
      }
    }
  }

  /** Centres of squares of `side` cells; they depend on the middles of the four edges. */
  measureCentres(side: number): void {
    const { needs } = this;
    const { width, height } = this.grid;
    const half = side / 2;
    const rise = half * width;
    const [bendX, bendY] = this.bendOver(side);
    for (let y = half, odd = 0; y < height; y += side, odd ^= 1) {
      const row = y * width;
      for (let x = half, turn = odd; x < width; x += side, turn ^= 1) {
        const at = row + x;
        let need = this.distance(at, turn ? rise - half : rise + half) + bendX + bendY;
        if (needs[at - half] > need) need = needs[at - half];
        if (needs[at + half] > need) need = needs[at + half];
        if (needs[at - rise] > need) need = needs[at - rise];
        if (needs[at + rise] > need) need = needs[at + rise];
        needs[at] = need;
      }
    }
  }

  private judge(
    at: number,
    reach: number,
    bend: number,
    right: number,
    left: number,
    up: number,
    down: number,
    hasCentres: boolean,
  ): void {
    const { needs } = this;
    let need = this.distance(at, reach) + bend;
    if (hasCentres) {
      if (needs[at + right + up] > need) need = needs[at + right + up];
      if (needs[at + left + up] > need) need = needs[at + left + up];
      if (needs[at + right + down] > need) need = needs[at + right + down];
      if (needs[at + left + down] > need) need = needs[at + left + down];
    }
    needs[at] = need;
  }

  /** Between a sample and the mean of those `reach` before and behind it, in tolerances. */
  private distance(at: number, reach: number): number {
    const { heights, colors } = this;
    const off = Math.abs(heights[at] - 0.5 * (heights[at - reach] + heights[at + reach])) * this.scale;
    return colors ? Math.max(off, colorDistance(colors, at, reach)) : off;
  }

  private bendOver(cells: number): readonly [number, number] {
    const [across, up] = this.detail.bend?.(cells) ?? [0, 0];
    return [across * this.scale, up * this.scale];
  }
}

function colorDistance(colors: Uint8Array, at: number, reach: number): number {
  let most = 0;
  for (let c = 0; c < 3; c++) {
    const mean = 0.5 * (colors[3 * (at - reach) + c] + colors[3 * (at + reach) + c]);
    most = Math.max(most, Math.abs(colors[3 * at + c] - mean));
  }
  return most / COLOR_STEP;
}
