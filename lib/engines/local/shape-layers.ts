import { AppError } from "@/lib/core/errors";
import { findFlatColors } from "@/lib/geometry/image/flat-colors";
import { labPixels } from "@/lib/geometry/image/lab-pixels";
import { labelColors } from "@/lib/geometry/image/label-colors";
import type { Raster } from "@/lib/geometry/image/raster";
import { colorCrossing } from "@/lib/geometry/image/color-crossing";
import { partCorners, traceLabels } from "@/lib/geometry/outline/trace-labels";
import type { EngineJob } from "../engine";
import { LayersSettings } from "../settings/layers";
import { buildLayers, nothingToSee } from "./build-layers";
import { countAllowed } from "./count-allowed";
import { decodeRaster } from "#host/decode-raster";
import { joinBodies } from "./join-bodies";
import { listSwaps, stackHeights, swapNotes } from "./list-swaps";
import { requireImage } from "./require-input";
import { FINER, tooFine } from "./shape-extrude";
import { speckNotes } from "./speck-notes";
import type { ShapedJob, Shaper } from "./shaped-job";

/** A drawing in a few colours, a body each: stacked or side by side. Throws `empty_subject`, `invalid_request`. */
export const shapeLayers: Shaper = async (job, note) => {
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, FINER * job.resolution);
  note("shaping", 10);
  return layersOf(job, raster, "Layers were asked for.");
};

/** The same where the picture has been decoded already. */
export function layersOf(job: EngineJob, raster: Raster, engineReason: string): ShapedJob {
  const settings = LayersSettings.parse(job.settings?.layers ?? {});
  if (job.sizeAxis === "z")
    throw new AppError(
      "invalid_request",
      "Layers lie flat: their heights are base_mm and step_mm, or thickness_mm. Measure them by x or y.",
      { param: "size_axis" },
    );
  const flat = findFlatColors(raster, settings.palette?.length ?? settings.colors);
  if (!flat) throw nothingToSee();
  const colors = sortByLightness(
    settings.palette ? settings.palette.map(rgbOf) : triplesOf(flat.rgb),
    settings,
  );
  const leastArea = Math.max(6, (LEAST_SIDE_MM * (Math.max(raster.width, raster.height) / job.sizeMm)) ** 2);
  const rgb = Uint8Array.from(colors.flat());
  const { labels, specks } = labelColors(raster, rgb, leastArea);
  partCorners(labels, raster.width, raster.height);
  const traced = traceLabels(labels, raster.width, raster.height, colorCrossing(raster, labels, rgb));
  if (traced.length > MOST_BORDERS) throw tooFine();
  const used = colors.map((_, n) => n + 1).filter((label) => labels.includes(label));
  if (used.length === 0) throw nothingToSee();
  const stacked = settings.arrangement === "stacked";
  const heights = stackHeights(used.length, settings);
  const layers = used.map((label, n) => ({
    label,
    color: colors[label - 1],
    from: stacked && n > 0 ? heights[n - 1] : 0,
    to: stacked ? heights[n] : settings.thickness_mm,
  }));
  const most = countAllowed(job);
  const { solids, axis, coarsenedMm } = buildLayers(job, { traced, layers, settings, most });
  const swaps = stacked ? listSwaps(solids, heights, settings) : undefined;
  const notes = swaps ? swapNotes(solids[0].color, swaps, settings) : [];
  if (used.length === 1) notes.push("The picture shows one colour only, so there is one body.");
  if (settings.palette && used.length < colors.length)
    notes.push(`The picture shows ${used.length} of the ${colors.length} colours of the palette.`);
  if (coarsenedMm !== undefined)
    notes.push(
      `Borders were moved by up to ${coarsenedMm.toFixed(2)} mm to have no more than ${most} triangles.`,
    );
  notes.push(...speckNotes(specks));
  if (flat.flatness < DRAWN)
    notes.push("The picture is no drawing of a few plain colours: each part took the nearest of them.");
  return {
    engine: "layers",
    engineReason,
    solid: { kind: "mesh", mesh: joinBodies(solids) },
    sizeMm: job.sizeMm,
    sizeAxis: axis,
    painted: true,
    matched: true,
    notes,
    swaps,
  };
}

/** Areas smaller than a square of this side are not worth a change of colour. */
const LEAST_SIDE_MM = 0.6;
const DRAWN = 0.7;
/** Between two junctions each: a posterised photograph has 4,000. */
const MOST_BORDERS = 20_000;

type Rgb = [number, number, number];

function rgbOf(hex: string): Rgb {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const triplesOf = (rgb: Uint8Array): Rgb[] =>
  Array.from({ length: rgb.length / 3 }, (_, n): Rgb => [rgb[n * 3], rgb[n * 3 + 1], rgb[n * 3 + 2]]);

function sortByLightness(colors: Rgb[], { order }: LayersSettings): Rgb[] {
  const turn = order === "dark_first" ? 1 : -1;
  return colors
    .map((color) => ({ color, lightness: labPixels(color, 1, 3)[0] }))
    .sort((a, b) => turn * (a.lightness - b.lightness))
    .map(({ color }) => color);
}
