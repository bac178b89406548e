import { crossTriangles } from "./cross-triangles";
import { markOpenFans } from "./mark-open-fans";
import { PackedTree } from "./packed-tree";
import type { TriangleTree } from "./triangle-tree";

/** Pairs counted exactly; a mesh with more is beyond repair by hand, and how many more helps nobody. */
export const MOST_CROSSINGS = 10_000;
/** Pairs of triangles looked at before giving up: the boxes of thousands of slivers in a fan overlap all at once. */
const MOST_PAIRS = 40_000_000;

/**
 * Pairs of triangles that go through each other, exactly up to {@link MOST_CROSSINGS} and no further; null where the
 * boxes of too many triangles overlap to say so in time. See {@link crossTriangles} for what crossing means.
 *
 * Closed and manifold say how triangles are joined, not where they lie: a surface may still fold through itself.
 *
 * The tree is walked against itself, level by level: two nodes whose boxes are apart are done with at once, for all that
 * is below both. Of the pairs of triangles whose boxes meet, 19 in 20 are neighbours. Those over an edge are passed
 * over: with two corners in the other's plane an edge of a triangle cannot go from one side of it to the other. Those over
 * a vertex are too where its whole fan is seen to be free of crossings, see {@link markOpenFans}.
 *
 * @param closed whether the mesh is known to be closed and manifold; otherwise no fan is trusted.
 */
export function countSelfIntersections(tree: TriangleTree, closed = false): number | null {
  return new SelfCrossing(tree, closed).count();
}

/** The triangles that go through each other, two numbers a pair; null where there are too many to say in time. */
export function findSelfIntersections(tree: TriangleTree, closed = false): number[] | null {
  const found: number[] = [];
  const count = new SelfCrossing(tree, closed, found).count();
  return count === null || count >= MOST_CROSSINGS ? null : found;
}

/** Pairs of nodes that are replaced by those of their children at once; four times as many may come of them. */
const SLICE = 4096;

class SelfCrossing {
  private pairs = 0;
  private crossings = 0;
  private readonly packed: PackedTree;
  /** Pairs still to be looked at on each level of the tree, two numbers each. */
  private readonly lists: Int32Array[];
  /** The corners of the triangles in the tree's order; where a fan may go through itself each has a name of its own. */
  private readonly names: Int32Array;

  constructor(
    private readonly tree: TriangleTree,
    closed: boolean,
    private readonly found?: number[],
  ) {
    const { mesh, corners } = tree;
    this.packed = new PackedTree(tree);
    const levels = Math.log2(this.packed.firstTriangle + 1) + 1;
    this.lists = Array.from({ length: levels }, () => new Int32Array(8 * SLICE + 8));
    this.names = new Int32Array(corners.length);
    const open = closed ? markOpenFans(mesh, corners) : new Uint8Array(mesh.positions.length / 3).fill(1);
    for (let at = 0; at < corners.length; at++) this.names[at] = open[corners[at]] === 0 ? corners[at] : ~at;
  }

  count(): number | null {
    // The root and itself.
    this.lists[0].fill(0, 0, 2);
    this.walk(0, 2);
    if (this.crossings >= MOST_CROSSINGS) return MOST_CROSSINGS;
    return this.pairs > MOST_PAIRS ? null : this.crossings;
  }

  private walk(level: number, length: number): void {
    const { lists, packed } = this;
    if (level === lists.length - 1) return this.crossPairs(lists[level], length);
    for (let from = 0; from < length && !this.isOver(); from += 2 * SLICE) {
      const to = Math.min(length, from + 2 * SLICE);
      this.walk(level + 1, packed.descend(lists[level], from, to, lists[level + 1]));
    }
  }

  private isOver(): boolean {
    return this.crossings >= MOST_CROSSINGS || this.pairs > MOST_PAIRS;
  }

  private crossPairs(list: Int32Array, length: number): void {
    const { firstTriangle } = this.packed;
    this.pairs += length / 2;
    const strangers = keepStrangers(list, length, this.names, firstTriangle);
    for (let at = 0; at < strangers; at += 2)
      this.crossPair((list[at] - firstTriangle) * 3, (list[at + 1] - firstTriangle) * 3);
  }

  private crossPair(n: number, m: number): void {
    const { corners, mesh } = this.tree;
    const a = corners[n];
    const b = corners[n + 1];
    const c = corners[n + 2];
    const d = corners[m];
    const e = corners[m + 1];
    const f = corners[m + 2];
    let shared = 0;
    if (d === a || d === b || d === c) shared++;
    if (e === a || e === b || e === c) shared++;
    if (f === a || f === b || f === c) shared++;
    if (shared >= 2 || !crossTriangles(mesh.positions, a * 3, b * 3, c * 3, d * 3, e * 3, f * 3)) return;
    this.crossings++;
    this.found?.push(this.tree.order[n / 3], this.tree.order[m / 3]);
  }
}

/** Moves the pairs without a common name to the front, and gives their length: one in twenty. */
function keepStrangers(list: Int32Array, length: number, names: Int32Array, firstTriangle: number): number {
  let kept = 0;
  for (let at = 0; at < length; at += 2) {
    const first = list[at];
    const second = list[at + 1];
    const n = (first - firstTriangle) * 3;
    const m = (second - firstTriangle) * 3;
    const a = names[n];
    const b = names[n + 1];
    const c = names[n + 2];
    const d = names[m];
    const e = names[m + 1];
    const f = names[m + 2];
    // Negative where all nine differ.
    const apart =
      sign(a ^ d) & sign(a ^ e) & sign(a ^ f) & sign(b ^ d) & sign(b ^ e) & sign(b ^ f) & sign(c ^ d);
    list[kept] = first;
    list[kept + 1] = second;
    kept = (kept + (((apart & sign(c ^ e) & sign(c ^ f)) >>> 30) & 2)) | 0;
  }
  return kept;
}

/** Negative for what is not 0. */
const sign = (value: number): number => value | -value;
