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
 */
export function countSelfIntersections(tree: TriangleTree): number | null {
  const { nodes, firstLeaf, order } = tree;
  const leaves = Math.ceil(order.length / LEAF);
  const stack = new Int32Array(64);
  const state = { pairs: 0, crossings: 0 };
  for (let leaf = 0; leaf < leaves; leaf++) {
    const own = (firstLeaf + leaf) * 6;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (apart(nodes, node * 6, nodes, own)) continue;
      if (node < firstLeaf) {
        stack[depth++] = 2 * node + 1;
        stack[depth++] = 2 * node + 2;
      } else if (node - firstLeaf >= leaf) crossLeaves(tree, leaf, node - firstLeaf, state);
    }
    if (state.crossings >= MOST_CROSSINGS) return MOST_CROSSINGS;
    if (state.pairs > MOST_PAIRS) return null;
  }
  return state.crossings;
}

function crossLeaves(
  { boxes, order, mesh }: TriangleTree,
  leaf: number,
  other: number,
  state: { pairs: number; crossings: number },
): void {
  const { positions, indices } = mesh;
  const end = Math.min(order.length, (leaf + 1) * LEAF);
  const otherEnd = Math.min(order.length, (other + 1) * LEAF);
  state.pairs += LEAF * LEAF;
  for (let n = leaf * LEAF; n < end; n++) {
    const first = order[n] * 3;
    for (let m = leaf === other ? n + 1 : other * LEAF; m < otherEnd; m++) {
      if (apart(boxes, n * 6, boxes, m * 6)) continue;
      const second = order[m] * 3;
      const crossing = crossTriangles(
        positions,
        indices[first] * 3,
        indices[first + 1] * 3,
        indices[first + 2] * 3,
        indices[second] * 3,
        indices[second + 1] * 3,
        indices[second + 2] * 3,
      );
      if (crossing) state.crossings++;
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
