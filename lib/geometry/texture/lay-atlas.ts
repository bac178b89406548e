import type { MeshSkin, SkinMaterial } from "../formats/skin-builder";
import { quantizeColors } from "../formats/quantize-colors";
import type { Raster } from "../image/raster";
import type { PlacedTexture } from "../mesh/mesh";
import { packTiles } from "./pack-tiles";
import { pixelAt, tintTables } from "./read-picture";

/** The largest atlas, a side. */
const MOST_SIDE = 4096;
/** A picture that goes on for longer across one triangle leaves it plain: the atlas would have to hold it so many times. */
const MOST_REPEATS = 4;
/** Pixels round each tile that go on with it, so that mipmaps do not mix tiles. */
const GUTTER = 4;
/** Plain colours lie in a square of so many cells a side. */
const PLAIN_CELLS = 16;
const PLAIN_CELL = 8;

/**
 * All pictures of a mesh in one, for that is what the written files hold: each material's picture with its tint, as often
 * side by side as one triangle has it, and a cell for each plain colour. A single picture stays as it is.
 *
 * @param skin of the mesh as it is now: material and places of its own triangles
 * @param corners three sRGB bytes a corner, for triangles without a picture
 * @returns undefined where no triangle is left that has one
 */
export function layAtlas(
  { materials, materialOf, places }: Omit<MeshSkin, "pictures">,
  rasters: readonly (Raster | undefined)[],
  corners: Uint8Array,
): PlacedTexture | undefined {
  const laid = places.slice();
  const tiles = materials.map((material) => makeTile(material, rasters));
  const plain: number[] = [];
  for (let triangle = 0; triangle < materialOf.length; triangle++) {
    const tile = tiles[materialOf[triangle] - 1];
    if (!tile || !settle(laid, triangle, tile)) plain.push(triangle);
  }
  const used = tiles.filter((tile): tile is Tile => tile !== undefined && tile.used);
  if (used.length === 0) return undefined;
  const atlas = pack(used, plain.length > 0);
  for (let triangle = 0; triangle < materialOf.length; triangle++) {
    const tile = tiles[materialOf[triangle] - 1];
    if (tile?.used) move(laid, triangle, tile, atlas.raster);
  }
  if (atlas.plain) paintPlain(atlas.raster, atlas.plain, laid, plain, corners);
  return { kind: "placed", atlas: atlas.raster, places: laid };
}

interface Tile {
  material: SkinMaterial;
  raster: Raster;
  /** How often the picture is needed side by side, and below itself. */
  repeats: [number, number];
  used: boolean;
  /** In pixels of the atlas. */
  left: number;
  top: number;
  scale: number;
}

function makeTile(material: SkinMaterial, rasters: readonly (Raster | undefined)[]): Tile | undefined {
  const raster = material.picture === undefined ? undefined : rasters[material.picture];
  if (!raster || material.shaded) return undefined;
  return { material, raster, repeats: [1, 1], used: false, left: 0, top: 0, scale: 1 };
}

/** Brings a triangle as near to the picture's origin as it goes; false where it takes too many repetitions. */
function settle(places: Float32Array, triangle: number, tile: Tile): boolean {
  const repeats: [number, number] = [...tile.repeats];
  for (let axis = 0; axis < 2; axis++) {
    const wrap = tile.material.wrap[axis];
    const at = 6 * triangle + axis;
    const [low, high] = [
      Math.min(places[at], places[at + 2], places[at + 4]),
      Math.max(places[at], places[at + 2], places[at + 4]),
    ];
    let shift = wrap === "clamp" ? 0 : Math.floor(low + ROUNDING);
    // Every other copy of a mirrored picture is the same.
    if (wrap === "mirror") shift = 2 * Math.floor(shift / 2);
    const needed = wrap === "clamp" ? 1 : Math.max(1, Math.ceil(high - shift - ROUNDING));
    if (needed > MOST_REPEATS) return false;
    repeats[axis] = Math.max(repeats[axis], needed);
    for (let n = at; n < at + 6; n += 2) places[n] = Math.min(needed, Math.max(0, places[n] - shift));
  }
  tile.repeats = repeats;
  return (tile.used = true);
}

const ROUNDING = 1e-4;

interface Box {
  left: number;
  top: number;
}

function pack(tiles: Tile[], withPlain: boolean): { raster: Raster; plain?: Box } {
  const [only] = tiles;
  const bare = tiles.length === 1 && !withPlain && only.repeats[0] * only.repeats[1] === 1;
  if (bare && only.material.tint.every((share) => share >= 1)) return { raster: only.raster };
  const gutter = tiles.length > 1 || withPlain ? GUTTER : 0;
  const square = { width: PLAIN_CELLS * PLAIN_CELL, height: PLAIN_CELLS * PLAIN_CELL };
  for (let scale = 1; ; scale *= 0.9) {
    const boxes = tiles.map((tile) => sizeOf(tile, scale, gutter));
    const packed = packTiles(withPlain ? [...boxes, square] : boxes, MOST_SIDE);
    if (!packed) continue;
    const { width, height, places } = packed;
    const raster = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) };
    tiles.forEach((tile, n) => {
      Object.assign(tile, { left: places[n].left + gutter, top: places[n].top + gutter, scale });
      paintTile(raster, tile, places[n], boxes[n]);
    });
    return { raster, plain: withPlain ? places[tiles.length] : undefined };
  }
}

const sizeOf = ({ raster, repeats }: Tile, scale: number, gutter: number) => ({
  width: Math.max(1, Math.round(raster.width * repeats[0] * scale)) + 2 * gutter,
  height: Math.max(1, Math.round(raster.height * repeats[1] * scale)) + 2 * gutter,
});

function paintTile(atlas: Raster, tile: Tile, box: Box, size: Pick<Raster, "width" | "height">): void {
  const { raster, material, repeats, left, top } = tile;
  const tables = tintTables(material);
  const [inner, high] = innerSize(tile, size, box);
  const wanted = [0, 0];
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      wanted[0] = ((box.left + x - left + 0.5) / inner) * repeats[0];
      wanted[1] = ((box.top + y - top + 0.5) / high) * repeats[1];
      const from = pixelAt(raster, wanted, material.wrap);
      const to = 4 * ((box.top + y) * atlas.width + box.left + x);
      for (let c = 0; c < 3; c++) atlas.data[to + c] = tables[c][raster.data[from + c]];
    }
}

/** Without the gutter. */
function innerSize({ left, top }: Tile, { width, height }: Pick<Raster, "width" | "height">, box: Box) {
  return [width - 2 * (left - box.left), height - 2 * (top - box.top)];
}

/** From the tile's own measure to the atlas's. */
function move(places: Float32Array, triangle: number, tile: Tile, atlas: Raster): void {
  const { width, height } = sizeOf(tile, tile.scale, 0);
  for (let n = 6 * triangle; n < 6 * triangle + 6; n += 2) {
    places[n] = (tile.left + (places[n] / tile.repeats[0]) * width) / atlas.width;
    places[n + 1] = (tile.top + (places[n + 1] / tile.repeats[1]) * height) / atlas.height;
  }
}

/** A cell for each of at most 256 colours; a triangle has one, the mean of its corners. */
function paintPlain(
  atlas: Raster,
  box: Box,
  places: Float32Array,
  triangles: readonly number[],
  corners: Uint8Array,
): void {
  const means = new Uint8Array(3 * triangles.length);
  triangles.forEach((triangle, n) => {
    for (let c = 0, at = 9 * triangle; c < 3; c++, at++)
      means[3 * n + c] = (corners[at] + corners[at + 3] + corners[at + 6]) / 3 + 0.5;
  });
  const { palette, entries } = quantizeColors(means, PLAIN_CELLS * PLAIN_CELLS);
  for (let entry = 0; entry < palette.length / 3; entry++) {
    const [left, top] = cornerOf(entry, box);
    for (let n = 0; n < PLAIN_CELL * PLAIN_CELL; n++) {
      const to = 4 * ((top + Math.floor(n / PLAIN_CELL)) * atlas.width + left + (n % PLAIN_CELL));
      atlas.data.set(palette.subarray(3 * entry, 3 * entry + 3), to);
    }
  }
  triangles.forEach((triangle, n) => {
    const [left, top] = cornerOf(entries[n], box);
    for (let at = 6 * triangle; at < 6 * triangle + 6; at += 2) {
      places[at] = (left + PLAIN_CELL / 2) / atlas.width;
      places[at + 1] = (top + PLAIN_CELL / 2) / atlas.height;
    }
  });
}

const cornerOf = (entry: number, { left, top }: Box): [number, number] => [
  left + PLAIN_CELL * (entry % PLAIN_CELLS),
  top + PLAIN_CELL * Math.floor(entry / PLAIN_CELLS),
];
