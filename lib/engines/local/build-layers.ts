import earcut from "earcut";
import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { extrudeRings, OpenOutlineError } from "@/lib/geometry/outline/extrude-rings";
import { joinChains } from "@/lib/geometry/outline/join-chains";
import { boundRings, scaleRings, type Rings } from "@/lib/geometry/outline/rings";
import { simplifyChains } from "@/lib/geometry/outline/simplify-chains";
import type { BorderChain } from "@/lib/geometry/outline/trace-labels";
import type { EngineJob } from "../engine";
import type { LayersSettings } from "../settings/layers";
import type { ColoredSolid } from "./join-bodies";
import { unclosed } from "./shape-extrude";

/** The layers' solids in millimetres, and how they came to be. */
export interface BuiltLayers {
  solids: ColoredSolid[];
  axis: "x" | "y";
  /** How far borders were moved to stay within the triangles allowed, where that was more than the usual. */
  coarsenedMm?: number;
}

export interface LayersPlan {
  /** Borders between labels, in pixels. */
  traced: BorderChain[];
  /** Labels that the picture shows, lowest layer first, with their colours and the z of their undersides and tops. */
  layers: { label: number; color: [number, number, number]; from: number; to: number }[];
  settings: LayersSettings;
  /** Triangles that all bodies may have together. */
  most: number;
}

/**
 * Raises the labels' areas. Where that makes too many triangles the borders are thinned further and all is built again:
 * each border is thinned once for both its sides, so that the bodies still fit together. To reduce the finished bodies one
 * by one would tear them apart.
 */
export function buildLayers(job: Pick<EngineJob, "sizeMm" | "sizeAxis">, plan: LayersPlan): BuiltLayers {
  for (let tolerance = TOLERANCE_PX; ; tolerance *= COARSER) {
    const { solids, axis, scale } = buildAt(job, plan, tolerance);
    const triangles = solids.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
    if (triangles > plan.most && tolerance < MOST_TOLERANCE_PX) continue;
    return { solids, axis, ...(tolerance > TOLERANCE_PX ? { coarsenedMm: tolerance * scale } : {}) };
  }
}

export const nothingToSee = (): AppError =>
  new AppError(
    "empty_subject",
    "The picture shows no area large enough to print. Send one with larger areas, or make size_mm larger.",
    { param: "image" },
  );

const TOLERANCE_PX = 0.25;
const COARSER = Math.SQRT2;
/** Beyond this a border has little to do with the picture any more. */
const MOST_TOLERANCE_PX = 16;

function buildAt(
  { sizeMm, sizeAxis }: Pick<EngineJob, "sizeMm" | "sizeAxis">,
  { traced, layers, settings }: LayersPlan,
  tolerance: number,
) {
  const chains = simplifyChains(traced, tolerance);
  const whole = joinChains(chains, (label) => label > 0);
  if (whole.starts.length === 1) throw nothingToSee();
  const [left, low, right, high] = boundRings(whole);
  const longest = right - left >= high - low ? "x" : "y";
  const axis = sizeAxis === "x" || sizeAxis === "y" ? sizeAxis : longest;
  const scale = sizeMm / (axis === "x" ? right - left : high - low);
  const stacked = settings.arrangement === "stacked";
  const solids = layers.map(({ label, color, from, to }): ColoredSolid => {
    const passes = stacked ? (other: number) => other >= label : (other: number) => other === label;
    const rings = scaleRings(joinChains(chains, passes), scale, left, low);
    return { mesh: lift(raise(rings, to - from), from), color };
  });
  return { solids, axis, scale } as const;
}

function raise(rings: Rings, height: number): Mesh {
  try {
    return extrudeRings(rings, height, earcut);
  } catch (error) {
    throw error instanceof OpenOutlineError ? unclosed(error) : error;
  }
}

function lift(mesh: Mesh, by: number): Mesh {
  for (let at = 2; at < mesh.positions.length; at += 3) mesh.positions[at] += by;
  return mesh;
}
