import { move } from "./shape-moves";
import { lathe, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { pot } from "./shape-pot";
import { carve, common, onPlate, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";
import * as primitive from "./shape-primitives";

/** Things that hold things upright or in a corner. */
export const boxNouns: ShapeNoun[] = [
  { names: ["box", "container", "crate", "bin"], walled: true, build: openBox },
  { names: ["tray"], walled: true, build: (w) => openBox({ ...w, lengths: w.lengths ?? [100, 66, 14] }) },
  { names: ["pen holder", "pencil holder", "pen cup", "brush holder"], walled: true, build: penHolder },
  {
    names: ["candle holder", "candlestick", "candle stick", "tealight holder"],
    turned: true,
    skinned: true,
    build: candleHolder,
  },
];

function openBox(wish: ShapeWish): Solid {
  if (wish.sides && wish.sides !== 4)
    return pot(wish, 0xa47148, 4.5, [
      [48, 0],
      [48, 30],
      [48, 56],
    ]);
  const [x, y, z] = wish.lengths ?? [90, 66, 48];
  const wall = Math.min(0.045 * Math.max(x, y, z) * wish.wall, 0.3 * Math.min(x, y, z));
  const round = 0.08 * Math.min(x, y) * Math.min(wish.round, 4);
  const outside = common(
    1.2,
    move(0, 0, z / 2, primitive.box(2 * x, 2 * y, z)),
    move(0, 0, z / 2, primitive.box(x, y, z + 4 * round, round)),
  );
  const inside = move(
    0,
    0,
    wall + z,
    primitive.box(x - 2 * wall, y - 2 * wall, 2 * z, Math.max(round - wall, 1.5)),
  );
  return paintMain(wish, 0xa47148, carve(wall * 0.4, outside, inside));
}

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
