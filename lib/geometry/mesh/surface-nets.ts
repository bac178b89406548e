import { BRICK_ROWS, type BrickGrid, FIRST_SLOT } from "./brick-grid";
import { BIT_COUNT, EDGE_CORNERS, EDGE_STARTS, EDGES, FIXED_SUMS } from "./cell-tables";
import type { Mesh } from "./mesh";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/** A crossing stays this far from the ends of its edge, so that every vertex lies strictly within its cell. */
const NEAREST = 0.02;
const FARTHEST = 0.98;

/**
 * Naive surface nets (Gibson 1998): one vertex for each cell that holds surface, at the mean of its edge crossings,
 * and one quad round each crossed edge. Needs the crossing bits of a well-composed grid (`repairCells`).
 *
 * Vertices are numbered by brick, row and cell through prefix sums, so a cell's number is found from its row's first
 * number and a bit count: no map of cells is kept. Marching cubes was rejected for twice the triangles and slivers,
 * dual contouring because fields come without trustworthy gradients.
 */
export function surfaceNets(grid: BrickGrid): Mesh {
  const rowStarts = new Uint32Array(grid.count * BRICK_ROWS);
  let vertices = 0;
  for (let row = FIRST_SLOT * BRICK_ROWS; row < rowStarts.length; row++) {
    rowStarts[row] = vertices;
    vertices += BIT_COUNT[grid.crossing[row]];
  }
  const masks = new Uint8Array(vertices);
  const positions = new Float32Array(vertices * 3);
  const quads = placeVertices(grid, rowStarts, masks, positions);
  const indices = new Uint32Array(quads * 6);
  joinQuads(grid, rowStarts, masks, positions, indices);
  return { positions, indices };
}

/** Fills `positions` and `masks`; returns how many quads there will be. */
function placeVertices(
  grid: BrickGrid,
  rowStarts: Uint32Array,
  masks: Uint8Array,
  positions: Float32Array,
): number {
  const { crossing } = grid;
  const rows = new Int32Array(ROWS_LENGTH);
  const corners = new CornerFinder(grid);
  let quads = 0;
  for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
    const first = slot * BRICK_ROWS;
    if (!loadSignRows(grid, slot, rows)) continue;
    const brick = grid.brickOf[slot];
    const x0 = grid.originX(brick);
    const y0 = grid.originY(brick);
    const z0 = grid.originZ(brick);
    corners.enter(slot);
    for (let row = 0; row < BRICK_ROWS; row++) {
      let cells = crossing[first + row];
      if (cells === 0) continue;
      const at = (row >> 3) * PADDED_ROW + (row & 7);
      const a = rows[at];
      const b = rows[at + 1];
      const c = rows[at + PADDED_ROW];
      const d = rows[at + PADDED_ROW + 1];
      let vertex = rowStarts[first + row];
      while (cells !== 0) {
        const i = 31 - Math.clz32(cells & -cells);
        cells &= cells - 1;
        const mask = ((a >> i) & 3) | (((b >> i) & 3) << 2) | (((c >> i) & 3) << 4) | (((d >> i) & 3) << 6);
        masks[vertex] = mask;
        corners.locate(mask, i, row);
        placeVertex(corners, mask, x0 + i, y0 + (row & 7), z0 + (row >> 3), positions, vertex * 3);
        vertex++;
        const low = -(mask & 1);
        quads += BIT_COUNT[(low ^ mask) & 0b10110];
      }
    }
  }
  return quads;
}

/** Where the values of a cell's corners lie in the pool. */
class CornerFinder {
  readonly addresses = new Int32Array(8);
  readonly values: Float32Array;
  private readonly starts = new Int32Array(8);
  private slot = 0;

  constructor(private readonly grid: BrickGrid) {
    this.values = grid.values;
  }

  enter(slot: number): void {
    this.slot = slot;
    this.starts.fill(-1);
  }

  /** Fills `addresses` for the cell at place `i` of `row`; corners of uncrossed edges may be left wrong. */
  locate(mask: number, i: number, row: number): void {
    const { addresses } = this;
    const j = row & 7;
    const k = row >> 3;
    if (i !== 7 && j !== 7 && k !== 7) {
      const start = this.start(0) + (row << 3) + i;
      addresses[0] = start;
      addresses[1] = start + 1;
      addresses[2] = start + 8;
      addresses[3] = start + 9;
      addresses[4] = start + 64;
      addresses[5] = start + 65;
      addresses[6] = start + 72;
      addresses[7] = start + 73;
      return;
    }
    for (let corner = 0; corner < 8; corner++) {
      const x = i + (corner & 1);
      const y = j + ((corner >> 1) & 1);
      const z = k + (corner >> 2);
      const same = ((mask >> corner) & 1) * 255;
      const next = NEXT_CORNERS[corner];
      // A corner whose three edges are not crossed is never read: do not sample a brick for it.
      if (((mask ^ same) & next) === 0) continue;
      const start = this.start((x >> 3) | ((y >> 3) << 1) | ((z >> 3) << 2));
      addresses[corner] = start + ((z & 7) << 6) + ((y & 7) << 3) + (x & 7);
    }
  }

  /** First value of this brick (0) or of the next along x (1), y (2), z (4). */
  private start(next: number): number {
    if (this.starts[next] >= 0) return this.starts[next];
    const { grid } = this;
    const brick = grid.brickOf[this.slot];
    const step = (next & 1) + ((next >> 1) & 1) * grid.strideY + (next >> 2) * grid.strideZ;
    return (this.starts[next] = grid.loadValues(grid.slotOf[brick + step]));
  }
}

/** Bits of the three corners that share an edge with each corner. */
const NEXT_CORNERS = Uint8Array.from({ length: 8 }, (_, corner) => {
  return (1 << (corner ^ 1)) | (1 << (corner ^ 2)) | (1 << (corner ^ 4));
});

function placeVertex(
  corners: CornerFinder,
  mask: number,
  x: number,
  y: number,
  z: number,
  positions: Float32Array,
  to: number,
): void {
  const { addresses, values } = corners;
  const first = mask * 12;
  const count = EDGE_STARTS[mask * 3 + 2];
  for (let axis = 0, n = 0; axis < 3; axis++) {
    const last = EDGE_STARTS[mask * 3 + axis];
    let sum = FIXED_SUMS[mask * 3 + axis];
    for (; n < last; n++) {
      const corner = EDGE_CORNERS[EDGES[first + n]];
      const a = values[addresses[corner]];
      const b = values[addresses[corner | (1 << axis)]];
      let t = a / (a - b);
      if (a > 0 === b > 0) {
        // A sample was moved by the border or the repair: the surface hugs the moved one.
        const nearIn = a > 0 ? FARTHEST : NEAREST;
        t = ((mask >> corner) & 1) === 1 ? nearIn : 1 - nearIn;
      } else if (!(t > NEAREST)) t = NEAREST;
      else if (t > FARTHEST) t = FARTHEST;
      sum += t;
    }
    positions[to + axis] = sum / count + (axis === 0 ? x : axis === 1 ? y : z);
  }
}

/** Fills `indices` with two triangles for each crossed edge, counter-clockwise seen from outside. */
function joinQuads(
  grid: BrickGrid,
  rowStarts: Uint32Array,
  masks: Uint8Array,
  positions: Float32Array,
  indices: Uint32Array,
): void {
  const { crossing, slotOf } = grid;
  const slots = new Int32Array(8);
  let to = 0;
  for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
    const brick = grid.brickOf[slot];
    for (let n = 0; n < 8; n++)
      slots[n] = slotOf[brick - (n & 1) - ((n >> 1) & 1) * grid.strideY - (n >> 2) * grid.strideZ];
    for (let row = 0; row < BRICK_ROWS; row++) {
      let cells = crossing[slot * BRICK_ROWS + row];
      if (cells === 0) continue;
      const j = row & 7;
      const k = row >> 3;
      for (let vertex = rowStarts[slot * BRICK_ROWS + row]; cells !== 0; vertex++) {
        const i = 31 - Math.clz32(cells & -cells);
        cells &= cells - 1;
        const inside = masks[vertex] & 1;
        const crossed = (-inside ^ masks[vertex]) & 0b10110;
        if (crossed === 0) continue;
        if (crossed & 2) {
          const b = vertexOf(crossing, rowStarts, slots, i, j, k - 1);
          const d = vertexOf(crossing, rowStarts, slots, i, j - 1, k);
          const a = vertexOf(crossing, rowStarts, slots, i, j - 1, k - 1);
          writeQuad(positions, indices, to, a, inside ? b : d, vertex, inside ? d : b);
          to += 6;
        }
        if (crossed & 4) {
          const b = vertexOf(crossing, rowStarts, slots, i - 1, j, k);
          const d = vertexOf(crossing, rowStarts, slots, i, j, k - 1);
          const a = vertexOf(crossing, rowStarts, slots, i - 1, j, k - 1);
          writeQuad(positions, indices, to, a, inside ? b : d, vertex, inside ? d : b);
          to += 6;
        }
        if (crossed & 16) {
          const b = vertexOf(crossing, rowStarts, slots, i, j - 1, k);
          const d = vertexOf(crossing, rowStarts, slots, i - 1, j, k);
          const a = vertexOf(crossing, rowStarts, slots, i - 1, j - 1, k);
          writeQuad(positions, indices, to, a, inside ? b : d, vertex, inside ? d : b);
          to += 6;
        }
      }
    }
  }
}

/** Number of the vertex in cell (i, j, k), each −1 to 7 counted from the brick whose lower neighbours are `slots`. */
function vertexOf(
  crossing: Uint8Array,
  rowStarts: Uint32Array,
  slots: Int32Array,
  i: number,
  j: number,
  k: number,
): number {
  const slot = slots[(i >>> 31) | ((j >>> 31) << 1) | ((k >>> 31) << 2)];
  const row = slot * BRICK_ROWS + ((k & 7) << 3) + (j & 7);
  return rowStarts[row] + BIT_COUNT[crossing[row] & ((1 << (i & 7)) - 1)];
}

/** Splits the quad a, b, c, d along its shorter diagonal: fewer slivers and gentler folds than a fixed one. */
function writeQuad(
  positions: Float32Array,
  indices: Uint32Array,
  to: number,
  a: number,
  b: number,
  c: number,
  d: number,
): void {
  const acX = positions[a * 3] - positions[c * 3];
  const acY = positions[a * 3 + 1] - positions[c * 3 + 1];
  const acZ = positions[a * 3 + 2] - positions[c * 3 + 2];
  const bdX = positions[b * 3] - positions[d * 3];
  const bdY = positions[b * 3 + 1] - positions[d * 3 + 1];
  const bdZ = positions[b * 3 + 2] - positions[d * 3 + 2];
  const splitAc = acX * acX + acY * acY + acZ * acZ <= bdX * bdX + bdY * bdY + bdZ * bdZ;
  indices[to] = a;
  indices[to + 1] = b;
  indices[to + 2] = splitAc ? c : d;
  indices[to + 3] = splitAc ? a : b;
  indices[to + 4] = c;
  indices[to + 5] = d;
}
