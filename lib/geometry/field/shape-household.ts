import { around, mirrored, move, stretch, turn } from "./shape-moves";
import { bentSheet, extrude, lathe, type Outline, smoothLine, turnedWall } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, box, cone, cylinder, ellipsoid, rod, torus } from "./shape-primitives";
import { carve, common, join, onPlate, paint, tint, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Things of use and of honour; the front is −y. About 100 units along the longest side. */
export const householdNouns: ShapeNoun[] = [
  { names: ["die", "dice"], build: die },
  { names: ["hook", "wall hook", "coat hook"], build: hook },
  { names: ["phone stand", "phone holder", "tablet stand", "phone dock", "stand"], build: phoneStand },
  { names: ["bookend", "book end"], build: bookend },
  { names: ["trophy", "award", "prize"], build: trophy },
  { names: ["bell"], turned: true, sunk: 0.02, build: bell },
  { names: ["crown", "tiara"], sunk: 0.015, counts: ["point", "spike"], countRange: [4, 16], build: crown },
  { names: ["key"], build: key },
  { names: ["hammer"], build: hammer },
  { names: ["sword", "dagger"], build: sword },
  {
    names: ["spinning top"],
    turned: true,
    build: (w) =>
      paintMain(
        w,
        0xd9534f,
        onPlate(
          lathe(
            smoothLine([
              [0, -1],
              [3, 2],
              [34, 34],
              [40, 46],
              [32, 56],
              [10, 62],
              [5, 70],
              [5, 92],
              [0, 96],
            ]),
          ),
        ),
      ),
  },
];

function die(wish: ShapeWish): Solid {
  const body = common(2, box(100, 100, 100, 9 * wish.round), ball(74));
  const pip = (x: number, y: number, z: number): Solid => move(x * 54, y * 54, z * 54, ball(11.5));
  const s = 0.5;
  // Opposite sides add up to seven.
  const pips = [
    pip(0, 0, 1),
    pip(-s, -s, -1),
    pip(s, -s, -1),
    pip(-s, 0, -1),
    pip(s, 0, -1),
    pip(-s, s, -1),
    pip(s, s, -1),
    pip(-s, -1, -s),
    pip(s, -1, s),
    pip(-s, 1, -s),
    pip(s, 1, -s),
    pip(0, 1, 0),
    pip(-s, 1, s),
    pip(s, 1, s),
    pip(1, -s, -s),
    pip(1, 0, 0),
    pip(1, s, s),
    pip(-1, -s, -s),
    pip(-1, s, -s),
    pip(-1, -s, s),
    pip(-1, s, s),
  ];
  const dark = 0x2b2d33;
  const near = join(
    0,
    ...pips.map((one) => ({
      ...one,
      distances: undefined,
      distance: (x: number, y: number, z: number) => one.distance(x, y, z) - 0.6,
    })),
  );
  const cube = carve(1.2, paintMain(wish, 0xf5f1e8, body), ...pips);
  return onPlate(move(0, 0, 50, tint(dark, near, cube)));
}

/** Lying on its side: the strongest way to print a hook. */
function hook(wish: ShapeWish): Solid {
  const line = smoothLine(
    [
      [-22, 50],
      [-22, 10],
      [-22, -18],
      [-14, -38],
      [4, -46],
      [22, -38],
      [29, -20],
      [27, -8],
    ],
    8,
  );
  const bow = turn("x", -90, bentSheet(line, 10 * wish.wall, 26, 3 * wish.round));
  const plate = turn("x", -90, move(-26, 0, 8, box(8, 26, 96, 2.5)));
  const hole = (y: number): Solid =>
    move(-26, -y, 0, turn("y", 90, join(0, cylinder(3.4, 60), move(0, 0, 4, cone(3, 7, 5)))));
  const body = join(2, bow, plate);
  return paintMain(wish, 0x3d405b, onPlate(move(0, 0, 13, carve(0.4, body, hole(44), hole(-28)))));
}

/** A bent sheet seen from the side; leans back 20° and has a slot for the cable. */
function phoneStand(wish: ShapeWish): Solid {
  const shelf = smoothLine(
    [
      [-44, 32],
      [-43, 21],
      [-36, 17],
      [-16, 17],
    ],
    6,
  );
  const prop = smoothLine(
    [
      [6, 64],
      [30, 36],
      [44, 4],
    ],
    6,
  );
  const sheet = (line: Outline, width: number): Solid => bentSheet(line, 6.5 * wish.wall, width, 1.6);
  const foot = sheet(
    [
      [-30, 3],
      [46, 3],
    ],
    64,
  );
  const body = join(
    3,
    sheet(shelf, 64),
    sheet(
      [
        [-20, 6],
        [20, 96],
      ],
      64,
    ),
    foot,
    sheet(prop, 40),
  );
  const cable = move(-36, 0, 22, box(28, 15, 28, 4));
  return paintMain(wish, 0x4a6fa5, turn("z", 90, onPlate(carve(1.5, body, cable))));
}

function bookend(wish: ShapeWish): Solid {
  const t = 7 * wish.wall;
  const base = move(0, 0, t / 2, box(80, 70, t, 1.5));
  const wall = move(-40 + t / 2, 0, 50, box(t, 70, 100, 1.5));
  const brace = turn(
    "x",
    90,
    move(
      0,
      0,
      -t / 2,
      extrude(
        [
          [-38, 2],
          [26, 2],
          [-38, 82],
        ],
        t,
        1,
      ),
    ),
  );
  const window = turn(
    "x",
    90,
    move(
      0,
      0,
      -20,
      extrude(
        [
          [-28, 12],
          [2, 12],
          [-28, 50],
        ],
        40,
        0,
      ),
    ),
  );
  return paintMain(wish, 0x7a6c5d, onPlate(join(3, base, wall, carve(1.5, brace, window))));
}

function trophy(wish: ShapeWish): Solid {
  const gold = (inner: Solid): Solid => paintMain(wish, 0xd9a520, inner);
  const plinth = paint(
    0x4a3527,
    join(0.5, move(0, 0, 5, box(46, 46, 10, 1.5)), move(0, 0, 13, box(38, 38, 8, 1.2))),
  );
  const plaque = gold(move(0, -23, 5, box(24, 2.4, 6, 0.6)));
  const stem = lathe(
    smoothLine([
      [17, 15],
      [15, 19],
      [5, 25],
      [4, 33],
      [8, 38],
      [5, 43],
      [9, 48],
      [0, 50],
    ]).concat([[0, 15]]),
    0.6,
  );
  const cup = turnedWall(
    [
      [0, 47],
      ...smoothLine(
        [
          [6, 47.5],
          [18, 53],
          [25, 66],
          [27, 84],
          [30, 98],
        ],
        8,
      ),
    ],
    4 * wish.wall,
  );
  const loop = smoothLine(
    [
      [25.5, 90],
      [38, 92],
      [43, 82],
      [36, 68],
      [21, 59],
    ],
    5,
  );
  const handles = mirrored(
    join(1, ...loop.slice(1).map(([x, z], i) => rod([loop[i][0], 0, loop[i][1]], [x, 0, z], 2.9))),
  );
  const hollow = move(0, 0, 80, ellipsoid(24, 24, 28));
  return onPlate(join(0.8, plinth, plaque, gold(join(2, stem, cup, carve(0.5, handles, hollow)))));
}

function bell(wish: ShapeWish): Solid {
  const body = turnedWall(
    smoothLine([
      [44, 4],
      [40, 14],
      [30, 34],
      [26, 56],
      [20, 70],
      [8, 76],
      [0, 77],
    ]),
    6 * wish.wall,
  );
  const clapper = join(1, rod([0, 0, 78], [0, 0, 14], 3, 3.6), move(0, 0, 16, ball(10)));
  const ring = move(0, 0, 86, turn("x", 90, torus(9, 3.6)));
  return onPlate(paintMain(wish, 0xcfa23a, join(1.5, body, clapper, ring)));
}

function crown(wish: ShapeWish): Solid {
  const points = Math.min(Math.max(wish.count ?? 7, 4), 16);
  const band = turnedWall(
    [
      [42, 4],
      [42, 30],
    ],
    7 * wish.wall,
  );
  const flare = turnedWall(
    [
      [42, 26],
      [48, 66],
    ],
    5 * wish.wall,
  );
  const sector = (2 * Math.PI) / points;
  const spikes: Solid = {
    ...flare,
    distance(x, y, z) {
      const angle = Math.atan2(y, x);
      const share = Math.abs(angle / sector - Math.round(angle / sector)) * 2;
      return Math.max(flare.distance(x, y, z), (z - 66 + 36 * share) * 0.55);
    },
    distances: undefined,
    near: undefined,
  };
  const pearls = around(points, move(48, 0, 65, ball(4.2)));
  const gems = turn("z", 180 / points, around(points, move(45, 0, 17, ball(4.6))));
  return onPlate(join(0.8, paintMain(wish, 0xe0b020, join(1, band, spikes, pearls)), paint(0xc2263e, gems)));
}

function key(wish: ShapeWish): Solid {
  const height = 9 * wish.wall;
  const flat = (outline: Outline): Solid => extrude(outline, height, 1.2);
  const bow = move(-34, 0, height / 2, carve(1.5, cylinder(19, height, 1.5), cylinder(10.5, 60)));
  const stem = move(14, 0, height / 2, box(76, 8, height, 1.5));
  const bit = flat([
    [30, -2],
    [50, -2],
    [50, -20],
    [44, -20],
    [44, -14],
    [39, -14],
    [39, -22],
    [30, -22],
  ]);
  const collar = move(-11, 0, height / 2, box(5, 13, height, 1.5));
  return paintMain(wish, 0xc59b3a, onPlate(join(1.2, bow, stem, bit, collar)));
}

function hammer(wish: ShapeWish): Solid {
  const shaft = paint(0xb07b4a, join(2, rod([-40, 0, 7], [30, 0, 7], 6.4, 5.2)));
  const head = paintMain(
    wish,
    0x6f7a85,
    join(
      2,
      move(34, 0, 8, box(17, 34, 17, 2.5)),
      move(34, -22, 8, turn("x", 90, cylinder(9.5, 16, 2))),
      turn("x", 90, move(34, 8, -36, stretch(1, 0.5, 1, cone(4, 9, 22, 1.5)))),
    ),
  );
  return onPlate(join(0.6, shaft, head));
}

function sword(wish: ShapeWish): Solid {
  const blade = paintMain(
    wish,
    0xc7d0d8,
    stretch(
      1,
      1,
      0.42,
      extrude(
        [
          [-20, -5.5],
          [58, -5],
          [70, 0],
          [58, 5],
          [-20, 5.5],
        ],
        14,
        5,
      ),
    ),
  );
  const guard = paint(0xb68d40, move(-21, 0, 3.6, box(6.5, 38, 8.5, 2.6)));
  const grip = paint(0x5a3a28, rod([-42, 0, 3.6], [-22, 0, 3.6], 4));
  const pommel = paint(0xb68d40, move(-45, 0, 3.6, ball(5.8)));
  return onPlate(join(0.6, blade, guard, grip, pommel));
}
