import { around, mirrored, move, turn } from "./shape-moves";
import { extrude, lathe, type Outline, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, box, cone, cylinder, ellipsoid, rod, torus } from "./shape-primitives";
import { carve, common, join, onPlate, paint, type Solid, solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Vehicles and the sky; the front is −y. About 100 units along the longest side. */
export const vehicleNouns: ShapeNoun[] = [
  { names: ["rocket", "rocket ship", "rocketship", "spaceship", "space ship"], build: rocket },
  { names: ["car", "automobile"], sunk: 0.02, build: car },
  { names: ["boat", "ship", "sailboat", "sailing boat"], build: boat },
  { names: ["planet", "saturn"], build: planet },
  { names: ["moon"], build: moon },
];

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
      paint(0x8a949e, move(0, -19, z, turn("x", 90, torus(radius, 1.7)))),
      paint(0x6cc5e8, move(0, -17.5, z, ball(radius * 0.95))),
    );
  const band = paint(0x8a949e, move(0, 0, 30, torus(18.9, 1.2)));
  return onPlate(join(0.8, body, nose, fins, nozzle, porthole(60, 6.2), porthole(43, 4.2), band));
}

function car(wish: ShapeWish): Solid {
  const lower = move(0, 0, 20, box(100, 44, 20, 8));
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
  const wells = mirrored(
    join(0, ...[-1, 1].map((y) => move(30, y * 24, 11, turn("x", 90, cylinder(13, 14))))),
  );
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
          paint(0x26292e, move(30, y * 18.5, 11, turn("x", 90, cylinder(11, 10, 2)))),
          paint(0xc7ced6, move(30, y * 20, 11, turn("x", 90, cylinder(5.5, 10, 1)))),
        ),
      ),
    ),
  );
  const axles = paint(0x26292e, mirrored(move(30, 0, 11, turn("x", 90, cylinder(5, 40)))));
  const lights = join(
    0,
    ...[-1, 1].flatMap((y) => [
      paint(0xfff3c4, move(48.5, y * 14, 23, ellipsoid(3, 4.6, 3.4))),
      paint(0xc62828, move(-48.5, y * 14, 23, ellipsoid(3, 4.6, 3))),
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
  const globe = move(0, 0, 36, ball(32));
  const bands = move(
    0,
    0,
    36,
    turn(
      "y",
      14,
      common(
        0.1,
        ball(32.3),
        join(
          0,
          move(0, 0, 12, cylinder(40, 5)),
          move(0, 0, -9, cylinder(40, 7)),
          move(0, 0, 24, cylinder(40, 3)),
        ),
      ),
    ),
  );
  const disc = (out: number, into: number, thick: number): Solid =>
    move(0, 0, 36, turn("y", 14, carve(0.4, cylinder(out, thick, thick * 0.45), cylinder(into, 20))));
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
    return move(far * radius * Math.cos(angle), far * radius * Math.sin(angle), far * height, ball(size));
  });
  return paintMain(wish, 0xc9c7bf, onPlate(move(0, 0, 48.5, carve(2.5, ball(50), ...craters))));
}
