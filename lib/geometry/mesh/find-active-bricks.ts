import { alone, type Crew } from "../crew/crew";
import { BRICK, type Field, isMapField } from "../field/field";
import { BrickGrid } from "./brick-grid";
import { INSIDE } from "./lattice";
import { requireMemory } from "./require-memory";

/** Bricks along one edge of the coarsest box asked about: 64 samples. */
const COARSE = 8;
/**
 * What an active brick takes with its share of the mesh, at the least: balls took 3.8 to 4.4 KB with their values, pictures,
 * which keep none, 2.3 to 2.5 KB.
 */
const LEAST_BYTES = 2_500;
const LEAST_MAP_BYTES = 1_500;
/** Of a brick on a surface that crosses it evenly. */
const BRICK_TRIANGLES = 115;

/**
 * Samples every brick through which the surface may pass, and leaves all others marked inside or outside.
 *
 * Boxes of 64³, 32³, 16³ and 8³ samples are asked for their sign, each widened by one cell: a brick that is left
 * out then has no surface in any cell that touches it. Boxes start at 64³ rather than at the whole domain because
 * fields made from maps answer for a box in time proportional to its area.
 *
 * @throws OverMemoryError where that many bricks, with their surface, never fit into `allowedBytes`.
 */
export function findActiveBricks(field: Field, allowedBytes = Infinity, crew: Crew = alone): BrickGrid {
  const search = new BrickSearch(field);
  const [width, depth, height] = field.size;
  const step = COARSE * BRICK;
  for (let z = 0; z < height; z += step)
    for (let y = 0; y < depth; y += step) for (let x = 0; x < width; x += step) search.visit(x, y, z, COARSE);
  const leastBytes = search.count * (isMapField(field) ? LEAST_MAP_BYTES : LEAST_BYTES);
  requireMemory(leastBytes, allowedBytes, { triangles: search.count * BRICK_TRIANGLES });
  return search.build(crew);
}

class BrickSearch {
  private active: Float64Array = new Float64Array(1024);
  private activeCount = 0;
  private inside: Float64Array = new Float64Array(1024);
  private insideCount = 0;

  constructor(private readonly field: Field) {}

  /** Active bricks found. */
  get count(): number {
    return this.activeCount / 3;
  }

  /** Sorts the box of `span`³ bricks from sample (x0, y0, z0) on. */
  visit(x0: number, y0: number, z0: number, span: number): void {
    const [width, depth, height] = this.field.size;
    if (x0 >= width || y0 >= depth || z0 >= height) return;
    const lowX = Math.max(0, x0 - 1);
    const lowY = Math.max(0, y0 - 1);
    const lowZ = Math.max(0, z0 - 1);
    const highX = Math.min(width - 1, x0 + span * BRICK);
    const highY = Math.min(depth - 1, y0 + span * BRICK);
    const highZ = Math.min(height - 1, z0 + span * BRICK);
    const sign = this.field.boxSign(lowX, lowY, lowZ, highX, highY, highZ);
    if (sign < 0) return;
    const low = lowX === 0 || lowY === 0 || lowZ === 0;
    const touchesBorder = low || highX === width - 1 || highY === depth - 1 || highZ === height - 1;
    if (sign > 0 && !touchesBorder) {
      if (this.insideCount + 4 > this.inside.length) this.inside = doubled(this.inside);
      this.inside.set([x0, y0, z0, span], this.insideCount);
      this.insideCount += 4;
    } else if (span === 1) {
      if (this.activeCount + 3 > this.active.length) this.active = doubled(this.active);
      this.active[this.activeCount++] = x0;
      this.active[this.activeCount++] = y0;
      this.active[this.activeCount++] = z0;
    } else {
      const half = span / 2;
      const step = half * BRICK;
      for (let n = 0; n < 8; n++)
        this.visit(x0 + (n & 1) * step, y0 + ((n >> 1) & 1) * step, z0 + (n >> 2) * step, half);
    }
  }

  build(crew: Crew): BrickGrid {
    const grid = new BrickGrid(this.field, Math.ceil((this.activeCount / 3) * 1.1) + 16, crew);
    for (let n = 0; n < this.insideCount; n += 4) {
      const span = this.inside[n + 3];
      const first = grid.brickAt(this.inside[n], this.inside[n + 1], this.inside[n + 2]);
      for (let k = 0; k < span; k++)
        for (let j = 0; j < span; j++) {
          const row = first + k * grid.strideZ + j * grid.strideY;
          grid.slotOf.fill(INSIDE, row, row + span);
        }
    }
    const bricks = new Int32Array(this.count);
    for (let n = 0; n < bricks.length; n++)
      bricks[n] = grid.brickAt(this.active[3 * n], this.active[3 * n + 1], this.active[3 * n + 2]);
    grid.activateAll(bricks);
    return grid;
  }
}

function doubled(list: Float64Array): Float64Array {
  const next = new Float64Array(list.length * 2);
  next.set(list);
  return next;
}
