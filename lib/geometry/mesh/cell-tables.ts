/**
 * What the signs at a cell's eight corners mean, tabulated for all 256 masks. Corner c sits at
 * (c & 1, c >> 1 & 1, c >> 2); its bit is set where that corner lies inside. Tables are computed, not typed in:
 * a hand-written one cannot be checked by reading.
 */

/** 1 where more than one sheet of surface would pass through the cell. */
export const AMBIGUOUS = new Uint8Array(256);
/** Outside corners of which one must be moved inside to make an ambiguous cell simpler. */
export const OFFENDING = new Uint8Array(256);
/** Crossed edges of each mask. */
export const EDGE_COUNTS = new Uint8Array(256);
/** Sum of the fixed coordinates of the crossed edges of each mask, along x, y and z. */
export const FIXED_SUMS = new Uint8Array(256 * 3);
/** Bits set in a byte. */
export const BIT_COUNT = new Uint8Array(256);

for (let mask = 0; mask < 256; mask++) {
  BIT_COUNT[mask] = [0, 1, 2, 3, 4, 5, 6, 7].filter((corner) => bit(mask, corner) === 1).length;
  countEdges(mask);
  AMBIGUOUS[mask] = countPieces(mask) > 1 || countPieces(255 - mask) > 1 ? 1 : 0;
  if (AMBIGUOUS[mask]) OFFENDING[mask] = findOffending(mask);
}

function bit(mask: number, corner: number): number {
  return (mask >> corner) & 1;
}

function countEdges(mask: number): void {
  for (let axis = 0; axis < 3; axis++)
    for (let corner = 0; corner < 8; corner++) {
      if (bit(corner, axis) === 1 || bit(mask, corner) === bit(mask, corner | (1 << axis))) continue;
      EDGE_COUNTS[mask]++;
      for (let other = 0; other < 3; other++)
        if (other !== axis) FIXED_SUMS[mask * 3 + other] += bit(corner, other);
    }
}

/** Pieces into which the set corners fall when joined along the cell's edges. */
function countPieces(mask: number): number {
  let left = mask;
  let pieces = 0;
  while (left !== 0) {
    pieces++;
    let piece = left & -left;
    for (let grown = 0; grown !== piece;) {
      grown = piece;
      for (let corner = 0; corner < 8; corner++)
        if (bit(grown, corner))
          for (let axis = 0; axis < 3; axis++) piece |= left & (1 << (corner ^ (1 << axis)));
    }
    left &= ~piece;
  }
  return pieces;
}

/** Outside corners of faces with two diagonal insides; without such a face, all outside corners (body diagonal). */
function findOffending(mask: number): number {
  let offending = 0;
  for (let axis = 0; axis < 3; axis++)
    for (let side = 0; side < 2; side++) {
      const u = 1 << ((axis + 1) % 3);
      const v = 1 << ((axis + 2) % 3);
      const corner = side << axis;
      const face = [corner, corner | u, corner | v, corner | u | v];
      const [a, b, c, d] = face.map((at) => bit(mask, at));
      if (a === d && b === c && a !== b) for (const at of face) if (!bit(mask, at)) offending |= 1 << at;
    }
  return offending === 0 ? 255 - mask : offending;
}
