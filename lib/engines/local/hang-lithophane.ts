import type { CrossSection, Manifold, ManifoldToplevel } from "manifold-3d";
import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { Lithophane } from "@/lib/geometry/sheet/lithophane-mesh";
import type { LithophaneForm } from "@/lib/geometry/sheet/lithophane-form";
import type { LithophaneSettings } from "../settings/lithophane";
import { meshOf, solidOf } from "./manifold-mesh";
import { WasmBin } from "./wasm-bin";

/** Refuses a hole that the frame could not hold, before anything is made. */
export function requireHanger({ shape, hole_mm, frame_mm, frame_thickness_mm }: LithophaneSettings): void {
  if (hole_mm === 0) return;
  const least = leastFrame(shape, hole_mm);
  if (frame_mm < least)
    throw refuseLithophane(`A hanger hole of ${hole_mm} mm needs frame_mm of ${least} or more.`);
  if (frame_thickness_mm !== undefined && frame_thickness_mm < LEAST_TAB_MM)
    throw refuseLithophane(`A hanger hole needs frame_thickness_mm of ${LEAST_TAB_MM} or more.`);
}

/** What holds a hole: a tube's frame has it inside, a heart's on both sides of the notch, a panel's holds the tab. */
function leastFrame(shape: LithophaneSettings["shape"], holeMm: number): number {
  if (shape === "sphere") return 0;
  if (shape === "cylinder") return holeMm + 2;
  return shape === "heart" ? Math.max(LEAST_FRAME_MM, holeMm / 2 + 1) : LEAST_FRAME_MM;
}

/** How far tabs rise above a panel, in millimetres; 0 where the hole is in the body itself. */
export function tabHeight({ shape, hole_mm }: LithophaneSettings): number {
  return hole_mm > 0 && (shape === "flat" || shape === "curved") ? SILL_MM + hole_mm + WALL_MM : 0;
}

/** The lithophane with its hanger holes: tabs added above panels, holes drilled through tubes and balls. */
export function hangLithophane(
  wasm: ManifoldToplevel,
  { mesh, plan }: Lithophane,
  settings: LithophaneSettings,
): Mesh {
  const bin = new WasmBin();
  try {
    const hanger = new Hanger(wasm, bin, settings);
    const body = bin.keep(solidOf(wasm, mesh));
    const isPanel = plan.form.shape === "flat" || plan.form.shape === "curved";
    const hung = isPanel
      ? wasm.Manifold.union([body, ...hanger.tabs(plan.form)])
      : wasm.Manifold.difference([body, ...hanger.drills(plan.form)]);
    return meshOf(bin.keep(hung), bin);
  } finally {
    bin.empty();
  }
}

/** How thick a tab is: it stands back from the frame's front, for faces in one plane would leave slivers where they meet. */
export const tabThickness = (settings: LithophaneSettings): number =>
  frameThickness(settings) * (1 - STEP_BACK);

const frameThickness = ({ frame_thickness_mm, max_thickness_mm }: LithophaneSettings): number =>
  frame_thickness_mm ?? max_thickness_mm;

/** A tab above an edge, upright in the plane: a disc with its hole, and a neck so far down into the frame. */
function tabOutline(
  wasm: ManifoldToplevel,
  bin: WasmBin,
  holeMm: number,
  edge: number,
  neckMm: number,
): CrossSection {
  const disc = (radius: number, y: number): CrossSection =>
    bin.keep(bin.keep(wasm.CrossSection.circle(radius, ROUND)).translate([0, y]));
  const middle = edge + SILL_MM + holeMm / 2;
  const outer = holeMm / 2 + WALL_MM;
  const hole = disc(holeMm / 2, middle);
  const foot = edge - neckMm;
  const neck = bin.keep(wasm.CrossSection.square([2 * outer, middle - foot], true));
  const down = bin.keep(neck.translate([0, (middle + foot) / 2]));
  const whole = bin.keep(disc(outer, middle).add(down));
  return bin.keep(whole.subtract(hole));
}

/** Between a panel's upper edge and the hole, and round the hole. */
export const SILL_MM = 0.5;
export const WALL_MM = 2.5;
const LEAST_FRAME_MM = 2;
const LEAST_TAB_MM = 1;
const STEP_BACK = 0.1;
/** Sides of a disc. */
export const ROUND = 64;

export const refuseLithophane = (message: string): AppError =>
  new AppError("invalid_request", message, { param: "lithophane" });

class Hanger {
  constructor(
    private readonly wasm: ManifoldToplevel,
    private readonly bin: WasmBin,
    private readonly settings: LithophaneSettings,
  ) {}

  tabs(form: LithophaneForm): Manifold[] {
    const { holes, hole_mm, frame_mm } = this.settings;
    const places = holes === 1 ? [0] : [-0.25, 0.25];
    const plate = this.bin.keep(
      tabOutline(this.wasm, this.bin, hole_mm, form.heightMm, 0.7 * Math.min(frame_mm, 4)).extrude(
        tabThickness(this.settings),
      ),
    );
    const standing = form.lying ? plate : this.bin.keep(plate.rotate([90, 0, 0]));
    return places.map((place) => {
      if (form.shape === "flat") return this.bin.keep(standing.translate([place * form.widthMm, 0, 0]));
      const outside = this.bin.keep(standing.translate([0, -form.radiusMm, 0]));
      return this.bin.keep(outside.rotate([0, 0, (place * form.turn * 180) / Math.PI]));
    });
  }

  drills({ shape, radiusMm, heightMm }: LithophaneForm): Manifold[] {
    const { hole_mm, holes, frame_mm } = this.settings;
    const reach = 2 * (radiusMm + frameThickness(this.settings)) + 20;
    const bit = this.bin.keep(
      this.bin.keep(this.wasm.CrossSection.circle(hole_mm / 2, ROUND)).extrude(reach),
    );
    if (shape === "sphere") return [this.bin.keep(bit.translate([0, 0, radiusMm]))];
    // Backwards through the seam, or along x through both sides.
    const turned = this.bin.keep(holes === 1 ? bit.rotate([-90, 0, 0]) : bit.rotate([0, 90, 0]));
    return [this.bin.keep(turned.translate([holes === 1 ? 0 : -reach / 2, 0, heightMm - frame_mm / 2]))];
  }
}
