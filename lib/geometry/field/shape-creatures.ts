import { flute, mirrored, move, stretch, turn } from "./shape-moves";
import { lathe, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, box, cone, cylinder, ellipsoid, rod, torus } from "./shape-primitives";
import { join, onPlate, paint, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Creatures, toys among them; the front is −y. About 100 units tall. */
export const creatureNouns: ShapeNoun[] = [
  { names: ["snowman", "snow man"], sunk: 0.01, build: snowman },
  { names: ["robot", "android", "bot"], build: robot },
  { names: ["duck", "rubber duck", "duckling"], build: duck },
  { names: ["bear", "teddy", "teddy bear"], sunk: 0.05, build: bear },
  { names: ["cat", "kitten", "kitty"], build: cat },
  { names: ["penguin"], build: penguin },
  { names: ["ghost"], build: ghost },
];

const BLACK = 0x23262b;

const dot = (color: number, x: number, y: number, z: number, radius: number): Solid =>
  paint(color, move(x, y, z, ball(radius)));

function snowman(wish: ShapeWish): Solid {
  const snow = paintMain(
    wish,
    0xf4f7fa,
    join(4, move(0, 0, 24, ball(27)), move(0, 0, 57, ball(19)), move(0, 0, 82, ball(14))),
  );
  const nose = paint(0xf28c28, rod([0, -12, 82], [0, -25, 80.5], 3.2, 0.9));
  const hat = paint(
    BLACK,
    join(1, move(0, 0, 94, cylinder(15, 3.5, 1.5)), move(0, 0, 93, cone(10.5, 9.5, 18, 1.5))),
  );
  const scarf = paint(
    0xc8323c,
    join(
      2,
      move(0, 0, 71, stretch(1, 1, 0.8, torus(13, 4.2))),
      rod([7, -13.5, 69], [8.5, -17.5, 54], 3.8, 3.4),
    ),
  );
  const eyes = mirrored(dot(BLACK, 5, -12.6, 86, 1.9));
  const buttons = [50, 57.5, 65].map((z) => dot(BLACK, 0, -Math.sqrt(19 ** 2 - (z - 57) ** 2) - 0.4, z, 2));
  const arms = mirrored(
    paint(
      0x7a5230,
      join(1, rod([16, 0, 60], [37, -4, 72], 2.6, 2), rod([31, -3, 68.5], [34, -4, 77], 1.9, 1.6)),
    ),
  );
  return onPlate(join(0.6, snow, nose, hat, scarf, eyes, ...buttons, arms));
}

function robot(wish: ShapeWish): Solid {
  const main = (inner: Solid): Solid => paintMain(wish, 0x8fa8bd, inner);
  const dark = (inner: Solid): Solid => paint(0x46525e, inner);
  const body = main(move(0, 0, 44, box(42, 28, 36, 5)));
  const head = main(move(0, 0, 76, box(34, 27, 22, 5)));
  const limbs = mirrored(
    join(
      0.6,
      dark(move(11, 0, 18, cylinder(6, 24, 1))),
      main(move(11.5, -3, 5, box(17, 25, 11, 3.5))),
      dark(rod([20, 0, 55], [28, 0, 52], 4.5)),
      main(rod([29, 0, 52], [31, -2, 34], 6)),
      dark(move(31.2, -2.4, 27, ball(6.4))),
    ),
  );
  const face = join(
    0.4,
    mirrored(dot(0x59e0ff, 7.5, -12.5, 79, 4)),
    dark(move(0, -13.2, 70, box(15, 3, 3, 1))),
  );
  const chest = join(
    0.4,
    dark(move(0, -13.6, 48, box(24, 3, 15, 1.2))),
    dot(0xff6b5e, -6, -14.6, 50, 2.6),
    dot(0xffd166, 0, -14.6, 50, 2.6),
    dot(0x7ddf8a, 6, -14.6, 50, 2.6),
  );
  const aerial = join(0.5, dark(rod([0, 0, 84], [0, 0, 94], 1.9)), dot(0xff6b5e, 0, 0, 96.5, 3.6));
  const neck = dark(move(0, 0, 64, cylinder(9, 10, 1)));
  const ears = mirrored(dark(move(17.5, 0, 76, turn("y", 90, cylinder(5, 6, 1)))));
  return onPlate(join(0.6, body, head, limbs, face, chest, aerial, neck, ears));
}

function duck(wish: ShapeWish): Solid {
  const body = join(
    9,
    move(0, 5, 27, ellipsoid(31, 40, 27)),
    move(0, -20, 64, ball(22)),
    move(0, -12, 44, ball(17)),
    rod([0, 36, 36], [0, 52, 50], 11, 3),
  );
  const wings = mirrored(move(28, 8, 32, turn("x", -12, ellipsoid(7, 23, 14))));
  const bill = paint(
    0xf28c28,
    join(2, move(0, -43, 60, ellipsoid(10.5, 11, 3.6)), move(0, -41, 57, ellipsoid(8.5, 8, 3))),
  );
  const eyes = mirrored(dot(BLACK, 10, -37.2, 70, 3.2));
  return onPlate(move(0, 0, -3, join(0.8, paintMain(wish, 0xf9d648, join(3, body, wings)), bill, eyes)));
}

function bear(wish: ShapeWish): Solid {
  const fur = join(
    4,
    move(0, 0, 33, ellipsoid(25, 21, 29)),
    move(0, -1, 74, ellipsoid(23, 20.5, 20)),
    mirrored(move(17.5, 0, 90, ellipsoid(8.5, 5.5, 8.5))),
    mirrored(rod([19, -4, 48], [30, -16, 34], 8.5, 8)),
    mirrored(rod([13, -10, 13], [18, -28, 10], 11, 10)),
  );
  const light = join(
    1,
    move(0, -17.5, 70, ellipsoid(10, 9, 8)),
    move(0, -9, 34, ellipsoid(16, 14.5, 18)),
    mirrored(move(18.4, -36.4, 11, ellipsoid(7, 3, 7))),
    mirrored(move(17.5, -4.6, 90, ellipsoid(5, 2.6, 5))),
  );
  const face = join(
    0.3,
    mirrored(dot(BLACK, 8, -18.2, 79, 2.6)),
    paint(BLACK, move(0, -26, 72.5, ellipsoid(4, 2.6, 2.8))),
  );
  return onPlate(join(0.8, paintMain(wish, 0x9c6b3f, fur), paint(0xe3c196, light), face));
}

function cat(wish: ShapeWish): Solid {
  const ears = mirrored(move(11, 0, 88, turn("y", 14, stretch(1, 0.55, 1, cone(9, 1.5, 17, 1.5)))));
  const fur = join(
    5,
    move(0, 6, 28, ellipsoid(22, 22, 30)),
    move(0, -3, 48, ellipsoid(15, 14, 20)),
    move(0, -6, 76, ellipsoid(21, 17.5, 17.5)),
    mirrored(rod([8, -13, 36], [8, -16, 5], 6.5, 6)),
    mirrored(move(17, 4, 12, ellipsoid(11, 17, 13))),
  );
  const tail = join(
    2,
    rod([8, 26, 7], [28, 20, 6.5], 6, 5.5),
    rod([28, 20, 6.5], [34, 0, 6.5], 5.5, 5),
    rod([34, 0, 6.5], [29, -12, 6], 5, 4.5),
  );
  const paws = mirrored(move(8.2, -20, 4.5, ellipsoid(6.6, 8, 5.5)));
  const muzzle = mirrored(move(3.4, -22, 70.5, ellipsoid(5, 4.4, 4)));
  const face = join(
    0.3,
    mirrored(dot(BLACK, 8.2, -20.6, 78, 2.9)),
    paint(0xe58f8f, move(0, -25.6, 73, ellipsoid(2.6, 1.8, 1.8))),
  );
  const whiskers = mirrored(
    join(0.2, rod([6, -24.5, 71], [20, -21, 73], 0.9), rod([6, -24.5, 69], [20, -21, 68], 0.9)),
  );
  return onPlate(
    join(
      0.6,
      paintMain(wish, 0xe0913d, join(3, join(3, fur, ears), tail)),
      paint(0xf7ead7, join(1, paws, muzzle)),
      face,
      paint(0xf7ead7, whiskers),
    ),
  );
}

function penguin(wish: ShapeWish): Solid {
  const coat = join(
    6,
    move(0, 0, 42, ellipsoid(27, 24, 42)),
    move(0, -2, 78, ball(20)),
    rod([0, 18, 14], [0, 28, 4], 8, 4),
  );
  const wings = mirrored(move(28, 0, 44, turn("y", -18, ellipsoid(5.5, 11, 26))));
  const belly = move(0, -12, 39, ellipsoid(20, 15.5, 33));
  const cheeks = mirrored(move(7.5, -12.5, 79, ellipsoid(8.5, 9.5, 10)));
  const bill = paint(0xf5a623, rod([0, -20, 75], [0, -30, 73], 4.4, 1.6));
  const feet = mirrored(paint(0xf5a623, move(11, -18, 3, ellipsoid(10, 14, 5))));
  const eyes = mirrored(dot(BLACK, 7.4, -21.2, 82, 2.7));
  return onPlate(
    join(
      0.6,
      paintMain(wish, 0x2f3a48, join(3, coat, wings)),
      paint(0xf7f7f2, join(2, belly, cheeks)),
      bill,
      feet,
      eyes,
    ),
  );
}

function ghost(wish: ShapeWish): Solid {
  const sheet = lathe(
    smoothLine([
      [38, 0],
      [35, 14],
      [32, 40],
      [31, 62],
      [25, 84],
      [13, 96],
      [0, 100],
    ]).concat([[0, 0]]),
  );
  const wavy = flute(9, 0.055, 0, sheet);
  const arms = mirrored(rod([24, -4, 58], [43, -12, 50], 9, 6));
  const eyes = mirrored(paint(BLACK, move(10.5, -26, 72, ellipsoid(5, 6, 7.5))));
  const mouth = paint(BLACK, move(0, -29, 55, ellipsoid(5.5, 5, 7)));
  return onPlate(join(0.5, paintMain(wish, 0xf3f4f8, join(5, wavy, arms)), eyes, mouth));
}
