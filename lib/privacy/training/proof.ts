import { createHash } from "node:crypto";
import type { TrainingProof, TrainingProofStep } from "../training-schema";
import { pathOf, rootFrom } from "./merkle-tree";

/** What stands for a picture in a manifest: others learn nothing from a neighbour's. */
export const entryOf = (salt: string, sha256: string): Buffer =>
  createHash("sha256").update(Buffer.from(salt, "hex")).update(Buffer.from(sha256, "hex")).digest();

/**
 * That a picture is among the sorted entries, by its path; or that it is not, by the paths of the two between which it
 * would stand, which are next to each other (at either end by one).
 */
export function proveEntry(entries: readonly Buffer[], entry: Buffer): Omit<TrainingProof, "manifest"> {
  const at = firstNotBelow(entries, entry);
  const step = (index: number): TrainingProofStep => ({
    index,
    entry: entries[index].toString("hex"),
    path: pathOf(entries, index).map((hash) => hash.toString("hex")),
  });
  const included = at < entries.length && entries[at].equals(entry);
  const around = included ? [at] : [at - 1, at].filter((index) => index >= 0 && index < entries.length);
  return { included, entry: entry.toString("hex"), steps: around.map(step) };
}

/** Whether a proof holds for a picture, with nothing but the manifest's root, size and salt. */
export function checkProof({ manifest, included, steps }: TrainingProof, sha256: string): boolean {
  const entry = entryOf(manifest.salt, sha256);
  const sound = steps.every(({ index, entry: shown, path }) =>
    rootFrom(
      Buffer.from(shown, "hex"),
      index,
      manifest.size,
      path.map((hash) => Buffer.from(hash, "hex")),
    )?.equals(Buffer.from(manifest.root, "hex")),
  );
  if (!sound) return false;
  const places = steps.map(({ index }) => index);
  const order = steps.map((step) => Buffer.compare(Buffer.from(step.entry, "hex"), entry));
  if (included) return steps.length === 1 && order[0] === 0;
  if (manifest.size === 0) return steps.length === 0;
  if (steps.length === 2) return places[1] === places[0] + 1 && order[0] < 0 && order[1] > 0;
  if (steps.length !== 1) return false;
  return (places[0] === 0 && order[0] > 0) || (places[0] === manifest.size - 1 && order[0] < 0);
}

function firstNotBelow(entries: readonly Buffer[], entry: Buffer): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(entries[middle], entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
