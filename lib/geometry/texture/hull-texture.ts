import type { Sheet } from "../field/hull-field";
import { insideColors } from "../field/frame-subject";
import { gaussianBlur } from "../image/blur-plane";
import { fillOutward } from "../image/fill-outward";
import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import type { AffineRow, Mesh, ProjectedTexture, Sight, TextureTile, Vector } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { blendSeams } from "./blend-seams";
import { along, isSeen } from "./choose-tiles";
import { measureSight } from "./measure-sight";
import { packTiles } from "./pack-tiles";
import { pasteTile } from "./paste-tile";
import { ATLAS_LIMIT, scaleRow, tileArea } from "./tile-area";

/** As for figures: a trace of the background at the rim would become a stripe on the sides. */
const MATTE_PIXELS = 2;
/** Pixels round each tile, so that mipmaps do not reach the next one. */
const PADDING = 8;
/** A guessed tile needs no detail: its longest side in pixels. */
const GUESS_SIDE = 320;
/** A side within 63° of some view is seen by it well enough. */
const SEEN_COSINE = 0.45;
/** A view beats the guess up to some 65° off its axis: narrow ledges that look up or down stay in the picture. */
const GUESS_HANDICAP = 0.5;
const BEHIND_HANDICAP = 0.55;
/** Below this share of vertices nothing lies behind anything. */
const BEHIND_SHARE = 0.002;

/** A tile before it has its place: its colours, and rows that give pixels from its own upper left. */
interface Plan extends Omit<TextureTile, "area"> {
  width: number;
  height: number;
  paint: () => Float32Array;
}

/**
 * The atlas of a hull: a tile a view at the picture's own resolution, as far as all fit; then, from the mesh's vertex
 * colours, a tile for each side that no view looks at and one for what stands behind something else in a view. Seams are
 * blended over.
 *
 * @param mesh in lattice units, with colours
 * @param size of the lattice
 */
export function hullTexture(
  mesh: Mesh,
  size: readonly [number, number, number],
  sheets: readonly Sheet[],
): ProjectedTexture {
  const normals = vertexNormals(mesh);
  const sights = sheets.map((sheet) => sheetSight(mesh, sheet));
  const guesses = [
    ...unseenSides(sheets).map((toward) => planSide(mesh, normals, size, toward)),
    ...sheets.flatMap((sheet, n) => planBehind(mesh, normals, sheet, sights[n])),
  ];
  for (let step = 1; ; step *= 1.06) {
    const plans = [...sheets.map((sheet, n) => planView(sheet, sights[n], step)), ...guesses];
    const packed = packTiles(plans, ATLAS_LIMIT);
    if (packed) return blendSeams(mesh, paintPlans(plans, packed));
  }
}

/** What a view sees of the mesh. */
export function sheetSight(mesh: Mesh, sheet: Sheet): Sight {
  const { across, down } = sheetRows(sheet);
  return measureSight(
    mesh,
    sheet.eye,
    { across: scaleRow(across, sheet.width), down: scaleRow(down, sheet.height) },
    { width: Math.ceil(sheet.width / 2), height: Math.ceil(sheet.height / 2) },
  );
}

/** Cells from the sheet's left and top; the sheet counts from its first cell's middle. */
const sheetRows = ({ ux, uy, u0, vy, vz, v0 }: Sheet): { across: AffineRow; down: AffineRow } => ({
  across: [ux, uy, 0, u0 + 0.5],
  down: [0, vy, vz, v0 + 0.5],
});

function paintPlans(
  plans: readonly Plan[],
  packed: NonNullable<ReturnType<typeof packTiles>>,
): ProjectedTexture {
  const { width, height, places } = packed;
  const atlas: Raster = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(128) };
  const tiles = plans.map(({ paint, across, down, width: wide, height: high, ...rest }, n): TextureTile => {
    const { left, top } = places[n];
    pasteTile(atlas, paint(), { left, top, width: wide, height: high });
    const shift = ([a, b, c, d]: AffineRow, by: number): AffineRow => [a, b, c, d + by];
    return {
      ...rest,
      across: scaleRow(shift(across, left), width),
      down: scaleRow(shift(down, top), height),
      area: tileArea(atlas, left, top, wide, high),
    };
  });
  return { kind: "projected", atlas, tiles, smooth: true };
}

/** @param step the picture's pixels a pixel of the tile */
function planView(sheet: Sheet, sight: Sight, step: number): Plan {
  const { raster, alpha, window, eye } = sheet;
  const perCell = window.step / step;
  const fine = {
    x: window.x - PADDING * step,
    y: window.y - PADDING * step,
    step,
    width: Math.ceil(window.width * perCell) + 2 * PADDING,
    height: Math.ceil(window.height * perCell) + 2 * PADDING,
  };
  const { across, down } = sheetRows(sheet);
  return {
    toward: eye,
    ...inPixels(across, down, perCell),
    width: fine.width,
    height: fine.height,
    sight,
    paint: () => {
      const coverage = resamplePixels(alpha, raster.width, raster.height, 1, fine, "zero");
      for (let at = 0; at < coverage.length; at++) coverage[at] /= 255;
      return insideColors(raster, coverage, fine, MATTE_PIXELS);
    },
  };
}

const inPixels = (across: AffineRow, down: AffineRow, perCell: number): Pick<Plan, "across" | "down"> => {
  const [u, v] = [scaleRow(across, 1 / perCell), scaleRow(down, 1 / perCell)];
  return { across: [u[0], u[1], u[2], u[3] + PADDING], down: [v[0], v[1], v[2], v[3] + PADDING] };
};

const SIDES: readonly Vector[] = [
  [0, -1, 0],
  [1, 0, 0],
  [0, 1, 0],
  [-1, 0, 0],
  [0, 0, 1],
  [0, 0, -1],
];

const unseenSides = (sheets: readonly Sheet[]): Vector[] =>
  SIDES.filter(([x, y, z]) => sheets.every(({ eye }) => x * eye[0] + y * eye[1] + z * eye[2] < SEEN_COSINE));

/** A side that no view looks at, from the colours that the views across gave its vertices. */
function planSide(
  mesh: Mesh,
  normals: Float32Array,
  size: readonly [number, number, number],
  toward: Vector,
): Plan {
  const [x, , z] = toward;
  // Level sides have z upright; the upper and the lower one have y.
  const across: AffineRow = x !== 0 ? [0, 1, 0, 0.5] : [1, 0, 0, 0.5];
  const down: AffineRow = z !== 0 ? [0, -1, 0, size[1] - 0.5] : [0, 0, -1, size[2] - 0.5];
  const cells = [x !== 0 ? size[1] : size[0], z !== 0 ? size[1] : size[2]] as const;
  return planGuess(mesh, { toward, across, down, cells, handicap: GUESS_HANDICAP }, (v) => {
    return normals[v] * toward[0] + normals[v + 1] * toward[1] + normals[v + 2] * toward[2] > 0.2;
  });
}

/** What faces a view but is hidden from it. */
function planBehind(mesh: Mesh, normals: Float32Array, sheet: Sheet, sight: Sight): Plan[] {
  const { eye, width, height } = sheet;
  const p = mesh.positions;
  const hidden = (v: number): boolean =>
    normals[v] * eye[0] + normals[v + 1] * eye[1] + normals[v + 2] * eye[2] > 0.1 &&
    !isSeen({ sight }, p[v], p[v + 1], p[v + 2]);
  let count = 0;
  for (let v = 0; v < p.length; v += 3) if (hidden(v)) count++;
  if (count < (BEHIND_SHARE * p.length) / 3) return [];
  const { across, down } = sheetRows(sheet);
  return [
    planGuess(mesh, { toward: eye, across, down, cells: [width, height], handicap: BEHIND_HANDICAP }, hidden),
  ];
}

interface Guess {
  toward: Vector;
  across: AffineRow;
  down: AffineRow;
  cells: readonly [number, number];
  handicap: number;
}

/** Colours of the nearest of the vertices that pass, carried over the rest of the tile and calmed. */
function planGuess(
  { positions: p, colors }: Mesh,
  { toward, across, down, cells, handicap }: Guess,
  passes: (at: number) => boolean,
): Plan {
  const perCell = Math.min(1, GUESS_SIDE / Math.max(...cells));
  const rows = inPixels(across, down, perCell);
  const width = Math.ceil(cells[0] * perCell) + 2 * PADDING;
  const height = Math.ceil(cells[1] * perCell) + 2 * PADDING;
  const paint = (): Float32Array => {
    const rgb = new Float32Array(3 * width * height);
    const known = new Float32Array(width * height);
    const nearest = new Float32Array(width * height).fill(-Infinity);
    for (let v = 0; v < p.length; v += 3) {
      if (!passes(v)) continue;
      const [x, y, z] = [p[v], p[v + 1], p[v + 2]];
      const column = Math.min(width - 1, Math.max(0, Math.floor(along(rows.across, x, y, z))));
      const row = Math.min(height - 1, Math.max(0, Math.floor(along(rows.down, x, y, z))));
      const at = row * width + column;
      const near = x * toward[0] + y * toward[1] + z * toward[2];
      if (near <= nearest[at]) continue;
      nearest[at] = near;
      known[at] = 1;
      for (let c = 0; c < 3; c++) rgb[3 * at + c] = colors?.[v + c] ?? 128;
    }
    fillOutward(rgb, known, width, height);
    return calm(rgb, width, height);
  };
  return { toward, ...rows, handicap, width, height, paint };
}

/** Streaks that rims leave on a side that nobody saw are evened out. */
function calm(rgb: Float32Array, width: number, height: number): Float32Array {
  const plane = new Float32Array(width * height);
  for (let c = 0; c < 3; c++) {
    for (let at = 0; at < plane.length; at++) plane[at] = rgb[3 * at + c];
    gaussianBlur(plane, width, height, CALM_PIXELS);
    for (let at = 0; at < plane.length; at++) rgb[3 * at + c] = plane[at];
  }
  return rgb;
}
const CALM_PIXELS = 3;
