import { signedDistance } from "../image/distance-transform";
import type { Raster } from "../image/raster";
import type { Window } from "../image/resample-pixels";
import type { Mesh, ProjectedTexture, Vector } from "../mesh/mesh";
import { hullTexture } from "../texture/hull-texture";
import { colorByViews } from "./color-by-views";
import { BRICK, type Field } from "./field";
import { boundSubject, frameSubject } from "./frame-subject";

/** Where a picture was taken from: degrees round the object (0 the front, 90 its right side as +x), or from above or below. */
export type ViewAngle = number | "top" | "bottom";

export interface HullView {
  raster: Raster;
  /** Subject coverage, 0 to 255, the raster's size. */
  alpha: Uint8Array;
  angle: ViewAngle;
}

export interface HullOptions {
  /** Lattice cells along the longest side of the object. */
  resolution: number;
  /** Radius of the blend between two silhouettes, as a share of the longest side: a plain cut leaves sharp seams. */
  rounding?: number;
}

/** Thrown where the pictures cannot be of one thing; `view` counts from 0. */
export class ViewsContradictError extends Error {
  override name = "ViewsContradictError";
  constructor(
    readonly view: number,
    message: string,
  ) {
    super(message);
  }
}

/** How far two pictures of the same extent may differ before they contradict. */
const TOLERANCE = 1.3;
const ROUNDING = 0.025;

/**
 * The visual hull: whatever every silhouette allows. φ is the least, over the views, of the signed distance of the
 * projected point to that view's outline; each is 1-Lipschitz, and so is their smooth minimum, whose blend rounds the
 * seams where two silhouettes meet (Laurentini 1994 for the hull; the polynomial blend is Quilez's). Cameras are taken
 * as orthographic and level. Silhouettes of side views are brought to a common height, those from above and below to the
 * front's width. What no silhouette shows, such as a dent, stays filled.
 *
 * @throws EmptySubjectError where a view shows nothing; ViewsContradictError
 */
export function hullField(views: readonly HullView[], { resolution, rounding = ROUNDING }: HullOptions) {
  const measured = views.map(measure);
  const { scales, width, depth, height } = agree(measured, resolution);
  const margin = 4;
  const size = [width, depth, height].map((extent) => Math.ceil(extent) + 2 * margin) as [
    number,
    number,
    number,
  ];
  const center = size.map((extent) => (extent - 1) / 2) as [number, number, number];
  const sheets = views.map((view, n) => project(view, measured[n], scales[n], center));
  return {
    field: new HullField(size, bySightLine(views, sheets), rounding * resolution),
    colorAt: (mesh: Mesh): Uint8Array => colorByViews(mesh, sheets),
    texture: (mesh: Mesh): ProjectedTexture => hullTexture(mesh, size, sheets),
    notes: [`${views.length} views were cut into one body; what no outline shows stays filled.`],
  };
}

interface Measured {
  angle: ViewAngle;
  wide: number;
  high: number;
}

function measure({ raster, alpha, angle }: HullView): Measured {
  const { left, right, top, bottom } = boundSubject(alpha, raster.width, raster.height);
  return { angle, wide: right - left + 1, high: bottom - top + 1 };
}

const isLevel = (angle: ViewAngle): angle is number => typeof angle === "number";
/** 1 where the view looks along y, 0 where it looks along x. */
const frontal = (angle: number): number => Math.abs(Math.cos((angle * Math.PI) / 180));

/** Cells per pixel of each view, and the object's extents in cells. Throws where the views cannot agree. */
function agree(views: readonly Measured[], resolution: number) {
  const level = views.filter((view) => isLevel(view.angle));
  if (level.length === 0)
    throw new ViewsContradictError(0, "Views from above and below alone do not tell the height.");
  // In units of the object's height, which all level views share.
  const spread = (share: (angle: number) => number): number =>
    Math.max(...level.map(({ angle, wide, high }) => (share(angle as number) > 0.9 ? wide / high : 0)));
  const widest = Math.max(...level.map(({ wide, high }) => wide / high));
  const across = spread(frontal) || widest;
  const shownDepth = spread((angle) => frontal(angle + 90));
  let along = shownDepth || widest;
  views.forEach((view, n) => {
    if (isLevel(view.angle)) refuseOtherWidth(views, n, across, along);
    else {
      const deep = (across * view.high) / view.wide;
      if (shownDepth > 0 && ratio(deep, along) > TOLERANCE) throw contradiction(n);
      if (shownDepth === 0) along = deep;
    }
  });
  const unit = resolution / Math.max(1, across, along);
  return {
    scales: views.map(({ angle, wide, high }) => (isLevel(angle) ? unit / high : (unit * across) / wide)),
    width: unit * across,
    depth: unit * along,
    height: unit,
  };
}

const ratio = (a: number, b: number): number => Math.max(a, b) / Math.max(1e-6, Math.min(a, b));
const contradiction = (view: number): ViewsContradictError =>
  new ViewsContradictError(
    view,
    `View ${view + 1} contradicts the others: its outline has other proportions than they allow.`,
  );

/** Two views along one line, from the front and the back, see the same outline mirrored. */
function refuseOtherWidth(views: readonly Measured[], n: number, across: number, along: number): void {
  const { angle, wide, high } = views[n];
  const share = frontal(angle as number);
  const expected = share > 0.9 ? across : frontal((angle as number) + 90) > 0.9 ? along : undefined;
  if (expected !== undefined && ratio(wide / high, expected) > TOLERANCE) throw contradiction(n);
}

/** One view's silhouette in cells, and how a point of the lattice comes onto it: u = ux·x + uy·y + u0, v = vy·y + vz·z + v0. */
export interface Sheet {
  width: number;
  height: number;
  distance: Float32Array;
  rgb: () => Float32Array;
  ux: number;
  uy: number;
  u0: number;
  vy: number;
  vz: number;
  v0: number;
  /** Towards the camera. */
  eye: Vector;
  /** The picture, what it shows of the subject, and where the silhouette's cells lie on it. */
  raster: Raster;
  alpha: Uint8Array;
  window: Window;
}

function project(
  { raster, alpha, angle }: HullView,
  { wide, high }: Measured,
  scale: number,
  [cx, cy, cz]: readonly [number, number, number],
): Sheet {
  const subject = frameSubject(raster, alpha, Math.max(8, Math.max(wide, high) * scale));
  const { width, height, coverage } = subject;
  const distance = signedDistance(coverage, width, height);
  const middle = middleOf(coverage, width, height);
  const radians = isLevel(angle) ? (angle * Math.PI) / 180 : 0;
  const [ux, uy] = isLevel(angle) ? [Math.cos(radians), Math.sin(radians)] : [1, 0];
  // Rows run down: up in the picture is +z for a level view, away (+y) from above, near from below.
  const [vy, vz] = isLevel(angle) ? [0, -1] : angle === "top" ? [-1, 0] : [1, 0];
  return {
    width,
    height,
    distance,
    rgb: () => subject.colors(),
    ux,
    uy,
    u0: middle.u - ux * cx - uy * cy,
    vy,
    vz,
    v0: middle.v - vy * cy - vz * cz,
    eye: isLevel(angle) ? [Math.sin(radians), -Math.cos(radians), 0] : [0, 0, angle === "top" ? 1 : -1],
    raster,
    alpha,
    window: subject.window,
  };
}

/** The middle of what is covered, in pixels. */
function middleOf(coverage: Float32Array, width: number, height: number): { u: number; v: number } {
  const bytes = Uint8Array.from(coverage, (share) => share * 255 + 0.5);
  const { left, right, top, bottom } = boundSubject(bytes, width, height);
  return { u: (left + right) / 2, v: (top + bottom) / 2 };
}

/** Views along one line, from the front and the back, see one outline: they are cut sharply, or it would shrink. */
function bySightLine(views: readonly HullView[], sheets: readonly Sheet[]): Sheet[][] {
  const lines = new Map<number | "upright", Sheet[]>();
  sheets.forEach((sheet, n) => {
    const { angle } = views[n];
    const line = isLevel(angle) ? Math.round(((angle % 180) + 180) % 180) % 180 : "upright";
    lines.set(line, [...(lines.get(line) ?? []), sheet]);
  });
  return [...lines.values()];
}

class HullField implements Field {
  constructor(
    readonly size: readonly [number, number, number],
    /** Grouped by sight line. */
    private readonly lines: readonly (readonly Sheet[])[],
    private readonly blend: number,
  ) {}

  private readonly least = new Float32Array(BRICK ** 3);

  /** By the value at the middle and the Lipschitz constant, with a cell to spare for interpolation. */
  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1 {
    const reach = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2) / 2 + 1.5;
    const value = this.valueAt((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
    return value > reach ? 1 : value < -reach ? -1 : 0;
  }

  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void {
    const { lines, blend, least } = this;
    lines.forEach((sheets, line) => {
      sheets.forEach((sheet, n) => lower(sheet, x0, y0, z0, n === 0, least));
      for (let at = 0; at < least.length; at++)
        out[offset + at] = line === 0 ? least[at] : join(out[offset + at], least[at], blend);
    });
  }

  private valueAt(x: number, y: number, z: number): number {
    return this.lines.reduce((value, sheets) => {
      const next = sheets.reduce((least, sheet) => Math.min(least, distanceAt(sheet, x, y, z)), Infinity);
      return join(value, next, this.blend);
    }, Infinity);
  }
}

/** Smooth minimum: below both by up to a quarter of the blend where they are equal. */
function join(a: number, b: number, blend: number): number {
  const gap = blend - Math.abs(a - b);
  return Math.min(a, b) - (gap > 0 ? (gap * gap) / (4 * blend) : 0);
}

/** Lowers a brick of distances to those of one sheet; `first` starts anew. */
function lower(sheet: Sheet, x0: number, y0: number, z0: number, first: boolean, least: Float32Array): void {
  for (let k = 0, at = 0; k < BRICK; k++)
    for (let j = 0; j < BRICK; j++)
      for (let i = 0; i < BRICK; i++, at++) {
        const distance = distanceAt(sheet, x0 + i, y0 + j, z0 + k);
        if (first || distance < least[at]) least[at] = distance;
      }
}

/** Bilinear; beyond the map the way to it is taken off, so that the field stays a distance. */
function distanceAt(
  { width, height, distance, ux, uy, u0, vy, vz, v0 }: Sheet,
  x: number,
  y: number,
  z: number,
): number {
  const wantedU = ux * x + uy * y + u0;
  const wantedV = vy * y + vz * z + v0;
  const u = wantedU < 0 ? 0 : wantedU > width - 1.001 ? width - 1.001 : wantedU;
  const v = wantedV < 0 ? 0 : wantedV > height - 1.001 ? height - 1.001 : wantedV;
  const column = u | 0;
  const row = v | 0;
  const at = row * width + column;
  const fu = u - column;
  const top = distance[at] + (distance[at + 1] - distance[at]) * fu;
  const bottom = distance[at + width] + (distance[at + width + 1] - distance[at + width]) * fu;
  return top + (bottom - top) * (v - row) - Math.abs(wantedU - u) - Math.abs(wantedV - v);
}
