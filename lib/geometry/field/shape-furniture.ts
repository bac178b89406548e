import { around, mirrored, move, turn } from "./shape-moves";
import { lathe, smoothLine, turnedWall } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { box, cylinder, prism, rod } from "./shape-primitives";
import { join, onPlate, paint, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Furniture; the front is −y. About 100 units tall. */
export const furnitureNouns: ShapeNoun[] = [
  { names: ["table", "desk"], sunk: 0.015, counts: ["leg"], countRange: [1, 12], build: table },
  { names: ["chair"], sunk: 0.015, build: chair },
  { names: ["stool"], sunk: 0.015, counts: ["leg"], countRange: [3, 8], build: stool },
  { names: ["bench"], sunk: 0.02, build: bench },
  { names: ["lamp", "table lamp", "desk lamp", "night light", "nightlight"], turned: true, build: lamp },
];

const WOOD = 0xb98a5a;

function table(wish: ShapeWish): Solid {
  const legs = Math.min(Math.max(wish.count ?? 4, 1), 12);
  const square = legs === 4 && !wish.sides;
  const plate = square ? box(110, 70, 7, 2.5) : wish.sides ? prism(wish.sides, 58, 7, 2) : cylinder(52, 7, 2);
  const leg = (x: number, y: number): Solid =>
    rod([x * 1.06, y * 1.06, -4], [x, y, 57], 3.6 * wish.wall, 5.4 * wish.wall);
  const post = join(3, rod([0, 0, 0], [0, 0, 60], 7), move(0, 0, 2, cylinder(30, 5, 2)));
  const ring = square
    ? mirrored(join(0, leg(46, 27), leg(46, -27)))
    : legs === 1
      ? post
      : turn("z", 30, around(legs, leg(38, 0)));
  return paintMain(wish, WOOD, onPlate(join(2, move(0, 0, 62, plate), ring)));
}

function chair(wish: ShapeWish): Solid {
  const seat = move(0, 0, 46, box(46, 44, 6, 2.5));
  const legs = mirrored(
    join(
      1,
      rod([19.5, -18, -3], [18.5, -17, 46], 2.8, 3.4),
      rod([20, 20, -3], [18.5, 18, 46], 2.8, 3.4),
      rod([18.5, 18, 44], [19, 23, 96], 3.2, 2.8),
    ),
  );
  const back = [66, 79, 92].map((z) => move(0, 18 + (z - 46) * 0.1, z, turn("x", -5, box(40, 4, 7.5, 1.8))));
  const rungs = join(
    0.5,
    mirrored(rod([19.3, -17.6, 18], [19.5, 19, 18], 1.9)),
    rod([-19, 18.8, 25], [19, 18.8, 25], 1.9),
  );
  return paintMain(wish, WOOD, onPlate(join(1.5, seat, legs, ...back, rungs)));
}

function stool(wish: ShapeWish): Solid {
  const legs = Math.min(Math.max(wish.count ?? 4, 3), 8);
  const seat = move(0, 0, 76, cylinder(30, 8, 3));
  const leg = rod([31, 0, -3], [19, 0, 74], 3.2 * wish.wall, 4.2 * wish.wall);
  const rung = turnedWall(
    [
      [26.2, 26],
      [26.3, 26.6],
    ],
    4.6,
  );
  return paintMain(wish, WOOD, onPlate(join(2, seat, around(legs, leg), rung)));
}

function bench(wish: ShapeWish): Solid {
  const slats = [-14, 0, 14].map((y) => move(0, y, 40, box(120, 11, 5, 1.5)));
  const back = [56, 70].map((z) => move(0, 21 + (z - 40) * 0.12, z, turn("x", -7, box(120, 4.5, 10, 1.5))));
  const side = mirrored(
    paint(
      0x4a525a,
      join(
        1,
        rod([46, -15, -3], [46, -13, 37], 3.2),
        rod([46, 21, -3], [46, 17, 37], 3.2),
        rod([46, 17, 35], [46, 27, 76], 3),
        rod([46, -16, 36], [46, 20, 36], 3),
        rod([46, -16, 56], [46, 22, 56], 2.8),
        rod([46, -15, 36], [46, -15, 56], 2.8),
      ),
    ),
  );
  return onPlate(join(1, paintMain(wish, WOOD, join(0.5, ...slats, ...back)), side));
}

function lamp(wish: ShapeWish): Solid {
  const foot = paint(
    0xb08d57,
    lathe(
      smoothLine([
        [26, 0],
        [25, 4],
        [10, 9],
        [5, 16],
        [9, 26],
        [11, 34],
        [5, 46],
        [3.6, 60],
        [3.6, 88],
      ]).concat([
        [0, 88],
        [0, 0],
      ]),
      0.5,
    ),
  );
  const shade = paintMain(
    wish,
    0xf2dfb3,
    turnedWall(
      [
        [38, 56],
        [23, 99],
      ],
      3.4 * wish.wall,
    ),
  );
  const spokes = paint(0xb08d57, around(3, rod([0, 0, 86], [28, 0, 86], 1.7)));
  return onPlate(join(1, foot, shade, spokes));
}
