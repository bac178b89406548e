import { crossTriangles } from "./cross-triangles";
import { LEAF, type TriangleTree } from "./triangle-tree";

/** Pairs counted exactly; a mesh with more is beyond repair by hand, and how many more helps nobody. */
export const MOST_CROSSINGS = 10_000;
/** Pairs of triangles whose boxes are compared before giving up: fans of thousands of slivers overlap all at once. */
const MOST_PAIRS = 40_000_000;

/**
 * Pairs of triangles that go through each other, exactly up to {@link MOST_CROSSINGS} and no further; null where the
 * boxes of too many triangles overlap to say so in time. See {@link crossTriangles} for what crossing means.
 *
 * Closed and manifold say how triangles are joined, not where they lie: a surface may still fold through itself.
 *
 * The tree is walked against itself: two nodes whose boxes are apart are done with at once, for all that is below both.
 * Neighbours over an edge, a quarter of all pairs whose boxes meet, are passed over: with two corners in the other's plane
 * an edge of a triangle cannot go from one side of it to the other.
 */
export function countSelfIntersections(tree: TriangleTree): number | null {
  const { nodes, firstLeaf } = tree;
  const state = { pairs: 0, crossings: 0 };
  // Pairs still to be looked at: a node and itself leaves three, a node and another four, so this is deep enough.
  const stack = new Int32Array(512);
  let depth = 2;
  while (depth > 0) {
    const second = stack[--depth];
    const first = stack[--depth];
    if (first !== second && apart(nodes, first * 6, nodes, second * 6)) continue;
    if (first >= firstLeaf) {
      crossLeaves(tree, first - firstLeaf, second - firstLeaf, state);
      if (state.crossings >= MOST_CROSSINGS) return MOST_CROSSINGS;
      if (state.pairs > MOST_PAIRS) return null;
      continue;
    }
    // Both are of one level, for all leaves are.
    const left = 2 * first + 1;
    const other = 2 * second + 1;
    stack[depth++] = left;
    stack[depth++] = other;
    stack[depth++] = left;
    stack[depth++] = other + 1;
    stack[depth++] = left + 1;
    stack[depth++] = other + 1;
    if (first === second) continue;
    stack[depth++] = left + 1;
    stack[depth++] = other;
  }
  return state.crossings;
}

function crossLeaves(
  { boxes, nodes, firstLeaf, corners, mesh }: TriangleTree,
  leaf: number,
  other: number,
  state: { pairs: number; crossings: number },
): void {
  const { positions } = mesh;
  const count = corners.length / 3;
  const end = Math.min(count, (leaf + 1) * LEAF);
  const otherEnd = Math.min(count, (other + 1) * LEAF);
  for (let n = leaf * LEAF; n < end; n++) {
    if (apart(boxes, n * 6, nodes, (firstLeaf + other) * 6)) continue;
    const a = corners[n * 3];
    const b = corners[n * 3 + 1];
    const c = corners[n * 3 + 2];
    state.pairs += LEAF;
    for (let m = leaf === other ? n + 1 : other * LEAF; m < otherEnd; m++) {
      if (apart(boxes, n * 6, boxes, m * 6)) continue;
      const d = corners[m * 3];
      const e = corners[m * 3 + 1];
      const f = corners[m * 3 + 2];
      let shared = 0;
      if (d === a || d === b || d === c) shared++;
      if (e === a || e === b || e === c) shared++;
      if (f === a || f === b || f === c) shared++;
      if (shared < 2 && crossTriangles(positions, a * 3, b * 3, c * 3, d * 3, e * 3, f * 3))
        state.crossings++;
    }
  }
}

function apart(a: Float32Array, at: number, b: Float32Array, from: number): boolean {
  return (
    a[at] > b[from + 3] ||
    b[from] > a[at + 3] ||
    a[at + 1] > b[from + 4] ||
    b[from + 1] > a[at + 4] ||
    a[at + 2] > b[from + 5] ||
    b[from + 2] > a[at + 5]
  );
}
