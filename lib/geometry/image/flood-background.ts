import type { Backdrop } from "./fit-backdrop";

/** Pixels that a gap in the subject's outline may be wide without the flood leaking through: twice this, plus one. */
const brush = 2;

/**
 * Floods from the frame inwards; 1 marks background. A pixel joins where it fits the backdrop surface, or where it
 * differs by no more than a small step from its flooded neighbour and still resembles the running colour of the path
 * that came here: that is what walks down gradients and into soft shadows, and stops at real edges.
 *
 * The flood first runs with a brush five pixels wide that may not touch an edge, then creeps up to the edges: a subject
 * whose outline fades for a few pixels into a background like itself does not run empty. Corners that the surface does
 * not explain (a table below a wall) are flooded by their own colour.
 *
 * @param energy see {@link edgeEnergy}
 */
export function floodBackground(
  lab: Float32Array,
  width: number,
  height: number,
  backdrop: Backdrop,
  energy: Float32Array,
  keepShadow = false,
): Uint8Array {
  const flood = new Flood(
    lab,
    width,
    height,
    openSpace(energy, width, height, 1.6 + 2.2 * backdrop.grain, brush),
  );
  const limits = {
    fit: 1.5 + 3 * backdrop.noise,
    step: (keepShadow ? 0.5 : 1) + 1.8 * backdrop.grain,
    drift: 5 + 2 * backdrop.noise,
  };
  for (const i of framePixels(width, height)) {
    if (gap(lab, i, backdrop.color, i) < 2 + limits.fit * 1.5) flood.join(i, -1);
  }
  flood.spread(backdrop.color, limits, true);
  flood.spread(backdrop.color, limits, false);
  if (backdrop.share > 0.3 && backdrop.share < 0.97) floodCorners(flood, backdrop);
  return flood.flooded;
}

interface Limits {
  fit: number;
  step: number;
  drift: number;
}

class Flood {
  readonly flooded: Uint8Array;
  private readonly queue: Int32Array;
  private readonly running: Float32Array;
  /** Steps left for pixels reached beyond the brush. */
  private readonly creep: Uint8Array;
  private tail = 0;

  constructor(
    readonly lab: Float32Array,
    readonly width: number,
    readonly height: number,
    private readonly open: Uint8Array,
  ) {
    const count = width * height;
    this.flooded = new Uint8Array(count);
    this.queue = new Int32Array(count);
    this.running = new Float32Array(count * 3);
    this.creep = new Uint8Array(count);
  }

  join(i: number, from: number): void {
    if (this.flooded[i]) return;
    const { lab, running } = this;
    this.flooded[i] = 1;
    this.queue[this.tail++] = i;
    const at = i * 3;
    if (from < 0) {
      running[at] = lab[at];
      running[at + 1] = lab[at + 1];
      running[at + 2] = lab[at + 2];
      return;
    }
    const before = from * 3;
    running[at] = 0.8 * running[before] + 0.2 * lab[at];
    running[at + 1] = 0.8 * running[before + 1] + 0.2 * lab[at + 1];
    running[at + 2] = 0.8 * running[before + 2] + 0.2 * lab[at + 2];
  }

  /** One breadth-first run over all that is flooded so far. `wide` keeps to open space. */
  spread(ground: Float32Array, limits: Limits, wide: boolean): void {
    const { width, flooded, queue, creep, open } = this;
    const count = flooded.length;
    for (let n = 0; n < this.tail; n++) creep[queue[n]] = wide ? 0 : 2 * brush + 5;
    for (let head = 0; head < this.tail; head++) {
      const i = queue[head];
      const left = creep[i];
      if (!wide && left === 0) continue;
      const x = i % width;
      for (let d = 0; d < 4; d++) {
        const j = i + (d === 0 ? -1 : d === 1 ? 1 : d === 2 ? -width : width);
        if (j < 0 || j >= count || flooded[j] || (wide && !open[j])) continue;
        if ((d === 0 && x === 0) || (d === 1 && x === width - 1)) continue;
        if (!this.accepts(j, i, ground, limits)) continue;
        this.join(j, i);
        // Back in open space the creeping flood has its full reach again only if it came through a wide way.
        creep[j] = wide ? 0 : left - 1;
      }
    }
  }

  /** Squared distances throughout: a root for each of a million comparisons would cost more than all the rest. */
  private accepts(j: number, i: number, ground: Float32Array, { fit, step, drift }: Limits): boolean {
    const { lab, running } = this;
    if (squaredGap(lab, j, ground, j) < fit * fit) return true;
    return (
      squaredGap(lab, j, lab, i) < step * step &&
      squaredGap(lab, j, running, i) < drift * drift &&
      sameHue(lab, j, ground)
    );
  }
}

/** Corners belong to the background nearly always; one that is still dry is flooded by its own median colour. */
function floodCorners(flood: Flood, backdrop: Backdrop): void {
  const { width, height, lab } = flood;
  const patch = Math.max(3, Math.round(0.03 * Math.max(width, height)));
  for (const [x0, y0] of [
    [0, 0],
    [width - patch, 0],
    [0, height - patch],
    [width - patch, height - patch],
  ]) {
    const own: number[] = [];
    for (let y = y0; y < y0 + patch; y++) for (let x = x0; x < x0 + patch; x++) own.push(y * width + x);
    const dry = own.filter((i) => !flood.flooded[i]);
    if (dry.length < 0.8 * own.length) continue;
    const color = [0, 1, 2].map((c) => dry.map((i) => lab[i * 3 + c]).sort((a, b) => a - b)[dry.length >> 1]);
    const ground = new Float32Array(lab.length);
    for (let i = 0; i < lab.length; i++) ground[i] = color[i % 3];
    const spread = dry.map((i) => gap(lab, i, ground, i)).sort((a, b) => a - b)[dry.length >> 1];
    if (spread > 6) continue;
    const limits = { fit: 4 + 2.5 * spread, step: 1 + 1.8 * backdrop.grain, drift: 6 + 2 * spread };
    for (const i of dry) if (gap(lab, i, ground, i) < limits.fit) flood.join(i, -1);
    flood.spread(ground, limits, true);
    flood.spread(ground, limits, false);
  }
}

/**
 * Squared colour step over two pixels, on slightly blurred Lab: one, two and one parts of four in both directions. The
 * three channels go through together, and three blurred rows are all that is kept.
 */
export function edgeEnergy(lab: Float32Array, width: number, height: number): Float32Array {
  const energy = new Float32Array(width * height);
  const length = 3 * width;
  const column = new Float32Array(length + 6);
  let [above, middle, below] = [0, 1, 2].map(() => new Float32Array(length + 6));
  blurRow(lab, 0, width, height, column, middle);
  above.set(middle);
  for (let y = 0, i = 0; y < height; y++) {
    if (y + 1 < height) blurRow(lab, y + 1, width, height, column, below);
    else below.set(middle);
    for (let at = 3; at < length + 3; at += 3, i++) {
      const lx = middle[at + 3] - middle[at - 3];
      const ly = below[at] - above[at];
      const ax = middle[at + 4] - middle[at - 2];
      const ay = below[at + 1] - above[at + 1];
      const bx = middle[at + 5] - middle[at - 1];
      const by = below[at + 2] - above[at + 2];
      energy[i] = (lx * lx + ly * ly + ax * ax + ay * ay + bx * bx + by * by) / 256;
    }
    [above, middle, below] = [middle, below, above];
  }
  return energy;
}

/** Sixteen times the blurred row, with one pixel more at either end. */
function blurRow(
  lab: Float32Array,
  y: number,
  width: number,
  height: number,
  column: Float32Array,
  out: Float32Array,
): void {
  const length = 3 * width;
  const row = y * length;
  const up = y > 0 ? row - length : row;
  const down = y + 1 < height ? row + length : row;
  for (let at = 0; at < length; at++) column[at + 3] = lab[up + at] + 2 * lab[row + at] + lab[down + at];
  column.copyWithin(0, 3, 6);
  column.copyWithin(length + 3, length, length + 3);
  for (let at = 3; at < length + 3; at++) out[at] = column[at - 3] + 2 * column[at] + column[at + 3];
  out.copyWithin(0, 3, 6);
  out.copyWithin(length + 3, length, length + 3);
}

/**
 * 1 where no edge lies within `reach` pixels; an edge is a colour step over two pixels above `limit`.
 *
 * @param top first row that the caller will look at
 */
export function openSpace(
  energy: Float32Array,
  width: number,
  height: number,
  limit: number,
  reach: number,
  top = 0,
): Uint8Array {
  const open = new Uint8Array(energy.length).fill(1);
  const square = limit * limit;
  // Edges are few: closing a window round each is cheaper than averaging everywhere.
  for (let y = Math.max(0, top - reach); y < height; y++)
    for (let x = 0; x < width; x++) {
      if (energy[y * width + x] <= square) continue;
      const from = Math.max(0, x - reach);
      const to = Math.min(width, x + reach + 1);
      // The window of the pixel before this one has closed all but the last column.
      const first = x > 0 && energy[y * width + x - 1] > square ? to - 1 : from;
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
        for (let at = row * width + first; at < row * width + to; at++) open[at] = 0;
    }
  return open;
}

function* framePixels(width: number, height: number): Generator<number> {
  for (let x = 0; x < width; x++) {
    yield x;
    yield (height - 1) * width + x;
  }
  for (let y = 0; y < height; y++) {
    yield y * width;
    yield y * width + width - 1;
  }
}

/** Lab distance of pixel i of one plane to pixel j of another. */
export const gap = (a: Float32Array, i: number, b: Float32Array, j: number): number =>
  Math.sqrt(squaredGap(a, i, b, j));

function squaredGap(a: Float32Array, i: number, b: Float32Array, j: number): number {
  const dl = a[i * 3] - b[j * 3];
  const da = a[i * 3 + 1] - b[j * 3 + 1];
  const db = a[i * 3 + 2] - b[j * 3 + 2];
  return dl * dl + da * da + db * db;
}

/** A shadow darkens its ground and hardly recolours it; chroma may shrink with the light. */
function sameHue(lab: Float32Array, i: number, ground: Float32Array): boolean {
  const light = Math.min(1.3, Math.max(0.2, lab[i * 3] / Math.max(1, ground[i * 3])));
  const da = lab[i * 3 + 1] - ground[i * 3 + 1] * light;
  const db = lab[i * 3 + 2] - ground[i * 3 + 2] * light;
  return da * da + db * db < 14 * 14;
}
