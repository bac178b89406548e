import { around, mirrored, move, turn } from "./shape-moves";
import { bentSheet, lathe, type Outline, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { manySided, pot, vessel } from "./shape-pot";
import { carve, join, onPlate, paint, type Solid, solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";
import * as primitive from "./shape-primitives";

/** Vessels, each drawn as one line from the middle of the floor to the rim. */
export const vesselNouns: ShapeNoun[] = [
  {
    names: ["vase", "urn", "amphora"],
    walled: true,
    turned: true,
    build: (w) =>
      pot(w, 0x3f88a5, 4, [
        [22, 0],
        [31, 18],
        [35, 38],
        [27, 62],
        [17, 80],
        [18, 92],
        [24, 100],
      ]),
  },
  {
    names: ["bowl", "dish", "basin"],
    walled: true,
    turned: true,
    build: (w) =>
      pot(w, 0xd98e5f, 4, [
        [20, 0],
        [32, 6],
        [45, 22],
        [50, 42],
        [51, 48],
      ]),
  },
  {
    names: ["cup", "tumbler", "beaker", "drinking glass"],
    walled: true,
    turned: true,
    build: (w) =>
      pot(w, 0x6aa9a0, 4, [
        [27, 0],
        [30, 30],
        [34, 62],
        [38, 92],
      ]),
  },
  {
    names: ["mug", "coffee cup", "coffee mug", "tea cup", "teacup"],
    walled: true,
    turned: true,
    skinned: true,
    counts: ["handle"],
    countRange: [0, 4],
    build: mug,
  },
  {
    names: ["plate", "saucer"],
    walled: true,
    turned: true,
    build: (w) =>
      pot(w, 0xeae7e1, 3.4, [
        [27, 0],
        [33, 3],
        [37, 8],
        [44, 10],
        [51, 13],
      ]),
  },
  {
    names: ["bottle", "flask"],
    walled: true,
    turned: true,
    build: (w) =>
      pot(w, 0x4c956c, 3.4, [
        [23, 0],
        [24, 8],
        [24, 52],
        [20, 66],
        [10, 77],
        [8.5, 86],
        [8.5, 96],
        [10, 100],
      ]),
  },
  {
    names: ["plant pot", "planter", "flower pot", "flowerpot", "pot"],
    walled: true,
    turned: true,
    build: plantPot,
  },
  {
    names: ["goblet", "chalice", "wine glass"],
    walled: true,
    turned: true,
    skinned: true,
    build: goblet,
  },
  { names: ["bucket", "pail"], walled: true, turned: true, skinned: true, build: bucket },
  { names: ["jar", "canister"], walled: true, turned: true, skinned: true, build: jar },
  { names: ["teapot", "tea pot", "kettle"], walled: true, turned: true, skinned: true, build: teapot },
  { names: ["basket"], walled: true, turned: true, skinned: true, build: basket },
];

function plantPot(wish: ShapeWish): Solid {
  const body = pot(wish, 0xc8693f, 5, [
    [29, 0],
    [36, 50],
    [40, 82],
  ]);
  const rimHeight = 18;
  const wall = 5 * wish.wall;
  const rim = move(
    0,
    0,
    75,
    carve(1, primitive.cylinder(43, rimHeight, 3), primitive.cylinder(43 - wall, 60)),
  );
  const collar = wish.sides ? manySided(wish.sides, rim) : rim;
  return join(2, body, paintMain(wish, 0xc8693f, collar));
}

/** A handle in the xz plane, as a bent rod; `reach` out from `x`, between two heights. */
function handle(x: number, low: number, high: number, reach: number, thick: number): Solid {
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  const curve = smoothLine(
    [
      [x - 2, high],
      [x + reach * 0.62, high + half * 0.02],
      [x + reach, middle + half * 0.3],
      [x + reach * 0.72, middle - half * 0.55],
      [x - 2, low],
    ],
    5,
  );
  const rods = curve
    .slice(1)
    .map(([bx, bz], i) => primitive.rod([curve[i][0], 0, curve[i][1]], [bx, 0, bz], thick));
  return join(thick * 0.5, ...rods);
}

/** Attaches a part to a vessel without letting it reach into the hollow. */
function attach(blend: number, body: Solid, hollow: Solid, part: Solid): Solid {
  return join(blend, body, carve(0.5, part, hollow));
}

function mug(wish: ShapeWish): Solid {
  const side: Outline = [
    [34, 0],
    [36, 8],
    [36, 50],
    [36.5, 88],
  ];
  const body = wish.skin(pot(wish, 0xd1495b, 4.5, side));
  const hollow = move(0, 0, 52, primitive.cylinder(33, 90));
  const one = handle(35, 22, 70, 25, 4.6);
  if (wish.count === 0) return body;
  const handles = wish.count && wish.count > 1 ? around(Math.min(wish.count, 4), one) : one;
  return attach(3, body, hollow, paintMain(wish, 0xd1495b, handles));
}

function goblet(wish: ShapeWish): Solid {
  const bowl = wish.skin(
    move(
      0,
      0,
      44,
      vessel(wish, 3.6, [
        [6, 0],
        [20, 7],
        [28, 26],
        [28, 46],
        [25, 58],
      ]),
    ),
  );
  const stem = lathe(
    smoothLine([
      [28, 0],
      [27, 3.5],
      [10, 8],
      [5, 18],
      [5, 30],
      [8, 35],
      [5, 40],
      [6, 47],
      [0, 49],
    ]).concat([[0, 0]]),
    0.6,
  );
  return paintMain(wish, 0xb8b8c6, onPlate(join(3, bowl, stem)));
}

function bucket(wish: ShapeWish): Solid {
  const body = wish.skin(
    pot(wish, 0x8fa3ad, 3.6, [
      [27, 0],
      [36, 66],
    ]),
  );
  const bail = mirrored(
    join(
      1,
      ...smoothLine(
        [
          [37, 60],
          [34, 80],
          [20, 95],
          [-0.5, 100],
        ],
        6,
      ).map(([x, z], i, line) =>
        primitive.rod([x, 0, z], [line[Math.max(i - 1, 0)][0], 0.001, line[Math.max(i - 1, 0)][1]], 2.6),
      ),
    ),
  );
  const ears = mirrored(move(37, 0, 60, turn("y", 90, primitive.cylinder(5, 6, 1.5))));
  return join(1, body, paint(0x55606a, join(1, bail, ears)));
}

function jar(wish: ShapeWish): Solid {
  const body = wish.skin(
    pot(wish, 0xe4c590, 3.6, [
      [30, 0],
      [35, 6],
      [36, 30],
      [36, 62],
      [30, 72],
      [27, 76],
      [27, 86],
    ]),
  );
  const bead = move(0, 0, 82, primitive.torus(26, 3));
  return join(2, body, paintMain(wish, 0xe4c590, bead));
}

function teapot(wish: ShapeWish): Solid {
  const color = 0x7fb3d5;
  const body = wish.skin(
    vessel(wish, 4.2, [
      [22, 0],
      [36, 10],
      [41, 30],
      [34, 50],
      [20, 60],
      [17, 62],
    ]),
  );
  const hollow = move(0, 0, 31, primitive.ellipsoid(37, 37, 26));
  const spout = join(
    2,
    ...smoothLine(
      [
        [-30, 22],
        [-50, 30],
        [-56, 44],
        [-63, 58],
      ],
      5,
    ).map(([x, z], i, line) => {
      const [px, pz] = line[Math.max(i - 1, 0)];
      return primitive.rod([px, 0, pz - (i === 0 ? 0.1 : 0)], [x, 0, z], 9.5 - i * 0.3, 9.3 - i * 0.3);
    }),
  );
  const bore = join(
    1,
    primitive.rod([-30, 0, 24], [-52, 0, 38], 3.6),
    primitive.rod([-52, 0, 38], [-66, 0, 64], 3.6),
  );
  const withSpout = carve(1, attach(4, body, hollow, spout), bore);
  const lid = move(
    0,
    0,
    59,
    join(2, onPlate(primitive.ellipsoid(21, 21, 9)), move(0, 0, 12, primitive.ball(5))),
  );
  return paintMain(wish, color, join(1, attach(3, withSpout, hollow, handle(36, 16, 50, 24, 4.2)), lid));
}

function basket(wish: ShapeWish): Solid {
  const wall = vessel(wish, 4, [
    [30, 0],
    [40, 46],
  ]);
  const weave = solid(wall.bounds, (x, y, z) => {
    const angle = Math.atan2(y, x);
    return wall.distance(x, y, z) * 0.8 - 0.9 * Math.sin(24 * angle) * Math.sin(z * 0.78) * (z > 6 ? 1 : 0);
  });
  const bow = turn(
    "z",
    90,
    bentSheet(
      smoothLine(
        [
          [-37, 40],
          [-35, 62],
          [-22, 84],
          [0, 92],
          [22, 84],
          [35, 62],
          [37, 40],
        ],
        8,
      ),
      4,
      9,
      1.4,
    ),
  );
  return paintMain(
    wish,
    0xb98b50,
    onPlate(
      join(
        1.5,
        { ...weave, bounds: { min: [-44, -44, 0], max: [44, 44, 49] } },
        bow,
        move(0, 0, 47, primitive.torus(38.5, 3.4)),
      ),
    ),
  );
}
