import type { Raster } from "../image/raster";
import type { Mesh, MeshTexture } from "../mesh/mesh";
import type { Field } from "./field";
import { figureTexture } from "./figure-texture";
import { frameSubject, type SubjectMaps } from "./frame-subject";
import { pictureDetail } from "./picture-detail";
import { projectColors } from "./project-colors";
import { forceRevolution, revolveEvidence } from "./revolve-evidence";
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
 * @throws EmptySubjectError where alpha shows nothing
 */
export function figureField(raster: Raster, alpha: Uint8Array, options: FigureOptions): FigureField {
  const notes: string[] = [];
  const subject = frameSubject(raster, alpha, options.resolution);
  const { width, height } = subject;
  const { squared, distance, thickened } = smoothThickness(subject);
  if (thickened)
    notes.push("Parts thinner than 1.2 % of the longest side were thickened, so that they print.");
  const light = subject.lightness();
  applyRevolution(squared, subject, light, options.symmetry ?? "auto", notes);
  const ratio = Math.max(0.1, Math.min(3, options.depthRatio ?? 1));
  if (ratio !== 1) for (let i = 0; i < squared.length; i++) if (squared[i] > 0) squared[i] *= ratio * ratio;
  const detail = pictureDetail(light, width, height, subject.longest);
  const front = emboss(squared, distance, detail, subject.longest);

  const tilt = options.tilt ?? { x: 0, z: 0 };
  const reach = Math.sqrt(Math.max(greatest(front), greatest(squared), 1));
  const lean = (Math.abs(tilt.x) * width + Math.abs(tilt.z) * height) / 2;
  const depth = 2 * Math.ceil(reach + lean + 2) + 1;
  const at = (depth - 1) / 2 - (tilt.x * (width - 1)) / 2 - (tilt.z * (height - 1)) / 2;
  const middle = { at, alongX: tilt.x, alongZ: tilt.z };
  notes.push(
    `The foot was cut flat ${((100 * subject.cut) / subject.longest).toFixed(1)} % above its lowest point, so that it stands.`,
  );
  const field = new SheetField({
    width,
    height,
    front: upright(front, width, height),
    back: upright(squared, width, height),
    depth,
    middle,
    floor: height - 1 - (subject.bottom - subject.cut),
  });
  const colorMap = () => ({
    width,
    height,
    rgb: uprightColors(subject),
    depth: upright(distance, width, height),
  });
  return {
    field,
    notes,
    colorAt: (mesh) => projectColors(mesh, colorMap(), (x, z) => at + tilt.x * x + tilt.z * z),
    texture: () => figureTexture(raster, alpha, subject, colorMap()),
  };
}

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

function applyRevolution(
  squared: Float32Array,
  subject: SubjectMaps,
  light: Float32Array,
  symmetry: "auto" | "off" | "revolve",
  notes: string[],
): void {
  if (symmetry === "off") return;
  const { width, height, coverage } = subject;
  const turned =
    symmetry === "revolve"
      ? forceRevolution(coverage, width, height)
      : revolveEvidence(coverage, light, width, height);
  if (!turned) return;
  notes.push("The outline is that of a turned body, so it was made round about its upright axis.");
  for (let y = 0; y < height; y++) {
    const half = turned.halfWidth[y];
    if (half <= 0) continue;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const round = half * half - (x - turned.axis) * (x - turned.axis);
      // The silhouette is the mask's business: the hull's sign stays where the two disagree.
      if (squared[i] > 0 && round > 0) squared[i] += (round - squared[i]) * turned.weight;
    }
  }
}

function greatest(map: Float32Array): number {
  let best = 0;
  for (let i = 0; i < map.length; i++) if (map[i] > best) best = map[i];
  return best;
}

/** Image rows run down, the lattice's z runs up. */
function upright(map: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(map.length);
  for (let y = 0; y < height; y++)
    out.set(map.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  return out;
}

function uprightColors(subject: SubjectMaps): Float32Array {
  return upright(subject.colors(), subject.width * 3, subject.height);
}
