import { smoothLine, turnedWall, type Outline } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { onPlate, type Solid } from "./shape-solid";
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
  const many: Solid = {
    bounds: { min: [min[0] * wide, min[1] * wide, min[2]], max: [max[0] * wide, max[1] * wide, max[2]] },
    distance(x, y, z) {
      const angle = Math.atan2(y, x);
      const folded = angle - sector * Math.round(angle / sector);
      return inner.distance(Math.sqrt(x * x + y * y) * Math.cos(folded), 0, z);
    },
    color: (x, y, z) => inner.color(x, y, z),
    near(x, y, z, radius) {
      const angle = Math.atan2(y, x);
      const side = sector * Math.round(angle / sector);
      const clear = Math.sqrt(x * x + y * y) * Math.sin(sector / 2 - Math.abs(angle - side));
      if (clear <= radius) return many;
      // Within one side's sector the section is a straight wall.
      const [c, s] = [Math.cos(side), Math.sin(side)];
      return { ...many, distance: (px, py, pz) => inner.distance(c * px + s * py, 0, pz), near: undefined };
    },
  };
  return many;
}
