import type { Mesh } from "./mesh";
import { sectionLoops, type SectionLoop } from "./section-loops";

/** How much of a model is too thin for what slicers do in thick ones. */
export interface Thin {
  /** Of the outlines' length, the share that is in small ones: slicers slow down for them. */
  smallShare: number;
  /** Of what lies within the walls, the share in regions that slicers fill up rather than lay infill into. */
  solidShare: number;
}

/** Level sections that are looked at: a figure's limbs go on for longer than that. */
const SECTIONS = 16;
/** PrusaSlicer's own: a ring of 6.5 mm radius, and `solid_infill_below_area`. */
const SMALL_OUTLINE_MM = 41;
const SOLID_BELOW_MM2 = 70;
/** Two walls of 0.45 mm. */
const WALL_MM = 0.9;
/** Holes of a section of more outlines than this are not assigned to what is round them. */
const MOST_ASSIGNED = 400;

/** By sections through a placed mesh between two heights. */
export function measureThin(mesh: Mesh, lowMm: number, highMm: number): Thin {
  let [length, small, within, solid] = [0, 0, 0, 0];
  for (const loops of sectionLoops(mesh, lowMm, highMm, SECTIONS)) {
    for (const { lengthMm } of loops) {
      length += lengthMm;
      if (lengthMm <= SMALL_OUTLINE_MM) small += lengthMm;
    }
    for (const areaMm2 of innerAreas(loops)) {
      within += areaMm2;
      if (areaMm2 <= SOLID_BELOW_MM2) solid += areaMm2;
    }
  }
  return { smallShare: length > 0 ? small / length : 0, solidShare: within > 0 ? solid / within : 0 };
}

/** What the walls leave of each region of a section: its outline's area without its holes, and without what is wall. */
function innerAreas(loops: readonly SectionLoop[]): number[] {
  const outer = loops.filter(({ areaMm2 }) => areaMm2 > 0).sort((one, other) => one.areaMm2 - other.areaMm2);
  const inner = outer.map(({ areaMm2, lengthMm }) => areaMm2 - WALL_MM * lengthMm);
  if (loops.length <= MOST_ASSIGNED)
    for (const hole of loops) {
      if (hole.areaMm2 >= 0) continue;
      // The smallest region whose box holds it.
      const n = outer.findIndex(({ box }) => holds(box, hole.box));
      if (n >= 0) inner[n] += hole.areaMm2 - WALL_MM * hole.lengthMm;
    }
  return inner.filter((areaMm2) => areaMm2 > 0);
}

const holds = (outer: SectionLoop["box"], inner: SectionLoop["box"]): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
