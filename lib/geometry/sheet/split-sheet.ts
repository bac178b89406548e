import type { SheetGrid } from "./sheet-grid";

/** The front of a sheet: its kept samples as vertices, and triangles counter-clockwise seen from the front. */
export interface SplitSheet {
  grid: SheetGrid;
  /** Grid sample of each vertex, row by row from the lowest. */
  samples: Uint32Array;
  /** Vertex of each grid sample; meaningless where none was kept. */
  vertexOf: Int32Array;
  indices: Uint32Array;
}

/**
 * Halves the triangles of each tile while the middle of their longest side is needed at least so much. All samples above
 * the need become vertices, so they are counted and numbered first and no table of edges is kept.
 */
export function splitSheet(grid: SheetGrid, needs: Float32Array, least: number): SplitSheet {
  const { width, height, tile, wraps } = grid;
  const vertexOf = new Int32Array(width * height);
  const { samples, triangles } = numberSamples(grid, needs, least, vertexOf);
  const indices = new Uint32Array(triangles * 3);
  const deepest = 2 * Math.log2(tile);
  const stack = new Int32Array(4 * (deepest + 2));
  let to = 0;
  const split = (apex: number, left: number, right: number): void => {
    let top = 0;
    stack[top++] = apex;
    stack[top++] = left;
    stack[top++] = right;
    stack[top++] = deepest;
    while (top > 0) {
      const level = stack[--top];
      const r = stack[--top];
      const q = stack[--top];
      const p = stack[--top];
      const middle = (q + r) >> 1;
      if (level > 0 && needs[middle] >= least) {
        stack[top++] = middle;
        stack[top++] = r;
        stack[top++] = p;
        stack[top++] = level - 1;
        stack[top++] = middle;
        stack[top++] = p;
        stack[top++] = q;
        stack[top++] = level - 1;
        continue;
      }
      indices[to++] = vertexOf[p];
      indices[to++] = vertexOf[q];
      indices[to++] = vertexOf[r];
    }
  };
  for (let y = 0, odd = 0; y + tile < height; y += tile, odd ^= 1)
    for (let x = 0, turn = odd; x + tile < width; x += tile, turn ^= 1) {
      const a = y * width + x;
      const b = a + tile;
      const d = a + tile * width;
      const c = d + tile;
      split(turn ? a : b, turn ? b : c, turn ? d : a);
      split(turn ? c : d, turn ? d : a, turn ? b : c);
    }
  if (to !== indices.length) throw new Error(`A sheet came to ${to / 3} triangles instead of ${triangles}.`);
  return { grid, samples, vertexOf, indices };

  function numberSamples(
    { width: w, height: h }: SheetGrid,
    values: Float32Array,
    from: number,
    numbers: Int32Array,
  ) {
    const columns = wraps ? w - 1 : w;
    let kept = 0;
    let halvings = 0;
    for (let y = 0; y < h; y++)
      for (let x = 0, at = y * w; x < columns; x++, at++) {
        if (!(values[at] >= from)) continue;
        numbers[at] = kept++;
        if (values[at] === Infinity) continue;
        halvings += y === 0 || y === h - 1 || (!wraps && (x === 0 || x === w - 1)) ? 1 : 2;
      }
    const list = new Uint32Array(kept);
    for (let y = 0, n = 0; y < h; y++) {
      for (let x = 0, at = y * w; x < columns; x++, at++) if (values[at] >= from) list[n++] = at;
      if (wraps) numbers[y * w + w - 1] = numbers[y * w];
    }
    const tiles = ((w - 1) / tile) * ((h - 1) / tile);
    return { samples: list, triangles: 2 * tiles + halvings };
  }
}
