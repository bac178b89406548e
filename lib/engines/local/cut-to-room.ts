import type { Manifold, Mat4 } from "manifold-3d";
import type { RoomMm } from "@/lib/geometry/mesh/fits-room";
import type { ManifoldBin } from "./manifold-bin";

/** A plane at right angles to an axis (0 to 2), along which the body was cut. */
export interface Cut {
  axis: number;
  at: number;
}

/**
 * Cuts a body by planes at right angles to its axes until every piece, with a peg on its upper side, fits the room. Each
 * piece is looked at by itself, so that a slim part of a body is not cut where only its wide part must be; within the play
 * that a cut has, it goes where the section falls into the fewest islands, next to that where a neighbour was cut, so that
 * seams meet, and next to that halfway.
 *
 * @param room as the pieces stand: width, depth, height
 * @returns null where more pieces would be needed than anyone would glue together
 */
export function cutToRoom(
  bin: ManifoldBin,
  whole: Manifold,
  room: RoomMm,
  pegMm: number,
): { pieces: Manifold[]; cuts: Cut[] } | null {
  const pieces: Manifold[] = [];
  const cuts: Cut[] = [];
  const waiting = [whole];
  for (let solid = waiting.pop(); solid; solid = waiting.pop()) {
    const counts = countSlabs(solid, room, pegMm);
    const axis = counts.indexOf(Math.max(...counts));
    if (counts[axis] === 1) pieces.push(solid);
    else {
      const known = cuts.filter((cut) => cut.axis === axis).map((cut) => cut.at);
      const at = placeCut(bin, solid, axis, { count: counts[axis], roomMm: room[axis], pegMm, known });
      if (!known.includes(at)) cuts.push({ axis, at });
      const normal: [number, number, number] = [0, 0, 0];
      normal[axis] = 1;
      for (const side of bin.keepAll(solid.splitByPlane(normal, at))) waiting.push(...bodiesOf(bin, side));
    }
    if (pieces.length + waiting.length > MOST_PIECES) return null;
  }
  return { pieces, cuts };
}

const MOST_PIECES = 40;
/** Below a cubic millimetre a piece is dust of the cut. */
const DUST_MM3 = 1;
/** Places that are tried for a cut, the halfway one included. */
const TRIES = 9;

/** Slabs needed along each axis: all but the last carry a peg on top. */
function countSlabs(solid: Manifold, room: RoomMm, pegMm: number): number[] {
  const { min, max } = solid.boundingBox();
  return room.map((side, axis) => {
    const over = max[axis] - min[axis] - side;
    return over <= ROUNDING_MM ? 1 : 1 + Math.ceil((over - ROUNDING_MM) / (side - pegMm));
  });
}

/** Single precision at the size of a room. */
const ROUNDING_MM = 1e-3;

/** The first cut from below: what lies under it fits with its peg, and what lies above fits in the slabs that remain. */
function placeCut(
  bin: ManifoldBin,
  solid: Manifold,
  axis: number,
  { count, roomMm, pegMm, known }: { count: number; roomMm: number; pegMm: number; known: number[] },
): number {
  const { min, max } = solid.boundingBox();
  const slab = roomMm - pegMm;
  const highest = min[axis] + slab;
  // A slab thinner than its pegs are long would be a sliver.
  const lowest = Math.max(min[axis] + pegMm, max[axis] - roomMm - (count - 2) * slab);
  const even = Math.min(highest, Math.max(lowest, min[axis] + (max[axis] - min[axis]) / count));
  const turned = bin.keep(solid.transform(TO_UPRIGHT[axis]));
  const places = known.filter((at) => at >= lowest && at <= highest);
  for (let n = 0; n < TRIES; n++) {
    // From the halfway place outwards, to either side in turn.
    const share = Math.ceil(n / 2) / ((TRIES - 1) / 2);
    places.push(n % 2 ? even - share * (even - lowest) : even + share * (highest - even));
  }
  let best = { at: even, islands: Infinity };
  for (const at of places) {
    const parts = bin.keepAll(bin.keep(turned.slice(at)).decompose());
    const islands = parts.length || Infinity;
    if (islands < best.islands) best = { at, islands };
  }
  return best.at;
}

/** Bodies that hang together, each with the hollows inside it. */
function bodiesOf(bin: ManifoldBin, side: Manifold): Manifold[] {
  const shells = bin.keepAll(side.decompose()).map((solid) => ({ solid, volume: solid.volume() }));
  const bodies = shells.filter(({ volume }) => volume > DUST_MM3);
  const hollows = shells.filter(({ volume }) => volume < 0);
  if (hollows.length === 0) return bodies.map(({ solid }) => solid);
  // The smallest body round a hollow is its own.
  bodies.sort((a, b) => a.volume - b.volume);
  return bodies.map((body) => {
    const own = hollows.filter(({ solid }) => bodies.find((one) => isWithin(solid, one.solid)) === body);
    return own.length === 0
      ? body.solid
      : bin.keep(bin.without([body.solid, ...own.map(({ solid }) => bin.turnInsideOut(solid))]));
  });
}

function isWithin(inner: Manifold, outer: Manifold): boolean {
  const [a, b] = [inner.boundingBox(), outer.boundingBox()];
  return [0, 1, 2].every((axis) => a.min[axis] >= b.min[axis] && a.max[axis] <= b.max[axis]);
}

/** Turns an axis upright by going round x → y → z → x: by columns, as manifold-3d takes it. */
export const TO_UPRIGHT: readonly Mat4[] = [
  [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  [0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
];

/** The other way round. */
export const FROM_UPRIGHT: readonly Mat4[] = [TO_UPRIGHT[1], TO_UPRIGHT[0], TO_UPRIGHT[2]];
