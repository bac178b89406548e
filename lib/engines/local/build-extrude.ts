import earcut from "earcut";
import type { CrossSection, ManifoldToplevel } from "manifold-3d";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { OpenOutlineError } from "@/lib/geometry/outline/extrude-rings";
import { measureRings, type Rings } from "@/lib/geometry/outline/rings";
import { stackRings, type RingLevel } from "@/lib/geometry/outline/stack-rings";
import type { ExtrudePlan } from "./plan-extrude";

export interface ExtrudedShape {
  mesh: Mesh;
  /** Share of the drawing's area that is narrower than a printed line, 0 to 1. */
  thinShare: number;
  /** Separate bodies. */
  pieces: number;
  /** The bevel that was made; less than asked for where that one would not close. */
  bevelMm: number;
  /** The rounding of a rectangle's corners, where the one asked for would have cut into the drawing. */
  cornerMm?: number;
}

/** Outlines in the plane by the polygon library, the solid over them by our own stacking: exact walls, no boolean in space. */
export function buildExtrude(wasm: ManifoldToplevel, plan: ExtrudePlan): ExtrudedShape {
  const held: CrossSection[] = [];
  try {
    return new ExtrudeBuilder(wasm, plan, (one) => (held.push(one), one)).build();
  } finally {
    for (const one of held) one.delete();
  }
}

class ExtrudeBuilder {
  private cornerMm?: number;

  constructor(
    private readonly wasm: ManifoldToplevel,
    private readonly plan: ExtrudePlan,
    private readonly keep: (one: CrossSection) => CrossSection,
  ) {}

  build(): ExtrudedShape {
    const { settings, tab } = this.plan;
    const drawn = this.keep(new this.wasm.CrossSection(polygonsOf(this.plan.shape), "Positive"));
    const thinShare = this.thinShare(drawn);
    const based = settings.base !== "none";
    const shape = !based && tab ? this.withTab(drawn) : drawn;
    const rings = shape === drawn ? this.plan.shape : ringsOf(shape);
    const plate = based ? ringsOf(this.plate(drawn)) : undefined;
    const pieces = measureRings(plate ?? rings).filter((area) => area > 0).length;
    for (const share of [1, 0.93, 0.8, 0]) {
      const bevelMm = settings.bevel_mm * share;
      const mesh = this.tryStack(shape, rings, plate, bevelMm);
      if (mesh) return { mesh, thinShare, pieces, bevelMm, cornerMm: this.cornerMm };
    }
    throw new OpenOutlineError("The drawing could not be closed into a solid.");
  }

  /** Undefined where an offset met itself in a point: then a slightly smaller bevel does. */
  private tryStack(
    shape: CrossSection,
    rings: Rings,
    plate: Rings | undefined,
    bevel: number,
  ): Mesh | undefined {
    const { base_mm, height_mm } = this.plan.settings;
    const from = plate ? base_mm : 0;
    const top = from + height_mm;
    const levels: RingLevel[] = plate
      ? [
          { rings: plate, z: 0 },
          { rings: plate, z: from },
        ]
      : [];
    levels.push({ rings, z: from }, { rings, z: top - bevel }, ...this.bevelLevels(shape, bevel, top));
    try {
      const mesh = stackRings(levels, earcut);
      const { watertight, manifold } = checkManifold(mesh);
      return watertight && manifold ? mesh : undefined;
    } catch (error) {
      if (error instanceof OpenOutlineError) return undefined;
      throw error;
    }
  }

  /** Several steps even for a flat slope: where a thin part's middle is reached, the slope ends there and not far below. */
  private bevelLevels(shape: CrossSection, bevel: number, top: number): RingLevel[] {
    if (bevel === 0) return [];
    const steps = 6;
    const levels: RingLevel[] = [];
    for (let step = 1; step <= steps; step++) {
      const angle = (Math.PI / 2) * (step / steps);
      const round = this.plan.settings.bevel === "round";
      const inset = bevel * (round ? 1 - Math.cos(angle) : step / steps);
      const rise = bevel * (round ? Math.sin(angle) : step / steps);
      const rings = ringsOf(this.tidy(this.offset(shape, -inset, "Miter")));
      levels.push({ rings, z: top - bevel + rise });
      if (rings.starts.length === 1) break;
    }
    return levels;
  }

  private thinShare(drawn: CrossSection): number {
    const opened = this.offset(this.offset(drawn, -LINE_MM / 2), LINE_MM / 2);
    return Math.max(0, 1 - opened.area() / drawn.area());
  }

  private plate(drawn: CrossSection): CrossSection {
    const { settings, tab } = this.plan;
    const edge = settings.base === "rectangle" ? this.rectangle(drawn) : this.contour(drawn);
    return tab ? this.withTab(edge) : edge;
  }

  /** Corners are rounded as asked for, or so far that half of the margin is left at a drawing's own corners. */
  private rectangle(drawn: CrossSection): CrossSection {
    const { margin_mm, corner_radius_mm } = this.plan.settings;
    const wanted = this.roundedRectangle(corner_radius_mm);
    if (this.keep(drawn.subtract(wanted)).area() < LEAST_MM2) return wanted;
    this.cornerMm = margin_mm * CORNER_MARGINS;
    return this.roundedRectangle(this.cornerMm);
  }

  private roundedRectangle(most: number): CrossSection {
    const { settings, box } = this.plan;
    const [width, depth] = [box[2] - box[0], box[3] - box[1]].map((side) => side + 2 * settings.margin_mm);
    const radius = Math.min(most, 0.499 * Math.min(width, depth));
    const core = this.keep(this.wasm.CrossSection.square([width - 2 * radius, depth - 2 * radius], true));
    const round = radius > 0 ? this.offset(core, radius) : core;
    return this.keep(round.translate([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]));
  }

  /** The drawing grown by the margin, holes filled; gaps between its parts are closed until the plate is one piece. */
  private contour(drawn: CrossSection): CrossSection {
    const { settings, box } = this.plan;
    const limit = box[2] - box[0] + box[3] - box[1];
    for (let closing = 1; closing < limit; closing *= 1.5) {
      const grown = this.filled(this.offset(drawn, settings.margin_mm + closing));
      const plate = this.filled(this.tidy(this.offset(grown, -closing)));
      // A bridge of a hair's width would break.
      const strong = this.offset(plate, -settings.margin_mm / 2);
      if (plate.numContour() === 1 && strong.numContour() === 1) return plate;
    }
    return this.rectangle(drawn);
  }

  /** The inner corners beside the tab are filled, where a key ring would tear. */
  private withTab(area: CrossSection): CrossSection {
    const { tab } = this.plan;
    if (!tab) return area;
    const disc = (radius: number): CrossSection =>
      this.keep(this.keep(this.wasm.CrossSection.circle(radius, ROUND)).translate([tab.x, tab.y]));
    const parts = area.decompose().map(this.keep);
    const held = disc(tab.radius);
    const carries = (part: CrossSection): boolean => !this.keep(part.intersect(held)).isEmpty();
    const joined = this.sum([...parts.filter(carries), held]);
    const others = this.sum(parts.filter((part) => !carries(part)));
    // Only round the tab: elsewhere a fillet would fill the drawing's own corners and holes.
    const near = disc(tab.radius * 1.5);
    const fillet = (tab.radius - tab.holeRadius) / 2;
    const closed = this.offset(this.offset(joined, fillet), -fillet);
    const rounded = this.keep(joined.add(this.keep(closed.intersect(near))));
    const apart = this.keep(this.offset(rounded, fillet).intersect(others)).isEmpty();
    const whole = this.keep((apart ? rounded : joined).add(others));
    return this.tidy(this.keep(whole.subtract(disc(tab.holeRadius))));
  }

  private sum(parts: CrossSection[]): CrossSection {
    return this.keep(this.wasm.CrossSection.union(parts));
  }

  private offset(area: CrossSection, by: number, join: "Round" | "Miter" = "Round"): CrossSection {
    return this.keep(area.offset(by, join, 2, ROUND));
  }

  private filled(area: CrossSection): CrossSection {
    const outers = area.toPolygons().filter((ring) => signedArea(ring) > 0);
    return this.keep(new this.wasm.CrossSection(outers, "Positive"));
  }

  /** Steps too short to print could fall on one point in a file's single precision. */
  private tidy(area: CrossSection): CrossSection {
    return this.keep(area.simplify(SHORTEST_MM));
  }
}

/** Chords of a full turn. */
const ROUND = 96;
const SHORTEST_MM = 0.004;
/** What sums in double precision leave of nothing. */
const LEAST_MM2 = 1e-6;
/** An arc of this radius passes half a margin outside the corner of the box that lies a margin within. */
const CORNER_MARGINS = (Math.SQRT2 - 0.5) / (Math.SQRT2 - 1);
/** What a 0.4 mm nozzle can lay. */
export const LINE_MM = 0.4;

type Ring = [number, number][];

function polygonsOf({ points, starts }: Rings): Ring[] {
  return Array.from({ length: starts.length - 1 }, (_, ring) =>
    Array.from({ length: starts[ring + 1] - starts[ring] }, (_, n): [number, number] => {
      const at = starts[ring] + n;
      return [points[at * 2], points[at * 2 + 1]];
    }),
  );
}

function ringsOf(area: CrossSection): Rings {
  const polygons = area.toPolygons();
  const starts = [0];
  for (const ring of polygons) starts.push(starts[starts.length - 1] + ring.length);
  const points = Float64Array.from(polygons.flat(2));
  return { points, starts: Uint32Array.from(starts) };
}

const signedArea = (ring: Ring): number =>
  measureRings({ points: Float64Array.from(ring.flat()), starts: Uint32Array.of(0, ring.length) })[0];
