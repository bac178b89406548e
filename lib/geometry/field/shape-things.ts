import { paintMain } from "./shape-basics";
import { bentSheet, extrude, lathe, smoothLine, turnedWall, type Outline } from "./shape-outline";
import { around, mirrored, move, stretch, turn } from "./shape-moves";
import { ball, box, coil, cone, cylinder, ellipsoid, prism, rod, torus } from "./shape-primitives";
import { carve, common, join, onPlate, paint, solid, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Machine parts, household things, vehicles and the sky; the front is −y. About 100 units along the longest side. */
export const thingNouns: ShapeNoun[] = [
  { names: ["gear", "cog", "cogwheel", "sprocket"], counts: ["tooth", "teeth"], build: gear },
  { names: ["nut", "hex nut", "hexnut"], build: nut },
  { names: ["bolt", "screw"], build: bolt },
  {
    names: ["washer", "spacer"],
    turned: true,
    build: (w) =>
      paintMain(w, 0x9aa3ad, carve(0.8, move(0, 0, 6, cylinder(50, 12 * w.wall, 1.2)), cylinder(26, 60))),
  },
  { names: ["spring", "coil", "helix"], counts: ["turn", "coil", "winding"], build: spring },
  { names: ["wheel", "tire", "tyre"], counts: ["spoke"], build: wheel },
  { names: ["die", "dice"], build: die },
  { names: ["hook", "wall hook", "coat hook"], build: hook },
  { names: ["bracket", "shelf bracket"], build: bracket },
  { names: ["phone stand", "phone holder", "tablet stand", "phone dock"], build: phoneStand },
  { names: ["bookend", "book end"], build: bookend },
  {
    names: ["knob", "drawer knob"],
    turned: true,
    build: (w) =>
      paintMain(
        w,
        0xb08968,
        onPlate(
          lathe(
            smoothLine([
              [24, 0],
              [23, 6],
              [13, 16],
              [12, 28],
              [24, 42],
              [38, 54],
              [38, 68],
              [22, 78],
              [0, 80],
            ]).concat([[0, 0]]),
            0.6,
          ),
        ),
      ),
  },
  { names: ["trophy", "award", "prize"], build: trophy },
  { names: ["bell"], turned: true, build: bell },
  { names: ["crown", "tiara"], counts: ["point", "spike"], build: crown },
  { names: ["key"], build: key },
  { names: ["hammer"], build: hammer },
  { names: ["sword", "dagger"], build: sword },
  { names: ["rocket", "rocket ship", "rocketship", "spaceship", "space ship"], build: rocket },
  { names: ["car", "automobile"], build: car },
  { names: ["boat", "ship", "sailboat", "sailing boat"], build: boat },
  { names: ["planet", "saturn"], build: planet },
  { names: ["moon"], build: moon },
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

const STEEL = 0x9aa3ad;
const at = (x: number, y: number, z: number, inner: Solid): Solid => move(x, y, z, inner);

/** Involute-like flanks drawn as trapezoids; tooth height follows the module, 2.25 × diameter ÷ (teeth + 2). */
function gear(wish: ShapeWish): Solid {
  const teeth = Math.min(Math.max(wish.count ?? 14, 6), 60);
  // The module of gear makers.
  const pitch = 100 / (teeth + 2);
  const root = 50 - 2.25 * pitch;
  const height = 20 * wish.wall;
  const half = (pitch * Math.PI) / 4;
  const tooth: Outline = [
    [root - pitch, -half * 1.5],
    [root, -half * 1.45],
    [50 - pitch, -half * 0.95],
    [50, -half * 0.48],
    [50, half * 0.48],
    [50 - pitch, half * 0.95],
    [root, half * 1.45],
    [root - pitch, half * 1.5],
  ];
  const ring = join(
    pitch * 0.25,
    at(0, 0, height / 2, cylinder(root, height, 0.8)),
    around(teeth, extrude(tooth, height, Math.min(0.8, pitch * 0.1))),
  );
  const web =
    root > 26
      ? [at(0, 0, height * 1.2, carve(1, cylinder(root * 0.84, height), cylinder(root * 0.42, height * 2)))]
      : [];
  const holes =
    root > 26
      ? [
          around(
            Math.min(6, Math.max(3, Math.round(teeth / 3))),
            at(root * 0.63, 0, 0, cylinder(root * 0.13, 200)),
          ),
        ]
      : [];
  return paintMain(wish, 0xb0884a, onPlate(carve(0.8, ring, ...web, ...holes, cylinder(root * 0.2, 200))));
}

/** Hexagon with the corners turned off at 30°, as real nuts and bolt heads have. */
const hexagonHead = (radius: number, height: number, z: number): Solid =>
  common(
    0.5,
    at(0, 0, z + height / 2, prism(6, radius, height, 0.8)),
    at(0, 0, z + height / 2, doubleCone(radius * 0.9 + height * 0.87, height)),
  );

const doubleCone = (radius: number, height: number): Solid =>
  solid(
    { min: [-radius, -radius, -height], max: [radius, radius, height] },
    (x, y, z) => (Math.sqrt(x * x + y * y) - radius) * 0.5 + Math.abs(z) * 0.866,
  );

/** A screw thread: the radius follows a rounded saw-tooth of height and angle. */
function thread(radius: number, depth: number, pitch: number, height: number): Solid {
  return solid({ min: [-radius, -radius, 0], max: [radius, radius, height] }, (x, y, z) => {
    const phase = z / pitch - Math.atan2(y, x) / (2 * Math.PI);
    const saw = Math.abs(phase - Math.floor(phase) - 0.5) * 2;
    const side = (Math.sqrt(x * x + y * y) - radius + depth * saw) * 0.65;
    const tip = (Math.sqrt(x * x + y * y) - radius + depth + (z - height) * 0.8) * 0.75;
    return Math.max(side, Math.abs(z - height / 2) - height / 2, tip - depth);
  });
}

function nut(wish: ShapeWish): Solid {
  const height = 40 * wish.wall;
  const bore = at(0, 0, -10, thread(28, 4, 8, height + 20));
  const lips = [cone(36, 20, 14), at(0, 0, height, turn("x", 180, cone(36, 20, 14)))].map((lip, i) =>
    at(0, 0, i === 0 ? -5 : 5, lip),
  );
  return paintMain(wish, STEEL, onPlate(carve(0.3, hexagonHead(50, height, 0), bore, ...lips)));
}

/** Standing on its head, the way it prints. */
function bolt(wish: ShapeWish): Solid {
  return paintMain(
    wish,
    STEEL,
    onPlate(
      join(
        0.6,
        hexagonHead(30, 18, 0),
        at(0, 0, 16, cone(17, 15, 5, 0)),
        at(0, 0, 14, thread(16, 2.6, 6.5, 84)),
      ),
    ),
  );
}

function spring(wish: ShapeWish): Solid {
  const turns = Math.min(Math.max(wish.count ?? 5, 2), 12);
  const pitch = 88 / turns;
  const wire = Math.min(5.5, pitch * 0.3) * wish.wall;
  const ends = [at(0, 0, wire * 0.8, torus(30, wire)), at(0, 0, 88 - wire * 0.8, torus(30, wire))];
  return paintMain(wish, 0x7f8c99, onPlate(join(1, coil(30, wire, pitch, 88), ...ends)));
}

function wheel(wish: ShapeWish): Solid {
  const spokes = Math.min(Math.max(wish.count ?? 6, 3), 16);
  const tread = Array.from({ length: 36 }, (_, i) => i);
  const tire = paint(0x2f3338, at(0, 0, 15, carve(1, cylinder(50, 30, 5), cylinder(35, 80))));
  const grooves = around(tread.length, at(50, 0, 15, box(4, 2.6, 40, 0.6)));
  const rim = at(0, 0, 15, carve(1, cylinder(36.5, 24, 2), cylinder(31, 80)));
  const star = at(
    0,
    0,
    13,
    join(3, around(spokes, rod([0, 0, 0], [33, 0, 0], 4.4, 3.6)), cylinder(10, 22, 2)),
  );
  return onPlate(
    carve(
      0.8,
      join(0.6, carve(0.5, tire, grooves), paintMain(wish, 0xc3cad1, join(2, rim, star))),
      cylinder(4.5, 200),
    ),
  );
}

function die(wish: ShapeWish): Solid {
  const body = common(2, box(100, 100, 100, 9 * wish.round), ball(74));
  const pip = (x: number, y: number, z: number): Solid => at(x * 54, y * 54, z * 54, ball(11.5));
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
      distance: (x: number, y: number, z: number) => one.distance(x, y, z) - 0.6,
    })),
  );
  const cube = carve(1.2, paintMain(wish, 0xf5f1e8, body), ...pips);
  return onPlate(
    move(0, 0, 50, {
      ...cube,
      color: (x, y, z) => (near.distance(x, y, z) < 0 ? dark : cube.color(x, y, z)),
    }),
  );
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
  const plate = turn("x", -90, at(-26, 0, 8, box(8, 26, 96, 2.5)));
  const hole = (y: number): Solid =>
    move(-26, -y, 0, turn("y", 90, join(0, cylinder(3.4, 60), at(0, 0, 4, cone(3, 7, 5)))));
  const body = join(2, bow, plate);
  return paintMain(wish, 0x3d405b, onPlate(move(0, 0, 13, carve(0.4, body, hole(44), hole(-28)))));
}

/** An L with a brace, lying on its side. */
function bracket(wish: ShapeWish): Solid {
  const t = 8 * wish.wall;
  const outline: Outline = [
    [0, 0],
    [90, 0],
    [90, t],
    [t + 44, t],
    [t, t + 44],
    [t, 90],
    [0, 90],
  ];
  const inner: Outline = [
    [t + 4, t + 4],
    [t + 28, t + 4],
    [t + 4, t + 28],
  ];
  const holes = [turn("y", 90, cylinder(4, 80)), turn("x", 90, cylinder(4, 80))].flatMap((drill, i) =>
    [66, 80].slice(0, 1).map((far) => at(i === 0 ? 0 : far, i === 0 ? far : 0, 16, drill)),
  );
  return paintMain(
    wish,
    0x7f8c99,
    onPlate(
      carve(0.8, extrude(outline, 32, 1.5 * wish.round), move(0, 0, -5, extrude(inner, 80, 0)), ...holes),
    ),
  );
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
  const base = at(0, 0, t / 2, box(80, 70, t, 1.5));
  const wall = at(-40 + t / 2, 0, 50, box(t, 70, 100, 1.5));
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
    join(0.5, at(0, 0, 5, box(46, 46, 10, 1.5)), at(0, 0, 13, box(38, 38, 8, 1.2))),
  );
  const plaque = gold(at(0, -23, 5, box(24, 2.4, 6, 0.6)));
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
  const clapper = join(1, rod([0, 0, 78], [0, 0, 14], 3, 3.6), at(0, 0, 9, ball(10)));
  const ring = at(0, 0, 86, turn("x", 90, torus(9, 3.6)));
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
    near: undefined,
  };
  const pearls = around(points, at(48, 0, 65, ball(4.2)));
  const gems = turn("z", 180 / points, around(points, at(45, 0, 17, ball(4.6))));
  return onPlate(join(0.8, paintMain(wish, 0xe0b020, join(1, band, spikes, pearls)), paint(0xc2263e, gems)));
}

function key(wish: ShapeWish): Solid {
  const height = 9 * wish.wall;
  const flat = (outline: Outline): Solid => extrude(outline, height, 1.2);
  const bow = at(-34, 0, height / 2, carve(1.5, cylinder(19, height, 1.5), cylinder(10.5, 60)));
  const stem = at(14, 0, height / 2, box(76, 8, height, 1.5));
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
  const collar = at(-11, 0, height / 2, box(5, 13, height, 1.5));
  return paintMain(wish, 0xc59b3a, onPlate(join(1.2, bow, stem, bit, collar)));
}

function hammer(wish: ShapeWish): Solid {
  const shaft = paint(0xb07b4a, join(2, rod([-40, 0, 7], [30, 0, 7], 6.4, 5.2)));
  const head = paintMain(
    wish,
    0x6f7a85,
    join(
      2,
      at(34, 0, 8, box(17, 34, 17, 2.5)),
      at(34, -22, 8, turn("x", 90, cylinder(9.5, 16, 2))),
      turn("x", 90, at(34, 8, -36, stretch(1, 0.5, 1, cone(4, 9, 22, 1.5)))),
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
  const guard = paint(0xb68d40, at(-21, 0, 3.6, box(6.5, 38, 8.5, 2.6)));
  const grip = paint(0x5a3a28, rod([-42, 0, 3.6], [-22, 0, 3.6], 4));
  const pommel = paint(0xb68d40, at(-45, 0, 3.6, ball(5.8)));
  return onPlate(join(0.6, blade, guard, grip, pommel));
}

function rocket(wish: ShapeWish): Solid {
  const body = paint(
    0xf1f2f4,
    lathe(
      smoothLine([
        [13, 10],
        [18, 22],
        [20, 44],
        [17, 70],
        [8, 90],
        [0, 99],
      ]).concat([[0, 10]]),
      0.4,
    ),
  );
  const nose = paintMain(
    wish,
    0xd8383a,
    lathe(
      smoothLine([
        [16.8, 72],
        [8.4, 90.5],
        [0, 100],
      ]).concat([[0, 72]]),
      0.7,
    ),
  );
  const fin = turn(
    "x",
    90,
    move(
      0,
      0,
      -2.2,
      extrude(
        smoothLine(
          [
            [14, 34],
            [26, 22],
            [34, 0],
            [27, 3],
            [16, 10],
          ],
          5,
        ).concat([
          [8, 12],
          [8, 34],
        ]),
        4.4,
        1.4,
      ),
    ),
  );
  const fins = paintMain(wish, 0xd8383a, turn("z", 45, around(4, fin)));
  const nozzle = paint(0x555c66, cone(13, 9, 14, 1));
  const porthole = (z: number, radius: number): Solid =>
    join(
      0.1,
      paint(0x8a949e, at(0, -19, z, turn("x", 90, torus(radius, 1.7)))),
      paint(0x6cc5e8, at(0, -17.5, z, ball(radius * 0.95))),
    );
  const band = paint(0x8a949e, at(0, 0, 30, torus(18.9, 1.2)));
  return onPlate(join(0.8, body, nose, fins, nozzle, porthole(60, 6.2), porthole(43, 4.2), band));
}

function car(wish: ShapeWish): Solid {
  const lower = at(0, 0, 20, box(100, 44, 20, 8));
  const cabin = turn(
    "x",
    90,
    move(
      0,
      0,
      -19,
      extrude(
        smoothLine(
          [
            [-34, 26],
            [-24, 44],
            [-8, 48],
            [10, 47],
            [26, 27],
          ],
          6,
        ).concat([
          [26, 22],
          [-34, 22],
        ]),
        38,
        4,
      ),
    ),
  );
  const wells = mirrored(join(0, ...[-1, 1].map((y) => at(30, y * 24, 11, turn("x", 90, cylinder(13, 14))))));
  const shell = carve(1.5, paintMain(wish, 0x2f74c0, join(4, lower, cabin)), wells);
  const glass = paint(
    0x2b3640,
    turn(
      "x",
      90,
      move(
        0,
        0,
        -19.6,
        extrude(
          [
            [-27, 29],
            [-20.5, 41],
            [-8, 44],
            [-5, 44],
            [-5, 29],
          ],
          39.2,
          0.8,
        ),
      ),
    ),
  );
  const glassFront = paint(
    0x2b3640,
    turn(
      "x",
      90,
      move(
        0,
        0,
        -19.6,
        extrude(
          [
            [-1, 29],
            [-1, 44],
            [8, 43.4],
            [19.5, 29],
          ],
          39.2,
          0.8,
        ),
      ),
    ),
  );
  const wheels = mirrored(
    join(
      0,
      ...[-1, 1].map((y) =>
        join(
          0.1,
          paint(0x26292e, at(30, y * 18.5, 11, turn("x", 90, cylinder(11, 10, 2)))),
          paint(0xc7ced6, at(30, y * 20, 11, turn("x", 90, cylinder(5.5, 10, 1)))),
        ),
      ),
    ),
  );
  const axles = paint(0x26292e, mirrored(at(30, 0, 11, turn("x", 90, cylinder(5, 40)))));
  const lights = join(
    0,
    ...[-1, 1].flatMap((y) => [
      paint(0xfff3c4, at(48.5, y * 14, 23, ellipsoid(3, 4.6, 3.4))),
      paint(0xc62828, at(-48.5, y * 14, 23, ellipsoid(3, 4.6, 3))),
    ]),
  );
  return onPlate(join(0.5, shell, glass, glassFront, wheels, axles, lights));
}

function boat(wish: ShapeWish): Solid {
  const outline = smoothLine(
    [
      [-46, -14],
      [-10, -20],
      [24, -15],
      [50, 0],
      [24, 15],
      [-10, 20],
      [-46, 14],
    ],
    8,
  );
  const flat = extrude(outline, 400, 0);
  const hull = solid({ min: [-48, -22, 0], max: [52, 22, 24] }, (x, y, z) => {
    const lean = 0.62 + 0.38 * Math.sqrt(Math.min(Math.max(z + 1, 0) / 25, 1));
    return Math.max(flat.distance(x / lean, y / lean, 200) * 0.6, z - 24, -z);
  });
  const hollow = solid(hull.bounds, (x, y, z) =>
    Math.max(hull.distance(x, y, Math.min(z, 20)) + 2.2, 15 - z),
  );
  const mast = paint(0x8b5e3c, rod([4, 0, 10], [4, 0, 98], 2.6, 2));
  const sail = (points: Outline): Solid =>
    paint(0xf7f3e8, turn("x", 90, move(0, 0, -1.7, extrude(points, 3.4, 1))));
  const main = sail(
    smoothLine(
      [
        [2.5, 94],
        [-12, 70],
        [-26, 48],
        [-36, 33],
      ],
      5,
    ).concat([[2.5, 31]]),
  );
  const jib = sail([
    [5.5, 90],
    [5.5, 34],
    [38, 27],
    [41, 25],
  ]);
  const boom = paint(0x8b5e3c, rod([4, 0, 32], [-36, 0, 33], 1.9));
  const stay = paint(0x8b5e3c, rod([40, 0, 22], [5, 0, 92], 1.5));
  return onPlate(join(0.6, carve(0.6, paintMain(wish, 0x2b6c99, hull), hollow), mast, main, jib, boom, stay));
}

function planet(wish: ShapeWish): Solid {
  const globe = at(0, 0, 36, ball(32));
  const bands = at(
    0,
    0,
    36,
    turn(
      "y",
      14,
      common(
        0.1,
        ball(32.3),
        join(0, at(0, 0, 12, cylinder(40, 5)), at(0, 0, -9, cylinder(40, 7)), at(0, 0, 24, cylinder(40, 3))),
      ),
    ),
  );
  const disc = (out: number, into: number, thick: number): Solid =>
    at(0, 0, 36, turn("y", 14, carve(0.4, cylinder(out, thick, thick * 0.45), cylinder(into, 20))));
  const ring = join(0.3, paint(0xd8c49a, disc(54, 29, 4.4)), paint(0xb59a6a, disc(46, 29, 5.6)));
  const foot = paint(
    0x6b7280,
    lathe(
      smoothLine([
        [20, 0],
        [19, 3],
        [8, 6],
        [7, 9],
        [0, 9],
      ]).concat([[0, 0]]),
      0.4,
    ),
  );
  return onPlate(join(0.8, paintMain(wish, 0xe0a458, globe), paint(0xc98b45, bands), ring, foot));
}

function moon(wish: ShapeWish): Solid {
  const craters = Array.from({ length: 22 }, (_, i) => {
    const height = 1 - (2 * (i + 0.5)) / 22;
    const angle = i * 2.39996;
    const radius = Math.sqrt(1 - height * height);
    const size = 5 + 9 * Math.abs(Math.sin(i * 7.3)) ** 2;
    const far = 50 + size * 0.62;
    return at(far * radius * Math.cos(angle), far * radius * Math.sin(angle), far * height, ball(size));
  });
  return paintMain(wish, 0xc9c7bf, onPlate(move(0, 0, 48.5, carve(2.5, ball(50), ...craters))));
}
