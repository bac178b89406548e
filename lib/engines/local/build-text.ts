import type { CrossSection, Manifold, ManifoldToplevel } from "manifold-3d";
import type { PathRing } from "@/lib/geometry/outline/flatten-path";
import { holeWallMm, type TextPlan } from "./plan-text";
import { WasmBin } from "./wasm-bin";

/** The words as solids in millimetres, lying flat with z up: one, or the plate and the letters apart. */
export interface TextSolids {
  /** Plate first; a single entry where it is one solid. */
  solids: { name: "plate" | "letters"; positions: Float32Array; indices: Uint32Array }[];
  /** Separate bodies that a printer would make: letters without a plate, their dots and accents. */
  pieces: number;
}

/**
 * Extrudes the words and what they stand on. Outlines are joined in the plane first (non-zero rule), so that walls are
 * exact and no boolean in space meets two nearly equal walls.
 * @param apart letters that stand on a plate become a solid of their own, which touches it.
 */
export function buildText(wasm: ManifoldToplevel, plan: TextPlan, apart: boolean): TextSolids {
  const bin = new WasmBin();
  try {
    return new TextBuilder(wasm, plan, bin).build(apart);
  } finally {
    bin.empty();
  }
}

class TextBuilder {
  constructor(
    private readonly wasm: ManifoldToplevel,
    private readonly plan: TextPlan,
    private readonly bin: WasmBin,
  ) {}

  build(apart: boolean): TextSolids {
    const { settings, heightMm } = this.plan;
    const letters = this.filled([...this.plan.letters, ...this.plan.bars]);
    if (settings.style === "letters") return this.finish([["letters", this.raise(letters, heightMm, 0)]]);

    const base = settings.base_mm;
    const [outer, holes] = this.plate(letters);
    const plate = this.raise(this.cut(outer, holes), base, 0);
    if (settings.relief === "deboss") {
      const cutter = this.raise(letters, heightMm + 1, base - heightMm);
      return this.finish([["plate", this.bin.keep(plate.subtract(cutter))]]);
    }
    const rim =
      settings.style === "sign" && settings.margin_mm >= MIN_RIM_MARGIN_MM
        ? this.rim(outer, apart ? LEDGE_MM : 0)
        : undefined;
    const from = apart ? base : base / 2;
    const raised = [letters, ...(rim ? [rim] : [])].map((area) =>
      this.raise(area, base + heightMm - from, from),
    );
    const top = this.bin.keep(this.wasm.Manifold.union(raised));
    if (apart)
      return this.finish([
        ["plate", plate],
        ["letters", top],
      ]);
    return this.finish([["plate", this.bin.keep(plate.add(top))]]);
  }

  /** The plate's edge without its holes, and the holes. */
  private plate(letters: CrossSection): [CrossSection, CrossSection[]] {
    const { settings, holeMm, width, height, outline } = this.plan;
    const margin = settings.margin_mm;
    const wall = holeWallMm(margin);
    const disc = (radius: number, x: number): CrossSection => {
      const round = this.bin.keep(this.wasm.CrossSection.circle(radius, ROUND));
      return this.bin.keep(round.translate([x, height / 2]));
    };
    const left = -margin - holeMm / 2;
    if (settings.style === "keychain" && holeMm > 0) {
      const tab = disc(holeMm / 2 + wall, left);
      const edge = outline === "contour" ? this.contour(letters, margin, tab) : this.withTab(tab);
      return [edge, [disc(holeMm / 2, left)]];
    }
    if (settings.style === "sign" && holeMm > 0) {
      const right = width + margin + holeMm / 2;
      return [this.rectangle(holeMm + wall), [disc(holeMm / 2, left), disc(holeMm / 2, right)]];
    }
    return [outline === "contour" ? this.contour(letters, margin) : this.rectangle(0), []];
  }

  /** Round the ink with margins, wider by `side` on the left and on the right. */
  private rectangle(side: number): CrossSection {
    const { settings, width, height } = this.plan;
    const [w, h] = [width + 2 * (settings.margin_mm + side), height + 2 * settings.margin_mm];
    const radius = Math.min(settings.corner_radius_mm, 0.499 * Math.min(w, h));
    const core = this.bin.keep(this.wasm.CrossSection.square([w - 2 * radius, h - 2 * radius], true));
    const round = radius > 0 ? this.bin.keep(core.offset(radius, "Round", 2, ROUND)) : core;
    return this.bin.keep(round.translate([width / 2, height / 2]));
  }

  /** The tab's two inner corners are filled, where a key ring would tear. */
  private withTab(tab: CrossSection): CrossSection {
    const joined = this.bin.keep(this.rectangle(0).add(tab));
    const fillet = 0.5 * holeWallMm(this.plan.settings.margin_mm);
    const grown = this.bin.keep(joined.offset(fillet, "Round", 2, ROUND));
    return this.bin.keep(grown.offset(-fillet, "Round", 2, ROUND));
  }

  /**
   * The letters grown by the margin, inner holes filled. Gaps are closed by growing further and shrinking back, a little
   * more each time until the plate is one piece.
   */
  private contour(letters: CrossSection, margin: number, tab?: CrossSection): CrossSection {
    const { width, height } = this.plan;
    const limit = width + height;
    for (let closing = Math.max(2, 1.5 * margin); closing < limit; closing *= 1.5) {
      const grown = this.bin.keep(letters.offset(margin + closing, "Round", 2, ROUND));
      const around = tab
        ? this.bin.keep(grown.add(this.bin.keep(tab.offset(closing, "Round", 2, ROUND))))
        : grown;
      const closed = this.bin.keep(this.withoutHoles(around).offset(-closing, "Round", 2, ROUND));
      const plate = this.withoutHoles(closed);
      if (plate.numContour() === 1) return plate;
    }
    return tab ? this.withTab(tab) : this.rectangle(0);
  }

  private rim(outer: CrossSection, ledge: number): CrossSection {
    const inner = this.bin.keep(outer.offset(-RIM_MM, "Round", 2, ROUND));
    const edge = ledge > 0 ? this.bin.keep(outer.offset(-ledge, "Round", 2, ROUND)) : outer;
    return this.bin.keep(edge.subtract(inner));
  }

  private cut(outer: CrossSection, holes: CrossSection[]): CrossSection {
    return holes.reduce((area, hole) => this.bin.keep(area.subtract(hole)), outer);
  }

  private withoutHoles(area: CrossSection): CrossSection {
    const outers = area.toPolygons().filter((ring) => signedArea(ring) > 0);
    return this.bin.keep(new this.wasm.CrossSection(outers, "Positive"));
  }

  private filled(rings: PathRing[]): CrossSection {
    const exact = this.bin.keep(new this.wasm.CrossSection(rings, "NonZero"));
    return this.tidy(this.bin.keep(exact.offset(TOUCH_MM, "Miter", 2)));
  }

  /** Steps too short to print could fall on one point in a file's single precision. */
  private tidy(area: CrossSection): CrossSection {
    return this.bin.keep(area.simplify(SHORTEST_MM));
  }

  private raise(area: CrossSection, height: number, from: number): Manifold {
    const prism = this.bin.keep(this.tidy(area).extrude(height));
    return from === 0 ? prism : this.bin.keep(prism.translate([0, 0, from]));
  }

  private finish(named: ["plate" | "letters", Manifold][]): TextSolids {
    let pieces = 0;
    const solids = named.map(([name, solid]) => {
      const { vertProperties, triVerts, numProp } = solid.getMesh();
      if (numProp !== 3) throw new Error("A text's solid carries more than positions.");
      pieces += this.bin.keepAll(solid.decompose()).length;
      return { name, positions: vertProperties.slice(), indices: triVerts.slice() };
    });
    return { solids, pieces };
  }
}

/** Chords of a full turn: 0.02 mm off at a radius of 10 mm. */
const ROUND = 96;
const SHORTEST_MM = 0.002;
/** Letters grow by this much: two that meet in a single point would share an edge that belongs to four walls. */
const TOUCH_MM = 0.004;
const RIM_MM = 1.6;
/** A rim that is a body of its own stands this far in: walls in one plane would share their edge four times. */
const LEDGE_MM = 0.1;
/** Below this a rim would touch the letters. */
const MIN_RIM_MARGIN_MM = 2.6;

function signedArea(ring: readonly (readonly number[])[]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return twice / 2;
}
