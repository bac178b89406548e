import type { RoomPoint } from "./measure-room";

/** Where a peg stands in the section of a cut. */
export interface PegPlace {
  u: number;
  v: number;
  radiusMm: number;
  /** A peg that is alone is square, for round it would let the pieces turn. */
  square: boolean;
}

export interface PegRules {
  /** Radii that may be used, the largest first. */
  radiiMm: readonly number[];
  /** What must be left round each peg. */
  wallMm: number;
  /** Whether a peg of this radius may stand here for other reasons. */
  allows?: (u: number, v: number, radiusMm: number) => boolean;
}

/** Two pegs nearer than this, from middle to middle, hold no better than one. */
const APART_RADII = 4;

/**
 * Two pegs of one radius as far apart as the section lets them be, of the largest radius at which there is room for two;
 * else one, of the largest radius at which there is room at all; else none.
 */
export function choosePegs(room: readonly RoomPoint[], { radiiMm, wallMm, allows }: PegRules): PegPlace[] {
  let single: PegPlace | undefined;
  for (const radiusMm of radiiMm) {
    const places = room.filter(
      ({ u, v, clearMm }) => clearMm >= radiusMm + wallMm && (allows?.(u, v, radiusMm) ?? true),
    );
    if (places.length === 0) continue;
    const middle = roomiest(places);
    single ??= { u: middle.u, v: middle.v, radiusMm, square: true };
    const first = farthest(places, middle);
    const second = farthest(places, first);
    if (distance(first, second) < APART_RADII * radiusMm) continue;
    return [first, second].map(({ u, v }) => ({ u, v, radiusMm, square: false }));
  }
  return single ? [single] : [];
}

type Point = Pick<RoomPoint, "u" | "v">;

const distance = (a: Point, b: Point): number => Math.sqrt((a.u - b.u) ** 2 + (a.v - b.v) ** 2);

/** Of equals the first, so that the choice is always the same. */
const roomiest = (places: RoomPoint[]): RoomPoint =>
  places.reduce((best, place) => (place.clearMm > best.clearMm ? place : best));

const farthest = (places: RoomPoint[], from: Point): RoomPoint =>
  places.reduce((best, place) => (distance(place, from) > distance(best, from) ? place : best));
