export interface Packed {
  width: number;
  height: number;
  /** Left and top of each box, in the order given. */
  places: { left: number; top: number }[];
}

interface Box {
  width: number;
  height: number;
}

/**
 * Puts boxes side by side on shelves, the tallest first, into the smallest of the rectangles that some widths of a shelf
 * give. Six tiles of like heights leave little to gain by anything cleverer.
 * @returns undefined where no rectangle of at most `limit` a side holds them
 */
export function packTiles(boxes: readonly Box[], limit: number): Packed | undefined {
  const widest = Math.max(...boxes.map(({ width }) => width));
  let best: Packed | undefined;
  for (let step = 0; step <= TRIES; step++) {
    const shelf = Math.floor(widest + ((limit - widest) * step) / TRIES);
    const packed = packShelves(boxes, shelf);
    if (Math.max(packed.width, packed.height) > limit) continue;
    if (!best || packed.width * packed.height < best.width * best.height) best = packed;
  }
  return best;
}

const TRIES = 64;

function packShelves(boxes: readonly Box[], shelf: number): Packed {
  const order = boxes.map((_, n) => n).sort((a, b) => boxes[b].height - boxes[a].height || a - b);
  const places: Packed["places"] = [];
  let [left, top, next, width] = [0, 0, 0, 0];
  for (const n of order) {
    const box = boxes[n];
    if (left + box.width > shelf) [left, top] = [0, next];
    places[n] = { left, top };
    left += box.width;
    next = Math.max(next, top + box.height);
    width = Math.max(width, left);
  }
  return { width, height: next, places };
}
