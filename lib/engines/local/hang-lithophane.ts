import type { CrossSection, Manifold, ManifoldToplevel } from "manifold-3d";
import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { Lithophane } from "@/lib/geometry/sheet/lithophane-mesh";
import type { LithophaneForm } from "@/lib/geometry/sheet/lithophane-form";
import type { LithophaneSettings } from "../settings/lithophane";

/** Refuses a hole that the frame could not hold, before anything is made. */
export function requireHanger({ shape, hole_mm, frame_mm, frame_thickness_mm }: LithophaneSettings): void {
  if (hole_mm === 0) return;
  const least = shape === "sphere" ? 0 : shape === "cylinder" ? hole_mm + 2 : LEAST_FRAME_MM;
  if (frame_mm < least) throw refused(`A hanger hole of ${hole_mm} mm needs frame_mm of ${least} or more.`);
  if (frame_thickness_mm !== undefined && frame_thickness_mm < LEAST_TAB_MM)
    throw refused(`A hanger hole needs frame_thickness_mm of ${LEAST_TAB_MM} or more.`);
}

/** How far tabs rise above a panel, in millimetres; 0 where the hole is in the body itself. */
export function tabHeight({ shape, hole_mm }: LithophaneSettings): number {
  return hole_mm > 0 && (shape === "flat" || shape === "curved") ? SILL_MM + hole_mm + WALL_MM : 0;
}

/** The lithophane with its hanger holes: tabs added above panels, holes drilled through tubes and balls. */
export function hangLithophane(
  wasm: ManifoldToplevel,
  lithophane: Lithophane,
  settings: LithophaneSettings,
): Mesh {
  const hanger = new Hanger(wasm, lithophane, settings);
  try {
    return hanger.hang();
  } finally {
    hanger.empty();
  }
}

/** Between a panel's upper edge and the hole, and round the hole. */
const SILL_MM = 0.5;
const WALL_MM = 2.5;
const LEAST_FRAME_MM = 2;
const LEAST_TAB_MM = 1;
/** A tab stands back from the frame's front: faces in one plane would leave slivers where they meet. */
const STEP_BACK = 0.1;
const ROUND = 64;

const refused = (message: string): AppError =>
  new AppError("invalid_request", message, { param: "lithophane" });

class Hanger {
  private readonly held: { delete(): void }[] = [];

  constructor(
    private readonly wasm: ManifoldToplevel,
    private readonly lithophane: Lithophane,
    private readonly settings: LithophaneSettings,
  ) {}

  hang(): Mesh {
    const { mesh, plan } = this.lithophane;
    const numbered = new this.wasm.Mesh({
      numProp: 3,
      vertProperties: mesh.positions,
      triVerts: mesh.indices,
    });
    const body = this.keep(new this.wasm.Manifold(numbered));
    const isPanel = plan.form.shape === "flat" || plan.form.shape === "curved";
    const hung = isPanel
      ? this.keep(this.wasm.Manifold.union([body, ...this.tabs(plan.form)]))
      : this.keep(this.wasm.Manifold.difference([body, ...this.drills(plan.form)]));
    const { vertProperties, triVerts } = hung.getMesh();
    return { positions: vertProperties.slice(), indices: triVerts.slice() };
  }

  empty(): void {
    for (const one of this.held) one.delete();
    this.held.length = 0;
  }

  private tabs(form: LithophaneForm): Manifold[] {
    const { holes } = this.settings;
    const places = holes === 1 ? [0] : [-0.25, 0.25];
    const plate = this.keep(this.tabOutline(form.heightMm).extrude(this.thicknessMm * (1 - STEP_BACK)));
    const standing = form.lying ? plate : this.keep(plate.rotate([90, 0, 0]));
    return places.map((place) => {
      if (form.shape === "flat") return this.keep(standing.translate([place * form.widthMm, 0, 0]));
      const outside = this.keep(standing.translate([0, -form.radiusMm, 0]));
      return this.keep(outside.rotate([0, 0, (place * form.turn * 180) / Math.PI]));
    });
  }

  /** Upright in the plane: a disc with its hole, and a neck down into the frame. */
  private tabOutline(edge: number): CrossSection {
    const { hole_mm, frame_mm } = this.settings;
    const middle = edge + SILL_MM + hole_mm / 2;
    const outer = hole_mm / 2 + WALL_MM;
    const foot = edge - 0.7 * Math.min(frame_mm, 4);
    const disc = this.keep(this.disc(outer).translate([0, middle]));
    const neck = this.keep(this.wasm.CrossSection.square([2 * outer, middle - foot], true));
    const down = this.keep(neck.translate([0, (middle + foot) / 2]));
    const hole = this.keep(this.disc(hole_mm / 2).translate([0, middle]));
    return this.keep(this.keep(disc.add(down)).subtract(hole));
  }

  private drills({ shape, radiusMm, heightMm }: LithophaneForm): Manifold[] {
    const { hole_mm, holes, frame_mm } = this.settings;
    const reach = 2 * (radiusMm + this.thicknessMm) + 20;
    const bit = this.keep(this.disc(hole_mm / 2).extrude(reach));
    if (shape === "sphere") return [this.keep(bit.translate([0, 0, radiusMm]))];
    // Backwards through the seam, or along x through both sides.
    const turned = this.keep(holes === 1 ? bit.rotate([-90, 0, 0]) : bit.rotate([0, 90, 0]));
    return [this.keep(turned.translate([holes === 1 ? 0 : -reach / 2, 0, heightMm - frame_mm / 2]))];
  }

  private disc(radius: number): CrossSection {
    return this.keep(this.wasm.CrossSection.circle(radius, ROUND));
  }

  private get thicknessMm(): number {
    return this.settings.frame_thickness_mm ?? this.settings.max_thickness_mm;
  }

  /** Objects of the WebAssembly heap are not collected: each is thrown away by hand. */
  private keep<T extends { delete(): void }>(one: T): T {
    this.held.push(one);
    return one;
  }
}
