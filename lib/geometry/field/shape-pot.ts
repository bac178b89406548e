import { smoothLine, turnedWall, type Outline } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { POINTS, withRows } from "./shape-points";
import { fillDistances, onPlate, within, type Form, type Solid } from "./shape-solid";
import type { ShapeWish } from "./shape-wish";

/** A turned wall with a flat floor; `side` is the outside from the foot's edge up. */
export function vessel(wish: ShapeWish, thickness: number, side: Outline): Solid {
  const wall = thickness * wish.wall;
  const raised = smoothLine(
    side.map(([radius, z]): [number, number] => [radius - wall / 2, z * (1 - wall / 200) + wall / 2]),
  );
  return onPlate(turnedWall([[0, wall / 2], ...raised], wall));
}

/** A vessel whose section may be many-sided. */
export function pot(wish: ShapeWish, color: number, thickness: number, side: Outline): Solid {
  const round = vessel(wish, thickness, side);
  return paintMain(wish, color, wish.sides ? manySided(wish.sides, round) : round);
}

/** Turns circles into polygons: the radius is measured across the flats. */
export function manySided(sides: number, inner: Solid): Solid {
  const sector = (2 * Math.PI) / sides;
  const wide = 1 / Math.cos(sector / 2);
  const { min, max } = inner.bounds;
  const color: Form["color"] = (x, y, z) => inner.color(x, y, z);
  const many: Form = {
    distance(x, y, z) {
      const angle = Math.atan2(y, x);
      const folded = angle - sector * Math.round(angle / sector);
      return inner.distance(Math.sqrt(x * x + y * y) * Math.cos(folded), 0, z);
    },
    color,
    near(x, y, z, radius) {
      const angle = Math.atan2(y, x);
      const side = sector * Math.round(angle / sector);
      const clear = Math.sqrt(x * x + y * y) * Math.sin(sector / 2 - Math.abs(angle - side));
      return clear > radius ? oneSided(Math.cos(side), Math.sin(side), inner) : many;
    },
  };
  return within(
    { min: [min[0] * wide, min[1] * wide, min[2]], max: [max[0] * wide, max[1] * wide, max[2]] },
    many,
  );
}

/** Within one side's sector the section is a straight wall; (c, s) points at it. */
const oneSided = (c: number, s: number, inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(c * x + s * y, 0, z),
  distances({ x, y, z }, out) {
    withRows(2, (across: Float64Array, zero: Float64Array) => {
      zero.fill(0);
      for (let n = 0; n < POINTS; n++) across[n] = c * x[n] + s * y[n];
      fillDistances(inner, { x: across, y: zero, z }, out);
    });
  },
  color: (x, y, z) => inner.color(x, y, z),
});
