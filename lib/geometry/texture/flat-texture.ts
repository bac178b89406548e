import type { Raster } from "../image/raster";
import type { FlatTexture, Mesh } from "../mesh/mesh";

/** More colours are no drawing any more. */
const MOST_COLORS = 32;
const CELL = 8;
/** A corner lies so far from its cell's side: within its colour, and as far from the other as can be without the neighbour. */
const INSET = 1.5;

/**
 * The texture of a mesh whose vertices have few colours. Between two corners of different colours vertex colours would
 * blend; here a triangle that has both lies across a cell of which one half has the first colour and the other half
 * the second. So colours meet in a crisp line through the middles of the edges, finer than the triangles.
 *
 * @returns undefined for a mesh without colours or with more than {@link MOST_COLORS}
 */
export function flatTexture({ colors }: Mesh): FlatTexture | undefined {
  if (!colors) return undefined;
  const found = new Set<number>();
  for (let at = 0, last = -1; at < colors.length; at += 3) {
    const color = colorAt(colors, at);
    if (color === last) continue;
    found.add((last = color));
    if (found.size > MOST_COLORS) return undefined;
  }
  // Sorted, so that the order of the vertices does not matter.
  const palette = [...found].sort((a, b) => a - b);
  return { kind: "flat", atlas: paintPairs(palette), palette };
}

/** Places of each triangle's corners, two numbers each; the same for corners of one colour in one cell. */
export function placeOnPairs({ palette, atlas }: FlatTexture, { colors, indices }: Mesh): Float32Array {
  if (!colors) throw new TypeError("A flat texture is for a mesh with colours.");
  const numbers = new Map(palette.map((color, n) => [color, n]));
  const numberOf = (corner: number): number => numbers.get(colorAt(colors, 3 * indices[corner])) ?? 0;
  const places = new Float32Array(2 * indices.length);
  for (let at = 0; at < indices.length; at += 3) {
    const corners = [numberOf(at), numberOf(at + 1), numberOf(at + 2)];
    const [low, high] = pairOf(corners);
    const cell = cellOf(low, high);
    const [left, top] = [CELL * (cell % columnsOf(palette)), CELL * Math.floor(cell / columnsOf(palette))];
    corners.forEach((number, n) => {
      const x = low === high ? CELL / 2 : number === high ? CELL - INSET : INSET;
      places[2 * (at + n)] = (left + x) / atlas.width;
      places[2 * (at + n) + 1] = (top + CELL / 2) / atlas.height;
    });
  }
  return places;
}

const colorAt = (colors: Uint8Array, at: number): number =>
  (colors[at] << 16) | (colors[at + 1] << 8) | colors[at + 2];

/** Of three different colours the last two: where three meet is a triangle or two in a whole model. */
function pairOf([a, b, c]: number[]): [number, number] {
  const other = a !== b ? (c === a || c === b ? a : c) : c;
  return b < other ? [b, other] : [other, b];
}

/** Pairs in the order 00, 01, 11, 02, 12, 22 … */
const cellOf = (low: number, high: number): number => (high * (high + 1)) / 2 + low;
const columnsOf = (palette: readonly number[]): number =>
  Math.ceil(Math.sqrt((palette.length * (palette.length + 1)) / 2));

function paintPairs(palette: readonly number[]): Raster {
  const columns = columnsOf(palette);
  const rows = Math.ceil((palette.length * (palette.length + 1)) / 2 / columns);
  const [width, height] = [CELL * columns, CELL * rows];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  palette.forEach((right, high) =>
    palette.slice(0, high + 1).forEach((left, low) => {
      const cell = cellOf(low, high);
      const corner = CELL * (Math.floor(cell / columns) * width + (cell % columns));
      for (let y = 0; y < CELL; y++)
        for (let x = 0; x < CELL; x++) {
          const color = x < CELL / 2 ? left : right;
          data.set([color >> 16, (color >> 8) & 255, color & 255], 4 * (corner + y * width + x));
        }
    }),
  );
  return { width, height, data };
}
