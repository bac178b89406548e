import { measureBounds } from "../mesh/measure-bounds";
import type { TriangleTree } from "./triangle-tree";

/** Of each 16 bits of a word with x and y, the upper one is set in high corners: it is there to be borrowed. */
const GUARDS = 0x80008000 | 0;
const STEPS = 0x7ffe;
const SIGN = 0x80000000 | 0;

/**
 * The boxes of a {@link TriangleTree} as whole numbers on a grid of 2¹⁵ steps along the longest side, down to single
 * triangles: slot n of the tree's order is node {@link firstTriangle} + n. Four words a node: low x and y, high x and y,
 * low z, high z.
 *
 * Whether two boxes are apart takes four subtractions, two of which do x and y at once, and no branch: which of six
 * comparisons fails first no processor can foresee. Rounding down keeps order, so boxes that overlap still do; a few more
 * seem to.
 */
export class PackedTree {
  readonly firstTriangle: number;
  private readonly words: Int32Array;

  constructor(tree: TriangleTree) {
    const slots = 4 * (tree.firstLeaf + 1);
    this.firstTriangle = slots - 1;
    this.words = new Int32Array((2 * slots - 1) * 4);
    this.packTriangles(tree);
    this.joinChildren();
  }

  /**
   * Writes the pairs of children of pairs of nodes of one level whose boxes overlap, two numbers a pair, and gives the
   * length of what it wrote. A node and itself leaves each child and itself, and both together.
   */
  descend(pairs: Int32Array, start: number, end: number, below: Int32Array): number {
    const { words } = this;
    let to = 0;
    for (let n = start; n < end; n += 2) {
      const left = (2 * pairs[n] + 1) | 0;
      const other = (2 * pairs[n + 1] + 1) | 0;
      const at = left << 2;
      const lowL = words[at];
      const highL = words[at + 1];
      const lowZL = words[at + 2];
      const highZL = words[at + 3];
      const lowR = words[at + 4];
      const highR = words[at + 5];
      const lowZR = words[at + 6];
      const highZR = words[at + 7];
      if (left === other) {
        below[to] = below[to + 1] = below[to + 4] = left;
        below[to + 2] = below[to + 3] = below[to + 5] = left + 1;
        to = (to + 4 + overlap(lowL, highL, lowZL, highZL, lowR, highR, lowZR, highZR)) | 0;
        continue;
      }
      const from = other << 2;
      const low0 = words[from];
      const high0 = words[from + 1];
      const lowZ0 = words[from + 2];
      const highZ0 = words[from + 3];
      const low1 = words[from + 4];
      const high1 = words[from + 5];
      const lowZ1 = words[from + 6];
      const highZ1 = words[from + 7];
      // Each is written, and where its boxes are apart the next one takes its place.
      below[to] = left;
      below[to + 1] = other;
      to = (to + overlap(lowL, highL, lowZL, highZL, low0, high0, lowZ0, highZ0)) | 0;
      below[to] = left;
      below[to + 1] = other + 1;
      to = (to + overlap(lowL, highL, lowZL, highZL, low1, high1, lowZ1, highZ1)) | 0;
      below[to] = left + 1;
      below[to + 1] = other;
      to = (to + overlap(lowR, highR, lowZR, highZR, low0, high0, lowZ0, highZ0)) | 0;
      below[to] = left + 1;
      below[to + 1] = other + 1;
      to = (to + overlap(lowR, highR, lowZR, highZR, low1, high1, lowZ1, highZ1)) | 0;
    }
    return to;
  }

  private packTriangles({ boxes, mesh }: TriangleTree): void {
    const { words } = this;
    const { low, high } = measureBounds(mesh);
    const [x, y, z] = low;
    const scale = STEPS / (Math.max(high[0] - x, high[1] - y, high[2] - z) || 1);
    let to = this.firstTriangle * 4;
    for (let at = 0; at < boxes.length; at += 6, to += 4) {
      words[to] = ((boxes[at] - x) * scale) | (((boxes[at + 1] - y) * scale) << 16);
      words[to + 1] = ((boxes[at + 3] - x) * scale) | (((boxes[at + 4] - y) * scale) << 16) | GUARDS;
      words[to + 2] = (boxes[at + 2] - z) * scale;
      words[to + 3] = (boxes[at + 5] - z) * scale;
    }
    // What holds no triangle is inside out and apart from everything.
    for (; to < words.length; to += 4) {
      words[to] = 0x7fff7fff;
      words[to + 1] = GUARDS;
      words[to + 2] = 0x7fff;
      words[to + 3] = 0;
    }
  }

  private joinChildren(): void {
    const { words } = this;
    for (let at = 4 * (this.firstTriangle - 1); at >= 0; at -= 4) {
      const left = 2 * at + 4;
      const right = left + 4;
      const low = words[left];
      const lowOther = words[right];
      words[at] = low ^ ((low ^ lowOther) & whereAtLeast(low, lowOther));
      const high = words[left + 1];
      const highOther = words[right + 1];
      words[at + 1] = highOther ^ ((high ^ highOther) & whereAtLeast(high, highOther & ~GUARDS));
      words[at + 2] = Math.min(words[left + 2], words[right + 2]);
      words[at + 3] = Math.max(words[left + 3], words[right + 3]);
    }
  }
}

/** Ones in the halves of a word where that of `one` is no less than that of `other`, which must have no guards. */
function whereAtLeast(one: number, other: number): number {
  const guards = ((one | GUARDS) - other) & GUARDS;
  return guards - (guards >>> 15);
}

/** 2, the length of a pair, where two boxes overlap, else 0: worked out, for a choice would be a branch. */
function overlap(
  low: number,
  high: number,
  lowZ: number,
  highZ: number,
  otherLow: number,
  otherHigh: number,
  otherLowZ: number,
  otherHighZ: number,
): number {
  const across = (high - otherLow) & (otherHigh - low) & GUARDS;
  const up = (highZ - otherLowZ) | (otherHighZ - lowZ);
  const apart = (across ^ GUARDS) | (up & SIGN);
  return (((apart | -apart) >>> 30) & 2) ^ 2;
}
