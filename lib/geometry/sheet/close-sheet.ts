import type { SplitSheet } from "./split-sheet";

/** A sheet with a back and walls: front vertices first, then those of the back at samples, then the rest. */
export interface ClosedSheet {
  sheet: SplitSheet;
  /** Grid sample of each vertex that stands behind one of the border. */
  back: Uint32Array;
  /** Places off the grid, for balls: share across, share up, and 1 in front or 0 behind. */
  free: [u: number, v: number, front: 0 | 1][];
  indices: Uint32Array;
}

/**
 * Closes a sheet by walls along its border and a back between the lower and the upper border, both cut into triangles by
 * walking them side by side. That fits backs that are straight from below to above, flat or bent round an upright axis,
 * without a single vertex inside; a fan round a middle point takes as many triangles and fits flat ones only. An open
 * sheet has a strip more at its left and right. A sheet that wraps becomes a tube.
 */
export function closeSheet(sheet: SplitSheet): ClosedSheet {
  const closer = new SheetCloser(sheet);
  if (sheet.grid.wraps) closer.closeTube();
  else closer.closePlate();
  return closer.finish();
}

/**
 * Closes a sheet that wraps into a hollow ball, open below. The upper border is drawn together in one point, `poles` being
 * the shares up at which it lies (above 1), behind and in front. The back is a plain net of `rings` times `around` vertices.
 */
export function closeBall(
  sheet: SplitSheet,
  poles: [number, number],
  around: number,
  rings: number,
): ClosedSheet {
  const closer = new SheetCloser(sheet);
  closer.closeBall(poles, around, rings);
  return closer.finish();
}

/** Border vertices in the order of their grid samples, with the place of each along the border. */
interface Chain {
  front: number[];
  back: number[];
  along: number[];
}

class SheetCloser {
  private readonly added: number[] = [];
  private readonly backSamples: number[] = [];
  private readonly free: ClosedSheet["free"] = [];
  private readonly backOf = new Map<number, number>();

  constructor(private readonly sheet: SplitSheet) {}

  closePlate(): void {
    const { width, height } = this.sheet.grid;
    const bottom = this.chain(0, 1, width);
    const top = this.chain(width * (height - 1), 1, width);
    const left = this.chain(0, width, height);
    const right = this.chain(width - 1, width, height);
    this.wall(bottom);
    this.wall(right);
    this.wall(reversed(top));
    this.wall(reversed(left));
    this.zip(pair(bottom, top, 1), left);
    this.zip(inner(bottom), inner(top));
    this.zip(right, pair(bottom, top, -2));
  }

  closeTube(): void {
    const { width, height } = this.sheet.grid;
    const bottom = this.chain(0, 1, width);
    const top = this.chain(width * (height - 1), 1, width);
    this.wall(bottom);
    this.wall(reversed(top));
    this.zip(bottom, top);
  }

  closeBall([poleBehind, poleInFront]: [number, number], around: number, rings: number): void {
    const { width, height } = this.sheet.grid;
    let lower = this.chain(0, 1, width);
    this.wall(lower);
    for (let ring = 1; ring <= rings; ring++) {
      const upper = this.ring(ring / rings, around);
      this.zip(lower, upper);
      lower = upper;
    }
    const end = this.place(0, poleBehind, 0);
    for (let n = 0; n < around; n++) this.added.push(lower.back[n + 1], lower.back[n], end);
    const tip = this.place(0, poleInFront, 1);
    const { front } = this.chain(width * (height - 1), 1, width, false);
    for (let n = 0; n + 1 < front.length; n++) this.added.push(front[n], front[n + 1], tip);
  }

  finish(): ClosedSheet {
    const { sheet, added, backSamples, free } = this;
    const indices = new Uint32Array(sheet.indices.length + added.length);
    indices.set(sheet.indices);
    indices.set(added, sheet.indices.length);
    return { sheet, back: Uint32Array.from(backSamples), free, indices };
  }

  /** The kept samples among `count` from `start` on. A wrapping sheet's last one is its first vertex again. */
  private chain(start: number, step: number, count: number, backed = true): Chain {
    const { vertexOf, samples, grid } = this.sheet;
    const chain: Chain = { front: [], back: [], along: [] };
    for (let n = 0; n < count; n++) {
      const sample = start + n * step;
      const vertex = vertexOf[sample];
      const isSeam = grid.wraps && n === count - 1;
      if (!isSeam && samples[vertex] !== sample) continue;
      chain.front.push(vertex);
      if (backed) chain.back.push(this.behind(vertex));
      chain.along.push(n);
    }
    return chain;
  }

  /** A ring of the back that no border dictates; once all borders have their vertices. */
  private ring(v: number, around: number): Chain {
    const chain: Chain = { front: [], back: [], along: [] };
    for (let n = 0; n <= around; n++) {
      chain.back.push(n < around ? this.place(n / around, v, 0) : chain.back[0]);
      chain.along.push((n / around) * (this.sheet.grid.width - 1));
    }
    return chain;
  }

  private place(u: number, v: number, front: 0 | 1): number {
    this.free.push([u, v, front]);
    return this.sheet.samples.length + this.backSamples.length + this.free.length - 1;
  }

  private behind(vertex: number): number {
    let back = this.backOf.get(vertex);
    if (back === undefined) {
      back = this.sheet.samples.length + this.backSamples.length;
      this.backSamples.push(this.sheet.samples[vertex]);
      this.backOf.set(vertex, back);
    }
    return back;
  }

  /** Along a border walked with the sheet on its left. */
  private wall({ front, back }: Chain): void {
    for (let n = 0; n + 1 < front.length; n++)
      this.added.push(front[n + 1], front[n], back[n], front[n + 1], back[n], back[n + 1]);
  }

  /** The back between two chains of one direction, `other` on the left of `chain` as seen from the front. */
  private zip(chain: Chain, other: Chain): void {
    let [a, b] = [0, 0];
    while (a + 1 < chain.back.length || b + 1 < other.back.length) {
      const isFirst =
        b + 1 === other.back.length ||
        (a + 1 < chain.back.length && chain.along[a + 1] <= other.along[b + 1]);
      if (isFirst) this.added.push(chain.back[a + 1], chain.back[a], other.back[b]);
      else this.added.push(chain.back[a], other.back[b], other.back[b + 1]);
      if (isFirst) a++;
      else b++;
    }
  }
}

const reversed = ({ front, back, along }: Chain): Chain => ({
  front: [...front].reverse(),
  back: [...back].reverse(),
  along: [...along].reverse(),
});

const inner = ({ front, back, along }: Chain): Chain => ({
  front: front.slice(1, -1),
  back: back.slice(1, -1),
  along: along.slice(1, -1),
});

/** From one vertex of the lower border up to the same one of the upper border. */
const pair = (bottom: Chain, top: Chain, at: number): Chain => ({
  front: [],
  back: [bottom.back.at(at) ?? 0, top.back.at(at) ?? 0],
  along: [0, Infinity],
});
