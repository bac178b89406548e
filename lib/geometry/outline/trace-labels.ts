/** A border between two labels, from one junction to the next, or round. */
export interface BorderChain {
  /** x, y of each point, y up; both ends included, the same point twice where it is closed. */
  points: number[];
  left: number;
  right: number;
  /** Numbers of the junctions at its ends; −1 for a closed chain that meets none. */
  from: number;
  to: number;
}

/** Where the border between two neighbouring pixels lies, 0 at the first's centre and 1 at the second's. */
export type CrossingAt = (pixel: number, other: number) => number;

/**
 * The borders of a map of labels, each traced once, so that both its sides get the very same points.
 *
 * Marching squares for many labels: a border crosses the line between two neighbouring pixels' centres where they differ,
 * and each square of four centres joins its crossings: two by a segment, more by a junction in their middle. Everything
 * stays inside its square, so no two borders cross. Labels that touch only in a corner must have been parted before
 * ({@link partCorners}), or two pieces of one label would meet in a junction.
 *
 * @param labels one a pixel, row by row from the top; 0 is outside, as is all beyond the picture
 * @param crossingAt kept within .1 and .9
 */
export function traceLabels(
  labels: Uint8Array,
  width: number,
  height: number,
  crossingAt: CrossingAt,
): BorderChain[] {
  return new LabelTracer(labels, width, height, crossingAt).run();
}

/** Steps from corner to corner: right, down, left, up; and the pixels left and right of each, from the corner. */
const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];
const LEFT_X = [0, 0, -1, -1];
const LEFT_Y = [-1, 0, 0, -1];

class LabelTracer {
  private readonly walked: Uint8Array;
  private readonly stride: number;
  private readonly junctions = new Map<number, number>();

  constructor(
    private readonly labels: Uint8Array,
    private readonly width: number,
    private readonly height: number,
    private readonly crossingAt: CrossingAt,
  ) {
    this.stride = width + 1;
    this.walked = new Uint8Array(this.stride * (height + 1));
  }

  run(): BorderChain[] {
    const chains: BorderChain[] = [];
    const loose: number[] = [];
    for (let y = 0; y <= this.height; y++)
      for (let x = 0; x <= this.width; x++) {
        const degree = this.degree(x, y);
        if (degree > 2) this.junctions.set(y * this.stride + x, this.junctions.size);
        else if (degree === 2) loose.push(y * this.stride + x);
      }
    for (const corner of this.junctions.keys()) this.walkFrom(corner, chains);
    for (const corner of loose) this.walkFrom(corner, chains);
    return chains;
  }

  private labelAt(x: number, y: number): number {
    return x < 0 || y < 0 || x >= this.width || y >= this.height ? 0 : this.labels[y * this.width + x];
  }

  private degree(x: number, y: number): number {
    const a = this.labelAt(x - 1, y - 1);
    const b = this.labelAt(x, y - 1);
    const c = this.labelAt(x, y);
    const d = this.labelAt(x - 1, y);
    return Number(a !== b) + Number(b !== c) + Number(c !== d) + Number(d !== a);
  }

  private left(x: number, y: number, way: number): number {
    return this.labelAt(x + LEFT_X[way], y + LEFT_Y[way]);
  }

  /** The pixel on the right going one way is that on the left going the way after it. */
  private right(x: number, y: number, way: number): number {
    return this.left(x, y, (way + 1) & 3);
  }

  private isBorder(x: number, y: number, way: number): boolean {
    return this.left(x, y, way) !== this.right(x, y, way);
  }

  /** Marks the step; whether it was new. Steps left and up belong to the corner that they lead to. */
  private mark(x: number, y: number, way: number): boolean {
    const at = way < 2 ? y * this.stride + x : (y + STEP_Y[way]) * this.stride + x + STEP_X[way];
    const bit = 1 << (way & 1);
    const isNew = (this.walked[at] & bit) === 0;
    this.walked[at] |= bit;
    return isNew;
  }

  private walkFrom(corner: number, chains: BorderChain[]): void {
    const x0 = corner % this.stride;
    const y0 = (corner - x0) / this.stride;
    const from = this.junctions.get(corner) ?? -1;
    for (let first = 0; first < 4; first++) {
      if (!this.isBorder(x0, y0, first) || !this.mark(x0, y0, first)) continue;
      const points: number[] = from >= 0 ? this.junctionPoint(x0, y0) : [];
      const [left, right] = [this.left(x0, y0, first), this.right(x0, y0, first)];
      let [x, y, way] = [x0, y0, first];
      let to = -1;
      for (;;) {
        points.push(...this.crossing(x, y, way));
        x += STEP_X[way];
        y += STEP_Y[way];
        to = this.junctions.get(y * this.stride + x) ?? -1;
        if (to >= 0) {
          points.push(...this.junctionPoint(x, y));
          break;
        }
        const back = (way + 2) & 3;
        let next = 0;
        while (next === back || !this.isBorder(x, y, next)) next++;
        if (!this.mark(x, y, next)) break;
        way = next;
      }
      if (from < 0) points.push(points[0], points[1]);
      chains.push({ points, left, right, from, to });
    }
  }

  private crossing(x: number, y: number, way: number): [number, number] {
    const [ax, ay] = [x + LEFT_X[way], y + LEFT_Y[way]];
    const [bx, by] = [x + LEFT_X[(way + 1) & 3], y + LEFT_Y[(way + 1) & 3]];
    const inside =
      Math.min(ax, ay, bx, by) >= 0 && Math.max(ax, bx) < this.width && Math.max(ay, by) < this.height;
    // Always asked in the same order, so that both walks along a border give the same point.
    const [a, b] = [ay * this.width + ax, by * this.width + bx];
    const asked = inside ? (a < b ? this.crossingAt(a, b) : 1 - this.crossingAt(b, a)) : 0.5;
    const t = Math.min(0.9, Math.max(0.1, asked));
    return [ax + 0.5 + t * (bx - ax), this.height - (ay + 0.5 + t * (by - ay))];
  }

  private junctionPoint(x: number, y: number): [number, number] {
    let [sumX, sumY, count] = [0, 0, 0];
    for (let way = 0; way < 4; way++) {
      if (!this.isBorder(x, y, way)) continue;
      const [px, py] = this.crossing(x, y, way);
      sumX += px;
      sumY += py;
      count++;
    }
    // On the picture's frame the mean would dent the straight edge.
    const onSide = x === 0 || x === this.width ? x : sumX / count;
    const onEdge = y === 0 || y === this.height ? this.height - y : sumY / count;
    return [onSide, onEdge];
  }
}

/**
 * Parts what touches only in a corner, in place: of any label alone, and of all labels from any one upward together. Each
 * mending raises a label to one of its neighbours', so the passes come to an end.
 */
export function partCorners(labels: Uint8Array, width: number, height: number): Uint8Array {
  for (let changed = true; changed;) {
    changed = false;
    for (let y = 0; y + 1 < height; y++)
      for (let i = y * width; i + 1 < (y + 1) * width; i++)
        if (mendCorner(labels, i, i + 1, i + width + 1, i + width)) changed = true;
  }
  return labels;
}

function mendCorner(labels: Uint8Array, i: number, j: number, k: number, l: number): boolean {
  const [a, b, c, d] = [labels[i], labels[j], labels[k], labels[l]];
  if (a === b || b === c || c === d || d === a) return false;
  if (Math.min(a, c) > Math.max(b, d)) labels[b > d ? j : l] = Math.min(a, c);
  else if (Math.min(b, d) > Math.max(a, c)) labels[a > c ? i : k] = Math.min(b, d);
  else if (a === c) labels[b < d ? j : l] = a;
  else if (b === d) labels[a < c ? i : k] = b;
  else return false;
  return true;
}
