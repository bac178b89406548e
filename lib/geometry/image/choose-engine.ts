import { labelRegions } from "./label-regions";
import { measureDrawing } from "./measure-drawing";
import type { Raster } from "./raster";
import type { Segmentation } from "./segment-subject";

export interface EngineChoice {
  engine: "figure" | "relief" | "extrude" | "layers";
  /** One sentence for people. */
  reason: string;
}

/**
 * A figure needs one body that stands clear of its background; anything else (views, patterns, drawings on paper, many
 * small things) is honestly a relief. A drawing in a few plain colours is neither: it is raised as it is drawn. Measured: how well the outline is supported, how much of the picture and of its
 * frame the subject covers, and into how many parts it falls.
 */
export function chooseEngine(raster: Raster, segmentation: Segmentation): EngineChoice {
  const { method, confidence, coverage } = segmentation;
  const drawing = measureDrawing(raster);
  const drawn = drawing.share >= LEAST_DRAWN;
  const layers: EngineChoice = {
    engine: "layers",
    reason: `The picture is a drawing in ${drawing.colors} plain colours beside its ground, so each became a layer.`,
  };
  // With its ground it is one plate, wherever its parts lie.
  if (drawn && drawing.colors > 1 && method !== "alpha") return layers;
  const sure = `confidence ${Math.round(100 * confidence)} of 100`;
  if (method === "full")
    return {
      engine: "relief",
      reason: `No subject stands clear of a background (${sure}): the picture fills its whole frame, so it became a relief.`,
    };
  if (coverage > 0.9) {
    return { engine: "relief", reason: "The picture fills its whole frame, so it became a relief." };
  }
  if (coverage < 0.004) {
    return { engine: "relief", reason: "No subject large enough was found, so the picture became a relief." };
  }
  const shape = measureShape(raster, segmentation.alpha);
  if (method !== "alpha" && (shape.frameShare > 0.55 || (shape.sides > 0.2 && confidence < 0.75))) {
    return {
      engine: "relief",
      reason: "The subject runs out of the picture on most sides, so it became a relief.",
    };
  }
  if (shape.largestShare < 0.4) {
    return { engine: "relief", reason: "The picture shows many separate parts, so it became a relief." };
  }
  if (confidence < CLEAR_OUTLINE) {
    return {
      engine: "relief",
      reason: `No clear outline stands out from the background (${sure}), so it became a relief.`,
    };
  }
  if (drawn && drawing.colors > 1) return layers;
  if (drawn)
    return {
      engine: "extrude",
      reason: "The picture is a drawing in one plain colour, so its outline was raised.",
    };
  return {
    engine: "figure",
    reason: "One subject stands clear of its background, so it became a full figure.",
  };
}

/** Confidence below which a subject is rather a guess. */
export const CLEAR_OUTLINE = 0.45;
/** Photographs and shaded drawings measured at most .4, flat drawings .85 and more even as JPEG. */
export const LEAST_DRAWN = 0.75;

function measureShape(
  raster: Raster,
  alpha: Uint8Array,
): { frameShare: number; sides: number; largestShare: number } {
  const step = Math.max(1, Math.ceil(Math.max(raster.width, raster.height) / 160));
  const width = Math.ceil(raster.width / step);
  const height = Math.ceil(raster.height / step);
  const mask = new Uint8Array(width * height);
  let frame = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside =
        alpha[Math.min(raster.height - 1, y * step) * raster.width + Math.min(raster.width - 1, x * step)];
      mask[y * width + x] = inside >= 128 ? 1 : 0;
      if (inside >= 128 && (x === 0 || y === 0 || x === width - 1 || y === height - 1)) frame++;
    }
  }
  const sides = [1, width - 2].map((x) => {
    let rows = 0;
    for (let y = 0; y < height; y++) rows += mask[y * width + x];
    return rows / height;
  });
  const { area } = labelRegions(mask, width, height, 1, 8);
  const total = area.reduce((a, b) => a + b, 0);
  return {
    frameShare: frame / Math.max(1, 2 * (width + height) - 4),
    sides: Math.min(...sides),
    largestShare: total > 0 ? Math.max(...area) / total : 0,
  };
}
