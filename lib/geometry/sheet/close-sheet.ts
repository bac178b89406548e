import type { SplitSheet } from "./split-sheet";

/** A sheet with a back and walls: front vertices first, then one behind each vertex of the border. */
export interface ClosedSheet {
  sheet: SplitSheet;
  /** Grid sample of each vertex of the back. */
  back: Uint32Array;
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

/** Border vertices in the order of their grid samples, with the place of each along the border. */
interface Chain {
  front: number[];
  back: number[];
  along: number[];
}

export class SheetCloser {
  private readonly added: number[] = [];
  private readonly backSamples: number[] = [];
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

  finish(): ClosedSheet {
    const { sheet, added, backSamples } = this;
    const indices = new Uint32Array(sheet.indices.length + added.length);
    indices.set(sheet.indices);
    indices.set(added, sheet.indices.length);
    return { sheet, back: Uint32Array.from(backSamples), indices };
  }

  /** The kept samples among `count` from `start` on. A wrapping sheet's last one is its first vertex again. */
  private chain(start: number, step: number, count: number): Chain {
    const { vertexOf, samples, grid } = this.sheet;
    const chain: Chain = { front: [], back: [], along: [] };
    for (let n = 0; n < count; n++) {
      const sample = start + n * step;
      const vertex = vertexOf[sample];
      const isSeam = grid.wraps && n === count - 1;
      if (!isSeam && samples[vertex] !== sample) continue;
      chain.front.push(vertex);
      chain.back.push(this.behind(vertex));
      chain.along.push(n);
    }
    return chain;
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
