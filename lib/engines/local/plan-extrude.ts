import { AppError } from "@/lib/core/errors";
import { boundRings, measureRings, scaleRings, type Rings } from "@/lib/geometry/outline/rings";
import type { EngineJob } from "../engine";
import type { ExtrudeSettings } from "../settings/extrude";
import { holeWallMm } from "./plan-text";

/** Everything about the drawing in millimetres, before any solid is built. */
export interface ExtrudePlan {
  settings: ExtrudeSettings;
  /** The drawing's outlines, y up. */
  shape: Rings;
  /** Low x, low y, high x, high y of the drawing. */
  box: [number, number, number, number];
  /** A disc with a hole in it. */
  tab?: { x: number; y: number; radius: number; holeRadius: number };
  /** Millimetres a traced pixel. */
  scale: number;
  /** What the whole model measures in the plane. */
  width: number;
  depth: number;
}

/**
 * Scales the traced outlines so that the whole model, base and tab included, has the wished size.
 * @param traced in pixels, y up
 * @throws AppError `invalid_request` for a size that leaves nothing for the drawing, or heights that do not go together
 */
export function planExtrude(
  traced: Rings,
  settings: ExtrudeSettings,
  { sizeMm, sizeAxis }: Pick<EngineJob, "sizeMm" | "sizeAxis">,
): ExtrudePlan {
  const { height_mm, bevel_mm, base, margin_mm, hole_mm } = settings;
  if (sizeAxis === "z")
    throw refusal("size_axis", "The drawing lies flat: its height is height_mm. Measure it by x or y.");
  if (bevel_mm >= height_mm)
    throw refusal(
      "extrude",
      `A bevel of ${bevel_mm} mm needs a height_mm above it, and it is ${height_mm}. Change one of them.`,
    );
  const margin = base === "none" ? 0 : margin_mm;
  const box = boundRings(traced);
  const anchor = base === "rectangle" ? [(box[0] + box[2]) / 2, box[3]] : highestPoint(traced);
  const tabAt = (scale: number) =>
    hole_mm > 0
      ? {
          x: anchor[0] * scale,
          y: anchor[1] * scale + margin + hole_mm / 2,
          radius: hole_mm / 2 + holeWallMm(margin_mm),
          holeRadius: hole_mm / 2,
        }
      : undefined;
  const extentAt = (scale: number): [number, number] => {
    const all = box.map((value, side) => value * scale + (side < 2 ? -margin : margin));
    const tab = tabAt(scale);
    if (!tab) return [all[2] - all[0], all[3] - all[1]];
    return [
      Math.max(all[2], tab.x + tab.radius) - Math.min(all[0], tab.x - tab.radius),
      Math.max(all[3], tab.y + tab.radius) - Math.min(all[1], tab.y - tab.radius),
    ];
  };
  const measured = (scale: number): number => {
    const [x, y] = extentAt(scale);
    return sizeAxis === "x" ? x : sizeAxis === "y" ? y : Math.max(x, y);
  };
  let [low, high] = [0, (2 * sizeMm) / Math.max(1e-9, Math.min(box[2] - box[0], box[3] - box[1]))];
  if (measured(0) >= sizeMm)
    throw refusal(
      "size_mm",
      `Margins and hole alone take ${measured(0).toFixed(1)} mm. Ask for more than that, or make them smaller.`,
    );
  // The extent grows with the scale; sixty halvings reach the last bit.
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (measured(middle) < sizeMm) low = middle;
    else high = middle;
  }
  const [width, depth] = extentAt(low);
  const shape = scaleRings(traced, low);
  return { settings, shape, box: boundRings(shape), tab: tabAt(low), scale: low, width, depth };
}

/** Of the largest part, for the tab must hold on to something; the middle of an edge that runs along the top. */
function highestPoint(rings: Rings): [number, number] {
  const areas = measureRings(rings);
  const largest = areas.indexOf(Math.max(...areas));
  const first = rings.starts[largest];
  const count = rings.starts[largest + 1] - first;
  const x = (n: number) => rings.points[(first + ((n + count) % count)) * 2];
  const y = (n: number) => rings.points[(first + ((n + count) % count)) * 2 + 1];
  let best = 0;
  let lowest = Infinity;
  for (let n = 0; n < count; n++) {
    if (y(n) > y(best)) best = n;
    lowest = Math.min(lowest, y(n));
  }
  const level = y(best) - LEVEL_SHARE * (y(best) - lowest);
  let [left, right] = [x(best), x(best)];
  for (const step of [1, -1])
    for (let n = best; Math.abs(n - best) < count && y(n) >= level; n += step) {
      left = Math.min(left, x(n));
      right = Math.max(right, x(n));
    }
  return [(left + right) / 2, y(best)];
}

/** Share of a part's height within which its upper edge counts as level. */
const LEVEL_SHARE = 0.01;

const refusal = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
