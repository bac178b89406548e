import { alone, type Crew } from "../crew/crew";
import type { Raster } from "../image/raster";
import type { Mesh, MeshTexture } from "../mesh/mesh";
import { applyRevolution } from "./apply-revolution";
import { closeRim } from "./close-rim";
import { cutBehind } from "./cut-behind";
import type { Field } from "./field";
import { figureTexture } from "./figure-texture";
import { frameSubject, type SubjectMaps } from "./frame-subject";
import { hangSheets, type HungThickness } from "./hang-sheets";
import { HungField } from "./hung-field";
import { integrateNormals, type NormalMap } from "./integrate-normals";
import { projectColors } from "./project-colors";
import { type DepthMap, readDepth } from "./read-depth";
import { startDetail } from "./read-detail";
import { SheetField } from "./sheet-field";
import { smoothThickness } from "./smooth-thickness";

export interface FigureOptions {
  /** Lattice cells along the subject's longest side in the picture. */
  resolution: number;
  /** Accepted for symmetry with other engines; a figure has no chance in it. */
  seed?: number;
  /** Thickness as a multiple of what the outline suggests; 1 leaves balls round. */
  depthRatio?: number;
  /** Slope of the middle plane, away from the viewer per step right and per step up: for three-quarter photographs. */
  tilt?: { x: number; z: number };
  /** Bodies of revolution: on strict evidence only, never, or always. */
  symmetry?: "auto" | "off" | "revolve";
  /** A known front: it takes the place of the guessed one, and of the tilt. */
  depth?: {
    map: DepthMap;
    /** How far white stands before black, as a share of the longest side; fitted to the outline where absent. */
    range?: number;
  };
  /** The same by its slopes, which tell its scale as well. */
  normals?: NormalMap;
  /** A plane instead of the back. */
  flatBack?: boolean;
  /** Strength of the picture's detail, see {@link pictureDetail}. */
  emboss?: number;
}

export interface FigureField {
  field: Field;
  /** Three sRGB bytes a vertex, for a mesh that is still in lattice units. */
  colorAt(mesh: Mesh): Uint8Array;
  /** The picture at its own resolution, for a mesh in lattice units. */
  texture(): MeshTexture;
  /** Sentences for people: what was decided on the way. */
  notes: string[];
}

/**
 * A standing body from one picture and its subject mask: image right is +x, image up is +z, the front faces −y.
 *
 * A composer: a front sheet, a thickness behind it, a tilt. Nobody knows the hidden side, so the ball hull of the
 * silhouette fills thickness, evened out along the limbs; the picture's shading comes up on the front as relief of at most 2 %
 * of the size; the back stays plain, for a mirrored front is worse than none (F .513 against .753 with a known front).
 *
 * @param alpha subject coverage, 0 to 255, the raster's size
 * @param crew who shares the work; the field is the same
 * @throws EmptySubjectError where alpha shows nothing
 */
export function figureField(
  raster: Raster,
  alpha: Uint8Array,
  options: FigureOptions,
  crew: Crew = alone,
): FigureField {
  const notes: string[] = [];
  const subject = frameSubject(raster, alpha, options.resolution);
  const { width, height, coverage, window, longest } = subject;
  const detailed = startDetail({ raster, coverage, window, longest, strength: options.emboss }, crew);
  const { squared, distance, thickened } = smoothThickness(subject);
  if (thickened)
    notes.push("Parts thinner than 1.2 % of the longest side were thickened, so that they print.");
  const { light, detail } = detailed();
  const turned = applyRevolution(squared, subject, light, options.symmetry ?? "auto", notes);
  const ratio = Math.max(0.1, Math.min(3, options.depthRatio ?? 1));
  if (ratio !== 1) for (let i = 0; i < squared.length; i++) if (squared[i] > 0) squared[i] *= ratio * ratio;
  closeRim(squared, distance, width, height);
  const raise = (half: Float32Array) => emboss(half, distance, detail, subject.longest);
  const parts = { subject, distance, raise, flatBack: options.flatBack };
  const front = knownFront(options, raster, subject);
  const { field, middleAt } = front
    ? hungBody(hangSheets(front.near, subject, squared, distance, { turned, told: front.range }), parts)
    : sheetBody(squared, parts, crew, options.tilt);
  if (front)
    notes.push(
      options.normals
        ? "The front follows the slopes of the given normal map; a thickness was hung behind it."
        : "The front follows the given map; a thickness was hung behind it.",
    );
  if (front?.flipped)
    notes.push("The normal map fits far better with up and down exchanged: try the other normal_green.");
  notes.push(
    options.flatBack
      ? "The back was cut flat, and the model lies on it."
      : subject.cut < 0
        ? "The foot was flat already, so nothing was cut off it."
        : `The foot was cut flat ${((100 * subject.cut) / subject.longest).toFixed(1)} % above its lowest point, so that it stands.`,
  );
  const colorMap = () => ({
    width,
    height,
    rgb: uprightColors(subject),
    depth: upright(distance, width, height),
  });
  return {
    field,
    notes,
    colorAt: (mesh) => projectColors(mesh, colorMap(), middleAt),
    texture: () => figureTexture(raster, alpha, subject, colorMap()),
  };
}

/** The front of a given map, 0 to 1, and how many cells lie between; undefined where the outline alone is known. */
function knownFront(
  { depth, normals }: FigureOptions,
  raster: Raster,
  subject: SubjectMaps,
): { near: Float32Array; range?: number; flipped?: boolean } | undefined {
  if (normals) return integrateNormals(normals, raster, subject);
  if (!depth) return undefined;
  const range = depth.range === undefined ? undefined : depth.range * subject.longest;
  return { near: readDepth(depth.map, raster, subject), range };
}

interface BodyParts {
  subject: SubjectMaps;
  distance: Float32Array;
  /** Squared half thickness with the picture's detail on it. */
  raise: (squared: Float32Array) => Float32Array;
  flatBack?: boolean;
}

interface Body {
  field: Field;
  /** y of the middle over (x, z). */
  middleAt: (x: number, z: number) => number;
}

/** Two sheets on a plane through the middle, which may lean. A flat back is that plane, so it does not lean. */
function sheetBody(
  squared: Float32Array,
  { subject, raise, flatBack }: BodyParts,
  crew: Crew,
  tilt = { x: 0, z: 0 },
): Body {
  const { width, height } = subject;
  const { x: alongX, z: alongZ } = flatBack ? { x: 0, z: 0 } : tilt;
  const front = raise(squared);
  const reach = Math.sqrt(Math.max(greatest(front), greatest(squared), 1));
  const lean = (Math.abs(alongX) * width + Math.abs(alongZ) * height) / 2;
  const depth = 2 * Math.ceil(reach + lean + 2) + 1;
  const at = (depth - 1) / 2 - (alongX * (width - 1)) / 2 - (alongZ * (height - 1)) / 2;
  const sheets = {
    width,
    height,
    front: upright(front, width, height, crew),
    back: upright(squared, width, height, crew),
    depth,
    middle: { at, alongX, alongZ },
    floor: floorOf(subject),
  };
  const field = new SheetField(sheets, crew);
  return {
    field: flatBack ? cutBehind(field, at + 0.5) : field,
    middleAt: (x, z) => at + alongX * x + alongZ * z,
  };
}

/** A known front and what was hung behind it. A flat back lies where the outermost rim ends, and all before it is filled. */
function hungBody(hung: HungThickness, { subject, distance, raise, flatBack }: BodyParts): Body {
  const { width, height } = subject;
  const { middle, squared } = flatBack ? fillToPlane(hung, distance) : hung;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < middle.length; i++) {
    if (distance[i] <= 0) continue;
    const half = Math.sqrt(Math.max(0, squared[i]));
    low = Math.min(low, middle[i] - half);
    high = Math.max(high, middle[i] + half);
  }
  const margin = 0.02 * subject.longest + 3;
  for (let i = 0; i < middle.length; i++) middle[i] += margin - low;
  const bent = upright(middle, width, height);
  const field = new HungField({
    width,
    height,
    depth: Math.ceil(high - low + 2 * margin) + 1,
    middle: bent,
    front: upright(raise(squared), width, height),
    back: upright(squared, width, height),
    outline: upright(distance, width, height),
    floor: floorOf(subject),
  });
  return {
    field: flatBack ? cutBehind(field, high - low + margin - PLANE_DEEPER) : field,
    middleAt: (x, z) =>
      bent[
        Math.max(0, Math.min(height - 1, Math.round(z))) * width +
          Math.max(0, Math.min(width - 1, Math.round(x)))
      ],
  };
}

/** The sheets go this many cells beyond the plane that cuts them, or their rounding would show on it. */
const PLANE_DEEPER = 3;

function fillToPlane({ middle, squared, range }: HungThickness, distance: Float32Array): HungThickness {
  let plane = -Infinity;
  for (let i = 0; i < middle.length; i++) if (distance[i] > 0 && middle[i] > plane) plane = middle[i];
  const filled = { middle: middle.slice(), squared: squared.slice(), range };
  for (let i = 0; i < middle.length; i++) {
    const front = middle[i] - Math.sqrt(Math.max(0, squared[i]));
    const half = (plane + PLANE_DEEPER - front) / 2;
    filled.middle[i] = front + half;
    filled.squared[i] = half * half;
  }
  return filled;
}

const floorOf = ({ height, bottom, cut }: SubjectMaps): number => height - 1 - (bottom - cut);

/** Adds the relief to the half thickness: none at the rim, and never more than half of what is there. */
function emboss(
  squared: Float32Array,
  distance: Float32Array,
  detail: Float32Array,
  longest: number,
): Float32Array {
  const front = squared.slice();
  const fadeOver = 1 / (0.03 * longest);
  for (let i = 0; i < front.length; i++) {
    if (squared[i] <= 0 || distance[i] <= 0) continue;
    const t = Math.min(1, distance[i] * fadeOver);
    const half = Math.sqrt(squared[i]);
    const lift = Math.max(-0.4 * half, Math.min(0.4 * half, detail[i] * longest * t * t * (3 - 2 * t)));
    front[i] = (half + lift) * (half + lift);
  }
  return front;
}

function greatest(map: Float32Array): number {
  let best = 0;
  for (let i = 0; i < map.length; i++) if (map[i] > best) best = map[i];
  return best;
}

/** Image rows run down, the lattice's z runs up. */
function upright(map: Float32Array, width: number, height: number, crew: Crew = alone): Float32Array {
  const out = new Float32Array(crew.allocate(4 * map.length));
  for (let y = 0; y < height; y++)
    out.set(map.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  return out;
}

function uprightColors(subject: SubjectMaps): Float32Array {
  return upright(subject.colors(), subject.width * 3, subject.height);
}
