import { move } from "./shape-moves";
import { lathe, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { manySided, pot } from "./shape-pot";
import { carve, common, join, onPlate, type Solid } from "./shape-solid";
import { ROUND_SIDES } from "./shape-vocabulary";
import type { ShapeNoun, ShapeWish } from "./shape-wish";
import * as primitive from "./shape-primitives";

/** Things that hold things upright or in a corner. */
export const boxNouns: ShapeNoun[] = [
  {
    names: ["box", "container", "crate", "bin", "case", "chest"],
    walled: true,
    boxed: true,
    build: openBox,
    beside: { names: ["lid", "cover", "lidded"], build: boxLid },
  },
  {
    names: ["tray"],
    walled: true,
    boxed: true,
    build: (w) => openBox({ ...w, lengths: w.lengths ?? [100, 66, 14] }),
  },
  { names: ["pen holder", "pencil holder", "pen cup", "brush holder"], walled: true, build: penHolder },
  {
    names: ["candle holder", "candlestick", "candle stick", "tealight holder"],
    turned: true,
    skinned: true,
    build: candleHolder,
  },
];

function openBox(wish: ShapeWish): Solid {
  if (wish.sides && wish.sides !== 4) {
    const { lengths } = wish;
    const height = lengths ? (96 * lengths[2]) / Math.max(lengths[0], lengths[1]) : 56;
    return pot(manySides(wish), 0xa47148, 4.5, [
      [48, 0],
      [48, 0.5 * height],
      [48, height],
    ]);
  }
  const { x, y, z, wall, round } = boxMeasures(wish);
  const outside = common(
    Math.min(1.2, 0.02 * Math.max(x, y, z)),
    move(0, 0, z / 2, primitive.box(2 * x, 2 * y, z)),
    move(0, 0, z / 2, primitive.box(x, y, z + 4 * round, round)),
  );
  const inside = move(
    0,
    0,
    wall + z,
    primitive.box(x - 2 * wall, y - 2 * wall, 2 * z, innerRound(round, wall)),
  );
  return paintMain(wish, 0xa47148, carve(wall * 0.4, outside, inside));
}

const manySides = (wish: ShapeWish): ShapeWish =>
  wish.sides === ROUND_SIDES ? { ...wish, sides: undefined } : wish;
const cornered = (sides: number, body: Solid): Solid =>
  sides === ROUND_SIDES ? body : manySided(sides, body);

function boxMeasures(wish: ShapeWish): { x: number; y: number; z: number; wall: number; round: number } {
  const [x, y, z] = wish.lengths ?? [90, 66, 48];
  // Two lines of a usual nozzle at least, for lengths are millimetres; never so much that no room is left.
  const wall = Math.min(Math.max(0.045 * Math.max(x, y, z) * wish.wall, 0.8), 0.3 * Math.min(x, y, z));
  return { x, y, z, wall, round: 0.08 * Math.min(x, y) * Math.min(wish.round, 4) };
}

const innerRound = (round: number, wall: number): number =>
  Math.max(round - wall, Math.min(1.5, 0.5 * round));

/** Upside down, as it prints: the top on the plate, a rim that slips into the box standing up from it. */
function boxLid(wish: ShapeWish): Solid {
  if (wish.sides && wish.sides !== 4) {
    const rim = pot(manySides(wish), 0xa47148, 3, [
      [48 - 4.5 * wish.wall - CLEARANCE, 0],
      [48 - 4.5 * wish.wall - CLEARANCE, 9],
    ]);
    return join(
      0,
      rim,
      paintMain(wish, 0xa47148, cornered(wish.sides, move(0, 0, 2, primitive.cylinder(48, 4, 1)))),
    );
  }
  const { x, y, z, wall, round } = boxMeasures(wish);
  // Upright edges as round as the box's, flat above and below.
  const upright = common(
    0.4,
    move(0, 0, wall / 2, primitive.box(2 * x, 2 * y, wall)),
    move(0, 0, wall / 2, primitive.box(x, y, wall + 4 * round, round)),
  );
  const [innerX, innerY] = [x - 2 * wall - 2 * CLEARANCE, y - 2 * wall - 2 * CLEARANCE];
  const height = wall + Math.min(0.15 * z, 8);
  const rimRound = innerRound(round, wall);
  const rim = carve(
    0.2,
    move(0, 0, height / 2, primitive.box(innerX, innerY, height, Math.min(rimRound, 0.4 * height))),
    move(0, 0, wall + height, primitive.box(innerX - 2 * wall, innerY - 2 * wall, 2 * height, rimRound)),
  );
  return paintMain(wish, 0xa47148, join(0, upright, rim));
}

/** Between the lid's rim and the wall, in units of about a millimetre: slips in, and does not rattle. */
const CLEARANCE = 0.25;

function penHolder(wish: ShapeWish): Solid {
  const hexagon = { ...wish, sides: wish.sides ?? 6 };
  return pot(hexagon, 0x5c80bc, 4.5, [
    [36, 0],
    [36, 60],
    [36, 98],
  ]);
}

function candleHolder(wish: ShapeWish): Solid {
  const outside = lathe(
    smoothLine([
      [38, 0],
      [37, 5],
      [20, 11],
      [10, 20],
      [8, 34],
      [13, 42],
      [8, 50],
      [10, 62],
      [18, 70],
      [19, 80],
    ]).concat([
      [0, 80],
      [0, 0],
    ]),
    0.8,
  );
  const socket = move(0, 0, 86, primitive.cylinder(12, 36, 1));
  return paintMain(wish, 0xcfa84a, carve(1.5, onPlate(wish.skin(outside)), socket));
}
