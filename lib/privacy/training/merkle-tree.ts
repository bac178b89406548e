import { createHash } from "node:crypto";

/**
 * Merkle trees as RFC 6962, section 2.1, hashes them: a leaf as SHA-256 of 0x00 and its bytes, a node as SHA-256 of 0x01
 * and its two sides, so that no node passes for a leaf; a list is split at the largest power of two below its length.
 * All hashes are 32 bytes.
 */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256();
  return subtree(leaves, 0, leaves.length);
}

/** The hashes that lead from a leaf to the root, from the bottom up. */
export function pathOf(leaves: readonly Uint8Array[], index: number): Buffer[] {
  const path: Buffer[] = [];
  let [from, to] = [0, leaves.length];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.push(subtree(leaves, middle, to));
      to = middle;
    } else {
      path.push(subtree(leaves, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** The root to which a leaf's path leads; undefined where the path does not fit the tree's size. */
export function rootFrom(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  // Which side each step comes from, found from the top down as the tree is split.
  const sides: ("left" | "right")[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    sides.push(index < middle ? "right" : "left");
    if (index < middle) to = middle;
    else from = middle;
  }
  if (sides.length !== path.length) return undefined;
  return sides
    .reverse()
    .reduce(
      (hash, side, step) => (side === "left" ? nodeOf(path[step], hash) : nodeOf(hash, path[step])),
      leafOf(leaf),
    );
}

function subtree(leaves: readonly Uint8Array[], from: number, to: number): Buffer {
  if (to - from === 1) return leafOf(leaves[from]);
  const middle = from + split(to - from);
  return nodeOf(subtree(leaves, from, middle), subtree(leaves, middle, to));
}

/** The largest power of two below a number above one. */
const split = (count: number): number => 2 ** (31 - Math.clz32(count - 1));

const sha256 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const leafOf = (bytes: Uint8Array): Buffer => sha256(LEAF, bytes);
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);
