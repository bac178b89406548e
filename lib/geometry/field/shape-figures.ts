import { paintMain } from "./shape-basics";
import { extrude, lathe, smoothLine, type Outline } from "./shape-outline";
import { around, flute, mirrored, move, stretch, turn } from "./shape-moves";
import { ball, box, cone, cylinder, ellipsoid, rod, torus } from "./shape-primitives";
import { carve, join, onPlate, paint, tint, type Point, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Creatures, plants and chess pieces; the front is −y. About 100 units tall. */
export const figureNouns: ShapeNoun[] = [
  { names: ["snowman", "snow man"], build: snowman },
  { names: ["robot", "android", "bot"], build: robot },
  { names: ["duck", "rubber duck", "duckling"], build: duck },
  { names: ["bear", "teddy", "teddy bear"], build: bear },
  { names: ["cat", "kitten", "kitty"], build: cat },
  { names: ["penguin"], build: penguin },
  { names: ["ghost"], build: ghost },
  { names: ["mushroom", "toadstool"], build: mushroom },
  { names: ["tree", "oak"], build: tree },
  { names: ["pine", "pine tree", "fir", "fir tree", "christmas tree", "conifer"], build: pine },
  { names: ["cactus"], build: cactus },
  { names: ["pumpkin"], build: pumpkin },
  { names: ["apple"], build: apple },
  { names: ["chess pawn", "pawn", "game piece", "meeple"], turned: true, build: pawn },
  { names: ["chess rook", "rook"], turned: true, build: rook },
  { names: ["chess bishop", "bishop"], turned: true, build: bishop },
  { names: ["chess queen", "queen"], turned: true, build: queen },
  { names: ["chess king", "king"], turned: true, build: king },
];

const BLACK = 0x23262b;
const at = ([x, y, z]: Point, inner: Solid): Solid => move(x, y, z, inner);
const dot = (color: number, x: number, y: number, z: number, radius: number): Solid =>
  paint(color, at([x, y, z], ball(radius)));

function snowman(wish: ShapeWish): Solid {
  const snow = paintMain(
    wish,
    0xf4f7fa,
    join(4, at([0, 0, 24], ball(27)), at([0, 0, 57], ball(19)), at([0, 0, 82], ball(14))),
  );
  const nose = paint(0xf28c28, rod([0, -12, 82], [0, -25, 80.5], 3.2, 0.9));
  const hat = paint(
    BLACK,
    join(1, at([0, 0, 94], cylinder(15, 3.5, 1.5)), at([0, 0, 93], cone(10.5, 9.5, 18, 1.5))),
  );
  const scarf = paint(
    0xc8323c,
    join(
      2,
      at([0, 0, 71], stretch(1, 1, 0.8, torus(13, 4.2))),
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
  const body = main(at([0, 0, 44], box(42, 28, 36, 5)));
  const head = main(at([0, 0, 76], box(34, 27, 22, 5)));
  const limbs = mirrored(
    join(
      0.6,
      dark(at([11, 0, 18], cylinder(6, 24, 1))),
      main(at([11.5, -3, 5], box(17, 25, 11, 3.5))),
      dark(rod([20, 0, 55], [28, 0, 52], 4.5)),
      main(rod([29, 0, 52], [31, -2, 34], 6)),
      dark(at([31.2, -2.4, 27], ball(6.4))),
    ),
  );
  const face = join(
    0.4,
    mirrored(dot(0x59e0ff, 7.5, -12.5, 79, 4)),
    dark(at([0, -13.2, 70], box(15, 3, 3, 1))),
  );
  const chest = join(
    0.4,
    dark(at([0, -13.6, 48], box(24, 3, 15, 1.2))),
    dot(0xff6b5e, -6, -14.6, 50, 2.6),
    dot(0xffd166, 0, -14.6, 50, 2.6),
    dot(0x7ddf8a, 6, -14.6, 50, 2.6),
  );
  const aerial = join(0.5, dark(rod([0, 0, 84], [0, 0, 94], 1.9)), dot(0xff6b5e, 0, 0, 96.5, 3.6));
  const neck = dark(at([0, 0, 64], cylinder(9, 10, 1)));
  const ears = mirrored(dark(at([17.5, 0, 76], turn("y", 90, cylinder(5, 6, 1)))));
  return onPlate(join(0.6, body, head, limbs, face, chest, aerial, neck, ears));
}

function duck(wish: ShapeWish): Solid {
  const body = join(
    9,
    at([0, 5, 27], ellipsoid(31, 40, 27)),
    at([0, -20, 64], ball(22)),
    at([0, -12, 44], ball(17)),
    rod([0, 36, 36], [0, 52, 50], 11, 3),
  );
  const wings = mirrored(at([28, 8, 32], turn("x", -12, ellipsoid(7, 23, 14))));
  const bill = paint(
    0xf28c28,
    join(2, at([0, -43, 60], ellipsoid(10.5, 11, 3.6)), at([0, -41, 57], ellipsoid(8.5, 8, 3))),
  );
  const eyes = mirrored(dot(BLACK, 10, -37.2, 70, 3.2));
  return onPlate(at([0, 0, -3], join(0.8, paintMain(wish, 0xf9d648, join(3, body, wings)), bill, eyes)));
}

function bear(wish: ShapeWish): Solid {
  const fur = join(
    4,
    at([0, 0, 33], ellipsoid(25, 21, 29)),
    at([0, -1, 74], ellipsoid(23, 20.5, 20)),
    mirrored(at([17.5, 0, 90], ellipsoid(8.5, 5.5, 8.5))),
    mirrored(rod([19, -4, 48], [30, -16, 34], 8.5, 8)),
    mirrored(rod([13, -10, 13], [18, -28, 10], 11, 10)),
  );
  const light = join(
    1,
    at([0, -17.5, 70], ellipsoid(10, 9, 8)),
    at([0, -9, 34], ellipsoid(16, 14.5, 18)),
    mirrored(at([18.4, -36.4, 11], ellipsoid(7, 3, 7))),
    mirrored(at([17.5, -4.6, 90], ellipsoid(5, 2.6, 5))),
  );
  const face = join(
    0.3,
    mirrored(dot(BLACK, 8, -18.2, 79, 2.6)),
    paint(BLACK, at([0, -26, 72.5], ellipsoid(4, 2.6, 2.8))),
  );
  return onPlate(join(0.8, paintMain(wish, 0x9c6b3f, fur), paint(0xe3c196, light), face));
}

function cat(wish: ShapeWish): Solid {
  const ears = mirrored(at([11, 0, 88], turn("y", 14, stretch(1, 0.55, 1, cone(9, 1.5, 17, 1.5)))));
  const fur = join(
    5,
    at([0, 6, 28], ellipsoid(22, 22, 30)),
    at([0, -3, 48], ellipsoid(15, 14, 20)),
    at([0, -6, 76], ellipsoid(21, 17.5, 17.5)),
    mirrored(rod([8, -13, 36], [8, -16, 5], 6.5, 6)),
    mirrored(at([17, 4, 12], ellipsoid(11, 17, 13))),
  );
  const tail = join(
    2,
    rod([8, 26, 7], [28, 20, 6.5], 6, 5.5),
    rod([28, 20, 6.5], [34, 0, 6.5], 5.5, 5),
    rod([34, 0, 6.5], [29, -12, 6], 5, 4.5),
  );
  const paws = mirrored(at([8.2, -20, 4.5], ellipsoid(6.6, 8, 5.5)));
  const muzzle = mirrored(at([3.4, -22, 70.5], ellipsoid(5, 4.4, 4)));
  const face = join(
    0.3,
    mirrored(dot(BLACK, 8.2, -20.6, 78, 2.9)),
    paint(0xe58f8f, at([0, -25.6, 73], ellipsoid(2.6, 1.8, 1.8))),
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
    at([0, 0, 42], ellipsoid(27, 24, 42)),
    at([0, -2, 78], ball(20)),
    rod([0, 18, 14], [0, 28, 4], 8, 4),
  );
  const wings = mirrored(at([28, 0, 44], turn("y", -18, ellipsoid(5.5, 11, 26))));
  const belly = at([0, -12, 39], ellipsoid(20, 15.5, 33));
  const cheeks = mirrored(at([7.5, -12.5, 79], ellipsoid(8.5, 9.5, 10)));
  const bill = paint(0xf5a623, rod([0, -20, 75], [0, -30, 73], 4.4, 1.6));
  const feet = mirrored(paint(0xf5a623, at([11, -18, 3], ellipsoid(10, 14, 5))));
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
  const eyes = mirrored(paint(BLACK, at([10.5, -26, 72], ellipsoid(5, 6, 7.5))));
  const mouth = paint(BLACK, at([0, -29, 55], ellipsoid(5.5, 5, 7)));
  return onPlate(join(0.5, paintMain(wish, 0xf3f4f8, join(5, wavy, arms)), eyes, mouth));
}

function mushroom(wish: ShapeWish): Solid {
  const stem = paint(
    0xf3e9d7,
    lathe(
      smoothLine([
        [23, -1],
        [20, 8],
        [14, 24],
        [12.5, 44],
        [15, 60],
        [0, 62],
      ]).concat([[0, -1]]),
    ),
  );
  const cap = lathe(
    smoothLine([
      [0, 52],
      [20, 52],
      [41, 48],
      [47, 54],
      [43, 72],
      [27, 91],
      [0, 99],
    ]),
    0.5,
  );
  const spots = [
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 0.5],
    [2, 1.5],
    [2, 2.5],
    [2, 3.5],
    [2, 4.5],
  ].map(([ring, step]) => {
    const radius = [0, 24, 40][ring];
    const angle = (step * 2 * Math.PI) / 5 - 1.2;
    return at(
      [radius * Math.cos(angle), radius * Math.sin(angle), [98, 92, 75.5][ring]],
      ball([8, 6.5, 5.5][ring]),
    );
  });
  return onPlate(
    join(1, stem, tint(0xfaf6ef, join(0.1, ...spots), paintMain(wish, 0xd0342c, join(0.8, cap, ...spots)))),
  );
}

function tree(wish: ShapeWish): Solid {
  const trunk = paint(
    0x7a5230,
    join(
      4,
      rod([0, 0, -4], [0, 0, 50], 9.5, 6.5),
      around(5, rod([4, 0, 5], [16, 0, 0], 5, 3)),
      rod([0, 0, 36], [13, 4, 52], 4.5, 3.5),
      rod([0, 0, 34], [-13, -3, 50], 4.5, 3.5),
    ),
  );
  const puffs: [number, number, number, number][] = [
    [0, 0, 68, 24],
    [20, 5, 60, 17],
    [-20, -3, 61, 18],
    [4, -18, 59, 16],
    [-5, 18, 60, 17],
    [3, 2, 84, 16],
    [14, -11, 74, 14],
    [-13, 10, 76, 14],
  ];
  const crown = join(3, ...puffs.map(([x, y, z, r]) => at([x, y, z], ball(r))));
  return onPlate(join(2, trunk, paintMain(wish, 0x4e9a51, crown)));
}

function pine(wish: ShapeWish): Solid {
  const trunk = paint(0x7a5230, at([0, 0, 0], cone(9, 7, 30, 1)));
  const tiers = [
    [14, 36, 40],
    [38, 29, 36],
    [60, 21, 38],
  ].map(([z, radius, height]) => at([0, 0, z], flute(9, 0.07, 0, cone(radius, 1.5, height, 2))));
  const star = paint(0xf5c518, at([0, 0, 97], ball(4)));
  return onPlate(join(0.8, trunk, paintMain(wish, 0x2f7d4f, join(1.5, ...tiers)), star));
}

function cactus(wish: ShapeWish): Solid {
  const pot = paint(0xc8693f, join(1, cone(18, 23, 26, 2), at([0, 0, 24], cylinder(26, 8, 2))));
  const ribbed = (inner: Solid): Solid => flute(10, 0.07, 0, inner);
  const stem = ribbed(rod([0, 0, 26], [0, 0, 86], 15, 13));
  const arms = join(
    3,
    rod([10, 0, 50], [27, 0, 52], 7),
    rod([27, 0, 52], [28, 0, 72], 7, 6.5),
    rod([-10, 0, 42], [-26, 0, 45], 6.5),
    rod([-26, 0, 45], [-27, 0, 60], 6.5, 6),
  );
  const blossom = at(
    [0, 0, 98],
    join(1, ...[0, 1, 2, 3, 4].map((i) => turn("z", 72 * i, at([4, 0, 0], ellipsoid(5, 3.2, 2.6))))),
  );
  return onPlate(join(0.8, pot, paintMain(wish, 0x4f9d69, join(3, stem, arms)), paint(0xf06292, blossom)));
}

function pumpkin(wish: ShapeWish): Solid {
  const section: Outline = smoothLine([
    [0, 6],
    [10, 1],
    [30, 3],
    [46, 22],
    [46, 46],
    [30, 66],
    [11, 69],
    [0, 62],
  ]);
  const body = flute(10, 0.06, 0, lathe(section));
  const stalk = paint(
    0x6b8e3d,
    join(1, rod([0, 0, 58], [0, 0, 74], 7, 4.5), rod([0, 0, 74], [7, 0, 84], 4.5, 4)),
  );
  return onPlate(move(0, 0, -2, join(1.5, paintMain(wish, 0xe8772e, body), stalk)));
}

function apple(wish: ShapeWish): Solid {
  const section: Outline = smoothLine([
    [0, 9],
    [9, 3],
    [24, 5],
    [40, 28],
    [45, 55],
    [36, 78],
    [20, 84],
    [8, 79],
    [0, 72],
  ]);
  const stalk = paint(0x6b4a2b, rod([0, 0, 68], [5, 0, 95], 2.4, 3));
  const leaf = paint(0x5aa047, at([15, 0, 92], turn("y", -18, stretch(1, 0.55, 0.22, ball(13)))));
  return onPlate(move(0, 0, -4, join(1.2, paintMain(wish, 0xd13b3b, lathe(section)), stalk, leaf)));
}

const IVORY = 0xe8dcc3;
const chessBase: [number, number][] = [
  [29, 0],
  [30, 4],
  [27, 9],
  [22, 12],
  [22, 15],
  [14, 22],
];
/** A chess piece: the common base, then its own outline up to the axis. */
const turnedPiece = (upper: Outline): Solid =>
  onPlate(lathe(smoothLine([...chessBase, ...upper], 8).concat([[0, 0]]), 0.8));

function pawn(wish: ShapeWish): Solid {
  return paintMain(
    wish,
    IVORY,
    join(
      2,
      turnedPiece([
        [9.5, 40],
        [9, 54],
        [17, 58],
        [17, 61],
        [9, 64],
        [0, 66],
      ]),
      at([0, 0, 79], ball(18)),
    ),
  );
}

function rook(wish: ShapeWish): Solid {
  const body = turnedPiece([
    [13, 40],
    [13, 58],
    [15, 66],
    [21, 70],
    [22, 74],
    [22, 97],
    [0, 98],
  ]);
  const well = at([0, 0, 100], cylinder(14.5, 28, 1));
  const slots = at([0, 0, 97], around(6, at([20, 0, 0], box(24, 8, 22, 0.5))));
  return paintMain(wish, IVORY, carve(0.8, body, well, slots));
}

function bishop(wish: ShapeWish): Solid {
  const body = turnedPiece([
    [9.5, 40],
    [9, 56],
    [16, 60],
    [16, 63],
    [10, 66],
    [15, 76],
    [13, 86],
    [5, 97],
    [0, 98],
  ]);
  const slit = at([9, 0, 87], turn("y", 32, box(4, 40, 26, 0.5)));
  return paintMain(wish, IVORY, join(1, carve(0.8, body, slit), at([0, 0, 99], ball(4.5))));
}

const royal: Outline = [
  [10, 40],
  [9.5, 62],
  [17, 66],
  [17, 69],
  [11, 72],
];

function queen(wish: ShapeWish): Solid {
  const body = turnedPiece([...royal, [14, 82], [20, 94], [17, 95], [0, 93]]);
  const crown = around(8, at([17.5, 0, 94], ball(4)));
  return paintMain(wish, IVORY, join(1.2, body, crown, at([0, 0, 95], ball(7))));
}

function king(wish: ShapeWish): Solid {
  const body = turnedPiece([...royal, [14, 80], [18, 92], [12, 95], [0, 96]]);
  const cross = turn(
    "x",
    90,
    move(
      0,
      0,
      -3,
      extrude(
        [
          [-2.6, 93],
          [2.6, 93],
          [2.6, 100],
          [8, 100],
          [8, 105.5],
          [2.6, 105.5],
          [2.6, 112],
          [-2.6, 112],
          [-2.6, 105.5],
          [-8, 105.5],
          [-8, 100],
          [-2.6, 100],
        ],
        6,
        1,
      ),
    ),
  );
  return paintMain(wish, IVORY, join(1, body, cross));
}
