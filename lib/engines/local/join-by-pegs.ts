import type { CrossSection, Manifold, ManifoldToplevel } from "manifold-3d";
import { choosePegs, type PegPlace } from "@/lib/geometry/outline/choose-pegs";
import { measureRoom, type Outline } from "@/lib/geometry/outline/measure-room";
import { FROM_UPRIGHT, TO_UPRIGHT, type Cut } from "./cut-to-room";
import type { ManifoldBin } from "./manifold-bin";

/** A piece as it grows: what is added to it and what is taken out of it. */
export interface PeggedPiece {
  solid: Manifold;
  pegs: Manifold[];
  holes: Manifold[];
}

export interface PegOptions {
  /** Between a peg and its hole, all round. */
  clearanceMm: number;
  /** How far a peg may stand out. */
  pegMm: number;
}

interface Joint {
  cut: Cut;
  low: PeggedPiece;
  high: PeggedPiece;
}

/**
 * Gives the pieces on either side of each cut pegs and holes that fit one another: the lower piece the peg, so that those
 * of level cuts stand up while they are printed. A peg stands where the section of both pieces leaves a wall round it, all
 * the way that its hole goes into the upper one. Where two pieces touch without such a place, they stay without.
 *
 * @returns how many joints have pegs, and how many have none
 */
export class PegJoiner {
  pegged = 0;
  plain = 0;
  /** Boxes of the holes of each piece, so that no two of them meet inside it. */
  private readonly taken = new Map<PeggedPiece, Box[]>();

  constructor(
    private readonly wasm: ManifoldToplevel,
    private readonly bin: ManifoldBin,
    private readonly options: PegOptions,
  ) {}

  join(pieces: PeggedPiece[], cuts: Cut[]): void {
    for (const cut of cuts)
      for (const low of pieces.filter(({ solid }) => touches(solid.boundingBox().max, cut)))
        for (const high of pieces.filter(({ solid }) => touches(solid.boundingBox().min, cut)))
          this.peg({ cut, low, high });
  }

  private peg(joint: Joint): void {
    const contact = this.contactOf(joint);
    if (!contact) return;
    const outline = this.bin.keep(contact.simplify(SIMPLER_MM)).toPolygons() as Outline;
    const places = choosePegs(measureRoom(outline), {
      radiiMm: RADII_MM.filter((radius) => 2 * radius <= this.options.pegMm),
      wallMm: WALL_MM + this.options.clearanceMm,
      allows: (u, v, radius) => this.isFree(joint, u, v, radius),
    });
    if (places.length === 0) this.plain++;
    else this.pegged++;
    for (const place of places) this.add(joint, place);
  }

  /** Undefined where the pieces do not touch; empty where they do and leave no room behind the section. */
  private contactOf({ cut, low, high }: Joint): CrossSection | undefined {
    const { bin } = this;
    const [below, above] = [low, high].map(({ solid }) => bin.keep(solid.transform(TO_UPRIGHT[cut.axis])));
    const touching = bin.keep(
      bin.keep(below.slice(cut.at - SKIN_MM)).intersect(bin.keep(above.slice(cut.at + SKIN_MM))),
    );
    if (touching.area() < LEAST_CONTACT_MM2) return undefined;
    const depth = this.options.pegMm + END_MM + WALL_MM;
    const levels = [below.slice(cut.at - ROOT_MM)];
    for (let n = 1; n <= LEVELS; n++) levels.push(above.slice(cut.at + (depth * n) / LEVELS));
    return bin.keep(this.wasm.CrossSection.intersection([touching, ...bin.keepAll(levels)]));
  }

  private isFree({ cut, high }: Joint, u: number, v: number, radius: number): boolean {
    const box = this.boxOf(cut, u, v, radius);
    return (this.taken.get(high) ?? []).every((other) =>
      [0, 1, 2].some((axis) => box.low[axis] > other.high[axis] || box.high[axis] < other.low[axis]),
    );
  }

  private boxOf({ axis, at }: Cut, u: number, v: number, radius: number): Box {
    const reach = radius + this.options.clearanceMm + WALL_MM / 2;
    const along = [at, at + 2 * radius + END_MM + WALL_MM];
    const box: Box = { low: [0, 0, 0], high: [0, 0, 0] };
    [box.low[axis], box.high[axis]] = along;
    [u, v].forEach((middle, n) => {
      const side = (axis + 1 + n) % 3;
      [box.low[side], box.high[side]] = [middle - reach, middle + reach];
    });
    return box;
  }

  private add({ cut, low, high }: Joint, place: PegPlace): void {
    const { clearanceMm } = this.options;
    const length = 2 * place.radiusMm;
    const peg = this.post(place, 0, ROOT_MM + length, cut.at - ROOT_MM, BEVEL_MM);
    const hole = this.post(place, clearanceMm, SKIN_MM + length + END_MM, cut.at - SKIN_MM, 0);
    low.pegs.push(this.bin.keep(peg.transform(FROM_UPRIGHT[cut.axis])));
    high.holes.push(this.bin.keep(hole.transform(FROM_UPRIGHT[cut.axis])));
    const boxes = this.taken.get(high) ?? [];
    boxes.push(this.boxOf(cut, place.u, place.v, place.radiusMm));
    this.taken.set(high, boxes);
  }

  /** An upright post; its end is bevelled, so that it finds its hole. */
  private post(
    { u, v, radiusMm, square }: PegPlace,
    wider: number,
    height: number,
    from: number,
    bevel: number,
  ): Manifold {
    const { wasm, bin } = this;
    // A square post stands in the circle that there is room for.
    const half = square ? radiusMm * Math.SQRT1_2 + wider : radiusMm + wider;
    const [edge, corners] = square ? [half * Math.SQRT2, 4] : [half, ROUND];
    const straight = height - bevel;
    const shaft = bin.keep(wasm.Manifold.cylinder(straight, edge, edge, corners));
    if (bevel === 0) return this.stand(shaft, square, u, v, from);
    const tip = bin.keep(wasm.Manifold.cylinder(bevel, edge, edge - bevel, corners));
    const whole = bin.keep(shaft.add(bin.keep(tip.translate([0, 0, straight]))));
    return this.stand(whole, square, u, v, from);
  }

  private stand(post: Manifold, square: boolean, u: number, v: number, from: number): Manifold {
    const { bin } = this;
    const turned = square ? bin.keep(post.rotate([0, 0, 45])) : post;
    return bin.keep(turned.translate([u, v, from]));
  }
}

interface Box {
  low: number[];
  high: number[];
}

function touches(corner: readonly number[], { axis, at }: Cut): boolean {
  return Math.abs(corner[axis] - at) < NEAR_MM;
}

const NEAR_MM = 1e-3;
/** The thickest pegs hold best; thinner ones than the last would break. */
const RADII_MM = [5, 4, 3, 2.5, 2, 1.5, 1.25];
/** What is left round a hole. */
const WALL_MM = 1.2;
/** Air behind a peg's end, so that the cut closes before the hole's bottom is reached. */
const END_MM = 0.5;
const BEVEL_MM = 0.4;
/** How deep a peg is rooted in its own piece. */
const ROOT_MM = 0.5;
/** A section is taken this far beside the cut, for on it the two sides meet. */
const SKIN_MM = 0.01;
/** Heights at which the upper piece is looked at for room round the hole. */
const LEVELS = 5;
const LEAST_CONTACT_MM2 = 1;
const SIMPLER_MM = 0.02;
const ROUND = 48;
