import type { Manifold, ManifoldToplevel } from "manifold-3d";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { HEART_ASPECT, HEART_NOTCH, heartRing } from "@/lib/geometry/outline/heart-ring";
import type { LithophaneForm } from "@/lib/geometry/sheet/lithophane-form";
import type { Lithophane } from "@/lib/geometry/sheet/lithophane-mesh";
import type { LithophaneSettings } from "../settings/lithophane";
import { refuseLithophane, ROUND, SILL_MM, tabThickness, WALL_MM } from "./hang-lithophane";
import { meshOf, solidOf } from "./manifold-mesh";
import { WasmBin } from "./wasm-bin";

/**
 * A heart cut out of a lying panel and, for a hole, a tab in the notch between its lobes. Throws `invalid_request` where
 * the tab has no room.
 */
export function cutHeart(
  wasm: ManifoldToplevel,
  { mesh, plan }: Lithophane,
  settings: LithophaneSettings,
): Mesh {
  const bin = new WasmBin();
  try {
    const { widthMm, heightMm } = plan.form;
    const raw = bin.keep(new wasm.CrossSection([heartRing(widthMm)], "Positive"));
    const scaled = bin.keep(raw.scale([WITHIN, (WITHIN * heightMm) / (HEART_ASPECT * widthMm)]));
    const edge = bin.keep(scaled.translate([0, ((1 - WITHIN) / 2) * heightMm]));
    const cutter = bin.keep(bin.keep(edge.simplify(SHORTEST_MM)).extrude(DEEP_MM, 0, 0, [1, 1], true));
    const heart = bin.keep(bin.keep(solidOf(wasm, mesh)).intersect(cutter));
    return meshOf(settings.hole_mm > 0 ? withTab(wasm, bin, heart, plan.form, settings) : heart, bin);
  } finally {
    bin.empty();
  }
}

function withTab(
  wasm: ManifoldToplevel,
  bin: WasmBin,
  heart: Manifold,
  { widthMm, heightMm }: LithophaneForm,
  settings: LithophaneSettings,
): Manifold {
  const { hole_mm } = settings;
  if (SILL_MM + hole_mm + WALL_MM > HEART_NOTCH * widthMm)
    throw refuseLithophane(
      `A heart of ${widthMm.toFixed(0)} mm has no room for a hole of ${hole_mm} mm between its lobes. Make it larger, or the hole smaller.`,
    );
  const middle = (1 - HEART_NOTCH / HEART_ASPECT) * heightMm + SILL_MM + hole_mm / 2;
  const pillar = (radius: number, height: number): Manifold => {
    const disc = bin.keep(wasm.CrossSection.circle(radius, ROUND));
    return bin.keep(bin.keep(disc.extrude(height)).translate([0, middle, 0]));
  };
  // The notch is narrower than the hole: the lobes hold the tab on both sides, and the hole goes through their frame.
  const tabbed = bin.keep(heart.add(pillar(hole_mm / 2 + WALL_MM, tabThickness(settings))));
  const drill = bin.keep(pillar(hole_mm / 2, DEEP_MM).translate([0, 0, -1]));
  return bin.keep(tabbed.subtract(drill));
}

/** Just inside of the panel: curves that touch its sides in a point would leave slivers. */
const WITHIN = 0.9995;
/** Above and below the thickest panel. */
const DEEP_MM = 100;
/** The curve's points crowd at notch and tip: steps too short to print could fall on one point in a file. */
const SHORTEST_MM = 0.005;
