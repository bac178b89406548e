import { AppError } from "@/lib/core/errors";
import { boundRings, measureRings, scaleRings, type Rings } from "@/lib/geometry/outline/rings";
import type { EngineJob } from "../engine";
import type { ExtrudeSettings } from "../settings/extrude";
import { holeWallMm } from "./plan-text";
import { isClear, spotsAround, topSpot, type Tab, type TabSpot } from "./place-tab";

/** Everything about the drawing in millimetres, before any solid is built. */
export interface ExtrudePlan {
  settings: ExtrudeSettings;
  /** The drawing's outlines, y up. */
  shape: Rings;
  /** Low x, low y, high x, high y of the drawing. */
  box: [number, number, number, number];
  tab?: Tab;
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
  const areas = measureRings(traced);
  const tabAt = (scale: number, { at, toward }: TabSpot): Tab | undefined =>
    hole_mm > 0
      ? {
          x: at[0] * scale + toward[0] * (margin + hole_mm / 2),
          y: at[1] * scale + toward[1] * (margin + hole_mm / 2),
          radius: hole_mm / 2 + holeWallMm(margin_mm),
          holeRadius: hole_mm / 2,
        }
      : undefined;
  const extentAt = (scale: number, spot: TabSpot): [number, number] => {
    const all = box.map((value, side) => value * scale + (side < 2 ? -margin : margin));
    const tab = tabAt(scale, spot);
    if (!tab) return [all[2] - all[0], all[3] - all[1]];
    return [
      Math.max(all[2], tab.x + tab.radius) - Math.min(all[0], tab.x - tab.radius),
      Math.max(all[3], tab.y + tab.radius) - Math.min(all[1], tab.y - tab.radius),
    ];
  };
  const scaleFor = (spot: TabSpot): number => {
    const measured = (scale: number): number => {
      const [x, y] = extentAt(scale, spot);
      return sizeAxis === "x" ? x : sizeAxis === "y" ? y : Math.max(x, y);
    };
    if (measured(0) >= sizeMm)
      throw refusal(
        "size_mm",
        `Margins and hole alone take ${measured(0).toFixed(1)} mm. Ask for more than that, or make them smaller.`,
      );
    let [low, high] = [0, (2 * sizeMm) / Math.max(1e-9, Math.min(box[2] - box[0], box[3] - box[1]))];
    // The extent grows with the scale; sixty halvings reach the last bit.
    for (let round = 0; round < 60; round++) {
      const middle = (low + high) / 2;
      if (measured(middle) < sizeMm) low = middle;
      else high = middle;
    }
    return low;
  };
  const planAt = (spot: TabSpot): ExtrudePlan => {
    const scale = scaleFor(spot);
    const shape = scaleRings(traced, scale);
    const [width, depth] = extentAt(scale, spot);
    return { settings, shape, box: boundRings(shape), tab: tabAt(scale, spot), scale, width, depth };
  };
  const outer = [...areas.keys()].filter((ring) => areas[ring] > 0);
  if (hole_mm === 0 || base === "rectangle")
    return planAt({ at: [(box[0] + box[2]) / 2, box[3]], toward: [0, 1] });
  // A base is one piece, so that its highest point will do.
  if (base === "contour") return planAt(topSpot(traced, outer));
  const part = outer.reduce((most, ring) => (areas[ring] > areas[most] ? ring : most));
  const usual = planAt(topSpot(traced, [part]));
  if (outer.length === 1) return usual;
  const isFree = ({ shape, tab }: ExtrudePlan): boolean =>
    tab === undefined || isClear(shape, part, tab, TAB_GAP_MM);
  if (isFree(usual)) return usual;
  for (const spot of spotsAround(traced, part)) {
    const plan = planAt(spot);
    if (isFree(plan)) return plan;
  }
  throw refusal(
    "extrude",
    `There is no room for a hole of ${hole_mm} mm at the drawing's largest part: the parts beside it are in the way. ` +
      "Make hole_mm smaller or the model larger, or ask for a base, which holds all parts together.",
  );
}

/** Less would be one with the neighbour once it is printed. */
const TAB_GAP_MM = 0.6;

const refusal = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
