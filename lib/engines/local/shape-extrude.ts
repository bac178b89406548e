import { AppError } from "@/lib/core/errors";
import { PAPER } from "@/lib/geometry/image/color-plate";
import { logoCoverage, type LogoCoverage } from "@/lib/geometry/image/logo-coverage";
import type { Raster } from "@/lib/geometry/image/raster";
import { OpenOutlineError } from "@/lib/geometry/outline/extrude-rings";
import { dropSmallRings, measureRings, type Rings } from "@/lib/geometry/outline/rings";
import { simplifyRings } from "@/lib/geometry/outline/simplify-rings";
import { traceRings } from "@/lib/geometry/outline/trace-rings";
import { extrudeTexture, type RaisedDrawing } from "@/lib/geometry/texture/extrude-texture";
import { sampleVertices } from "@/lib/geometry/texture/sample-vertices";
import type { EngineJob } from "../engine";
import { ExtrudeSettings } from "../settings/extrude";
import { buildExtrude, LINE_MM, type ExtrudedShape } from "./build-extrude";
import { decodeRaster } from "#host/decode-raster";
import { loadManifold } from "#host/load-manifold";
import { planExtrude, type ExtrudePlan } from "./plan-extrude";
import { requireImage } from "./require-input";
import { segmentOnce } from "./segment-once";
import type { ShapedJob, Shaper } from "./shaped-job";
import { speckNotes } from "./speck-notes";

/** A drawing's silhouette with its holes, raised. Throws `empty_subject`, `invalid_request`. */
export const shapeExtrude: Shaper = async (job, note) => {
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, FINER * job.resolution);
  const picture = job.textured ? await decodeRaster(image) : undefined;
  note("shaping", 10);
  return extrudeOf(job, raster, "The extrusion was asked for.", picture);
};

/** Outlines are exact where the core samples, so they are worth more pixels. */
export const FINER = 2;

/**
 * The same where the picture has been decoded already.
 * @param picture in its own pixels, for the texture
 */
export async function extrudeOf(
  job: EngineJob,
  raster: Raster,
  engineReason: string,
  picture = raster,
): Promise<ShapedJob> {
  const settings = ExtrudeSettings.parse(job.settings?.extrude ?? {});
  const drawing = logoCoverage(raster);
  const coverage = drawing?.coverage ?? segmentOnce(raster).alpha;
  if (settings.invert) for (let i = 0; i < coverage.length; i++) coverage[i] = 255 - coverage[i];
  const { rings, specks } = outlineOf(coverage, raster);
  const plan = planExtrude(rings, settings, job);
  const built = raise(await loadManifold(), plan);
  if (built.thinShare > 0.98)
    throw new AppError(
      "invalid_request",
      `At this size the drawing is nowhere ${LINE_MM} mm wide, so it cannot be printed. Make size_mm larger.`,
      { param: "size_mm" },
    );
  const { mesh } = built;
  if (job.textured) {
    mesh.texture = extrudeTexture(picture, raisedDrawing(raster, coverage, plan, drawing));
    mesh.colors = sampleVertices(mesh, mesh.texture);
  }
  return {
    engine: "extrude",
    engineReason,
    solid: { kind: "mesh", mesh },
    sizeMm: job.sizeMm,
    sizeAxis: job.sizeAxis === "longest" ? (plan.width >= plan.depth ? "x" : "y") : job.sizeAxis,
    notes: [...notesOf(built, settings, drawing), ...speckNotes(specks)],
  };
}

function raise(...given: Parameters<typeof buildExtrude>): ExtrudedShape {
  try {
    return buildExtrude(...given);
  } catch (error) {
    throw error instanceof OpenOutlineError ? unclosed(error) : error;
  }
}

/** Specks below a millionth of the picture, and below four pixels, are dirt. */
function outlineOf(coverage: Uint8Array, { width, height }: Raster): { rings: Rings; specks: number } {
  const traced = traceRings(coverage, width, height);
  const areas = measureRings(traced);
  const largest = areas.reduce((most, area) => Math.max(most, area), 0);
  const rings = dropSmallRings(traced, Math.min(largest, Math.max(4, width * height * 1e-6)));
  if (rings.starts.length - 1 > MOST_RINGS) throw tooFine();
  const specks = areas.length - (rings.starts.length - 1);
  if (largest >= 4) return { rings: simplifyRings(rings, TOLERANCE_PX), specks };
  throw new AppError(
    "empty_subject",
    "No drawing stands out in the picture. Send one on a plain or transparent background, or use the relief.",
    { param: "image" },
  );
}

const TOLERANCE_PX = 0.2;
/** Parts and holes: a printed page of small type has 3,000. */
const MOST_RINGS = 5000;

/** For noise and weaves, of which no outline could be printed. */
export const tooFine = (cause?: unknown): AppError =>
  new AppError(
    "invalid_request",
    "The picture falls into thousands of parts, which could not be printed. Send a calmer one, or use the relief.",
    { param: "image", cause },
  );

/** Where the triangulation gave up on outlines that meet or cross. */
export const unclosed = (cause: unknown): AppError =>
  new AppError(
    "invalid_request",
    "The edges of the drawing meet in a way that could not be closed into a solid. " +
      "Send a smoother picture, change size_mm a little, or use the relief.",
    { param: "image", cause },
  );

/** The plate of a drawing without a ground of its own. */
const PLATE = [PAPER, PAPER, PAPER] as const;

function raisedDrawing(
  { width, height }: Raster,
  coverage: Uint8Array,
  { settings, scale }: ExtrudePlan,
  drawing: LogoCoverage | undefined,
): RaisedDrawing {
  const { base, base_mm, height_mm } = settings;
  const fromZ = base === "none" ? 0 : base_mm;
  const plate = base === "none" ? undefined : { topZ: fromZ, color: drawing?.ground ?? PLATE };
  return { coverage, width, height, scale, plate, topZ: fromZ + height_mm };
}

function notesOf(
  { thinShare, pieces, bevelMm, cornerMm }: ExtrudedShape,
  { base, bevel_mm }: ExtrudeSettings,
  drawing: LogoCoverage | undefined,
): string[] {
  const notes: string[] = [];
  if (!drawing)
    notes.push("The picture is no drawing of a few plain colours, so its subject's silhouette was raised.");
  if (thinShare > 0.02)
    notes.push(
      `${Math.round(100 * thinShare)} % of the drawing is narrower than ${LINE_MM} mm and may not print. ` +
        "Make it larger, or use a finer nozzle.",
    );
  if (base === "none" && pieces > 1)
    notes.push(`The drawing is ${pieces} separate parts. Ask for a base to hold them together.`);
  if (bevelMm < bevel_mm)
    notes.push(`The bevel is ${bevelMm.toFixed(2)} mm: the one asked for would not close.`);
  if (base === "rectangle" && cornerMm !== undefined)
    notes.push(
      `The base's corners are rounded by ${cornerMm.toFixed(2)} mm: what was asked for would have cut into the drawing.`,
    );
  return notes;
}
