import { around, flute, move, stretch, turn } from "./shape-moves";
import { lathe, type Outline, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, cone, cylinder, ellipsoid, rod } from "./shape-primitives";
import { join, onPlate, paint, type Solid, tint } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** What grows; the front is −y. About 100 units tall. */
export const plantNouns: ShapeNoun[] = [
  { names: ["mushroom", "toadstool"], build: mushroom },
  { names: ["tree", "oak"], build: tree },
  { names: ["pine", "pine tree", "fir", "fir tree", "christmas tree", "conifer"], build: pine },
  { names: ["cactus"], build: cactus },
  { names: ["pumpkin"], build: pumpkin },
  { names: ["apple"], build: apple },
];

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
    return move(
      radius * Math.cos(angle),
      radius * Math.sin(angle),
      [98, 92, 75.5][ring],
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
  const crown = join(3, ...puffs.map(([x, y, z, r]) => move(x, y, z, ball(r))));
  return onPlate(join(2, trunk, paintMain(wish, 0x4e9a51, crown)));
}

function pine(wish: ShapeWish): Solid {
  const trunk = paint(0x7a5230, move(0, 0, 0, cone(9, 7, 30, 1)));
  const tiers = [
    [14, 36, 40],
    [38, 29, 36],
    [60, 21, 38],
  ].map(([z, radius, height]) => move(0, 0, z, flute(9, 0.07, 0, cone(radius, 1.5, height, 2))));
  const star = paint(0xf5c518, move(0, 0, 97, ball(4)));
  return onPlate(join(0.8, trunk, paintMain(wish, 0x2f7d4f, join(1.5, ...tiers)), star));
}

function cactus(wish: ShapeWish): Solid {
  const pot = paint(0xc8693f, join(1, cone(18, 23, 26, 2), move(0, 0, 24, cylinder(26, 8, 2))));
  const ribbed = (inner: Solid): Solid => flute(10, 0.07, 0, inner);
  const stem = ribbed(rod([0, 0, 26], [0, 0, 86], 15, 13));
  const arms = join(
    3,
    rod([10, 0, 50], [27, 0, 52], 7),
    rod([27, 0, 52], [28, 0, 72], 7, 6.5),
    rod([-10, 0, 42], [-26, 0, 45], 6.5),
    rod([-26, 0, 45], [-27, 0, 60], 6.5, 6),
  );
  const blossom = move(
    0,
    0,
    98,
    join(1, ...[0, 1, 2, 3, 4].map((i) => turn("z", 72 * i, move(4, 0, 0, ellipsoid(5, 3.2, 2.6))))),
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
  const leaf = paint(0x5aa047, move(15, 0, 92, turn("y", -18, stretch(1, 0.55, 0.22, ball(13)))));
  return onPlate(move(0, 0, -4, join(1.2, paintMain(wish, 0xd13b3b, lathe(section)), stalk, leaf)));
}
