import { around, mirrored, move, turn } from "./shape-moves";
import { bentSheet, extrude, lathe, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, box, cone, cylinder, rod } from "./shape-primitives";
import { carve, join, onPlate, paint, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Buildings; the front is −y. About 100 units tall. */
export const buildingNouns: ShapeNoun[] = [
  { names: ["house", "cottage", "hut", "cabin"], build: house },
  { names: ["castle", "fortress", "fort"], build: castle },
  { names: ["tower", "watchtower", "turret"], build: tower },
  { names: ["lighthouse", "light house"], build: lighthouse },
  { names: ["stair", "staircase", "step"], counts: ["step"], countRange: [2, 20], build: stairs },
  { names: ["arch", "gate", "archway"], build: arch },
  { names: ["bridge"], build: bridge },
];

const WINDOW = 0x9fd3e8;

/** A box standing on z: full sizes, lowest point at `z`. */
const standing = (x: number, y: number, z: number, sx: number, sy: number, sz: number, round = 1): Solid =>
  move(x, y, z + sz / 2, box(sx, sy, sz, round));

function house(wish: ShapeWish): Solid {
  const walls = paintMain(
    wish,
    0xf3e2c4,
    turn(
      "x",
      90,
      move(
        0,
        0,
        -31,
        extrude(
          [
            [-34, 0],
            [34, 0],
            [34, 46],
            [0, 78],
            [-34, 46],
          ],
          62,
          1,
        ),
      ),
    ),
  );
  const slab = (side: number): Solid =>
    move(side * 21.5, 0, 62.5, turn("y", side * 43.3, box(62, 74, 6, 1.5)));
  const roof = paint(0xb5472f, join(0.5, slab(1), slab(-1)));
  const chimney = paint(0xa05a43, join(0.5, standing(20, 8, 50, 12, 12, 40), standing(20, 8, 87, 15, 15, 5)));
  const door = paint(0x7a4b2a, join(0.2, standing(0, -31, 0, 15, 3.6, 27), move(4.2, -33.4, 13, ball(1.4))));
  const pane = (x: number, z: number): Solid =>
    join(
      0.2,
      paint(0xffffff, move(x, -31, z, box(15, 3.4, 15, 0.8))),
      paint(WINDOW, move(x, -32, z, box(11.5, 3, 11.5, 0.5))),
      paint(0xffffff, move(x, -32.6, z, box(1.8, 3, 12, 0.4))),
      paint(0xffffff, move(x, -32.6, z, box(12, 3, 1.8, 0.4))),
    );
  const side = paint(WINDOW, move(33.5, 0, 25, box(3, 26, 15, 0.8)));
  const step = paint(0x9aa0a6, standing(0, -36, 0, 24, 12, 4));
  return onPlate(
    join(0.5, walls, roof, chimney, door, pane(-21, 25), pane(21, 25), pane(0, 53), mirrored(side), step),
  );
}

/** A round tower with battlements; its own foot at z = 0. */
function battlement(radius: number, height: number, teeth: number): Solid {
  const shaft = lathe(
    [
      [0, 0],
      [radius * 1.12, 0],
      [radius, height * 0.12],
      [radius, height * 0.74],
      [radius * 1.22, height * 0.82],
      [radius * 1.22, height],
      [0, height],
    ],
    0.6,
  );
  const well = move(0, 0, height, cylinder(radius * 0.95, height * 0.2));
  const gaps = move(
    0,
    0,
    height,
    around(teeth, move(radius * 1.2, 0, 0, box(radius, radius * 0.42, height * 0.15))),
  );
  return carve(0.4, shaft, well, gaps);
}

const slits = (radius: number, z: number, times: number): Solid =>
  paint(0x3b4252, around(times, move(radius, 0, z, box(1.6, 3.4, 11, 1.2))));

function tower(wish: ShapeWish): Solid {
  const stone = paintMain(wish, 0xb9b3a8, battlement(25, 96, 8));
  const door = paint(
    0x6d4526,
    turn(
      "x",
      90,
      move(
        0,
        0,
        22,
        extrude(
          [
            [-7, 0],
            [7, 0],
            [7, 14],
            [5, 18.5],
            [0, 21],
            [-5, 18.5],
            [-7, 14],
          ],
          7,
          0.6,
        ),
      ),
    ),
  );
  return onPlate(join(0.5, stone, door, slits(25, 40, 4), turn("z", 45, slits(25, 58, 4))));
}

function castle(wish: ShapeWish): Solid {
  const color = 0xb7b0a4;
  const spire = (radius: number, height: number): Solid =>
    join(
      0.3,
      paintMain(wish, color, battlement(radius, height, 6)),
      paint(0x8c3b3b, move(0, 0, height * 0.86, cone(radius * 0.98, 0.6, radius * 2.1, 0.4))),
    );
  const corners = mirrored(join(0.5, move(38, -28, 0, spire(10, 52)), move(38, 28, 0, spire(10, 52))));
  const wall = (x: number, y: number, sx: number, sy: number, alongX: boolean): Solid => {
    const body = standing(x, y, 0, sx, sy, 36, 0.6);
    const gaps = Array.from({ length: 6 }, (_, i) => {
      const offset = (i - 2.5) * (alongX ? sx : sy) * 0.17;
      return move(
        x + (alongX ? offset : 0),
        y + (alongX ? 0 : offset),
        36,
        alongX ? box(4.6, sy * 2, 9) : box(sx * 2, 4.2, 9),
      );
    });
    return carve(0.3, body, ...gaps);
  };
  const walls = join(
    0.3,
    wall(0, -28, 76, 7, true),
    wall(0, 28, 76, 7, true),
    wall(38, 0, 7, 56, false),
    wall(-38, 0, 7, 56, false),
    standing(0, 0, 0, 76, 56, 4),
  );
  const gateHole = turn(
    "x",
    90,
    move(
      0,
      0,
      20,
      extrude(
        [
          [-7, -1],
          [7, -1],
          [7, 14],
          [5, 19],
          [0, 22],
          [-5, 19],
          [-7, 14],
        ],
        30,
        0,
      ),
    ),
  );
  const door = paint(0x6d4526, standing(0, -28, 0, 16, 3, 21));
  const keep = move(
    0,
    6,
    0,
    join(
      0.4,
      paintMain(wish, color, battlement(16, 76, 8)),
      paint(0x8c3b3b, move(0, 0, 66, cone(15.6, 0.6, 34, 0.4))),
      slits(16, 40, 5),
    ),
  );
  return onPlate(join(0.5, carve(0.4, paintMain(wish, color, walls), gateHole), door, corners, keep));
}

function lighthouse(wish: ShapeWish): Solid {
  const shaft = cone(22, 13, 72, 1);
  const bands = [10, 34, 58].map((z) =>
    paintMain(wish, 0xd1383d, move(0, 0, z, cone(22.4 - z * 0.125, 21 - z * 0.125, 12, 0.4))),
  );
  const gallery = paint(
    0x3d4650,
    join(
      0.4,
      move(0, 0, 73, cylinder(17.5, 4, 1)),
      around(10, move(16, 0, 78.5, cylinder(0.9, 8))),
      move(0, 0, 83, carve(0.2, cylinder(17, 1.8, 0.8), cylinder(15, 9))),
    ),
  );
  const lantern = paint(0xffe08a, move(0, 0, 80, cylinder(9.5, 18, 1)));
  const cap = paintMain(
    wish,
    0xd1383d,
    join(0.5, move(0, 0, 88, cone(13, 1.5, 11, 0.8)), move(0, 0, 100, ball(2.4))),
  );
  const rock = paint(
    0x8a8578,
    join(6, move(0, 0, 0, cylinder(30, 8, 3)), move(20, -10, 0, ball(10)), move(-22, 8, 0, ball(11))),
  );
  const door = paint(0x4b5563, standing(0, -20.5, 3, 9, 4, 17, 1.8));
  return onPlate(join(0.5, rock, paint(0xf6f4ee, shaft), ...bands, gallery, lantern, cap, door));
}

function stairs(wish: ShapeWish): Solid {
  const steps = Math.min(Math.max(wish.count ?? 6, 2), 20);
  const blocks = Array.from({ length: steps }, (_, i) => {
    const depth = 100 / steps;
    return standing(
      -50 + depth * (i + 0.5 + (steps - i - 1) / 2),
      0,
      0,
      depth * (steps - i),
      60,
      ((i + 1) * 80) / steps,
      1.2 * wish.round,
    );
  });
  return paintMain(wish, 0xa9907a, onPlate(join(0.2, ...blocks)));
}

function arch(wish: ShapeWish): Solid {
  const opening = join(0, turn("x", 90, move(0, 42, 0, cylinder(29, 80))), standing(0, 0, -20, 58, 80, 62));
  return paintMain(
    wish,
    0xc2a68a,
    onPlate(
      carve(
        1.5,
        join(
          0.5,
          standing(0, 0, 0, 92, 30, 92, 2 * wish.round),
          standing(0, 0, 88, 100, 36, 10, 2),
          standing(0, 0, 0, 100, 36, 8, 2),
        ),
        opening,
      ),
    ),
  );
}

function bridge(wish: ShapeWish): Solid {
  const deck = bentSheet(
    smoothLine(
      [
        [-60, 3],
        [-34, 17],
        [0, 23],
        [34, 17],
        [60, 3],
      ],
      8,
    ),
    7,
    34,
    1.2,
  );
  const rail = bentSheet(
    smoothLine(
      [
        [-60, 15],
        [-34, 29],
        [0, 35],
        [34, 29],
        [60, 15],
      ],
      8,
    ),
    3.4,
    4,
    1,
  );
  const heights: [number, number][] = [
    [-56, 6],
    [-42, 14],
    [-28, 19],
    [-14, 22],
    [0, 23],
    [14, 22],
    [28, 19],
    [42, 14],
    [56, 6],
  ];
  const railing = (y: number): Solid =>
    join(0.6, move(0, y, 0, rail), ...heights.map(([x, z]) => rod([x, y, z - 2], [x, y, z + 11], 1.8)));
  const piers = mirrored(join(1, standing(27, 0, 0, 9, 30, 18), standing(55, 0, 0, 12, 34, 7)));
  return paintMain(wish, 0xa5705a, onPlate(join(1, deck, railing(-14.5), railing(14.5), piers)));
}
