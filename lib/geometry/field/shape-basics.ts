import { move, stretch, turn } from "./shape-moves";
import { lathe, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { join, onPlate, paint, type Point, type Solid, solid, tint } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";
import * as primitive from "./shape-primitives";

/** The bodies of geometry class. About 100 units tall. */
export const basicNouns: ShapeNoun[] = [
  {
    names: ["ball", "sphere", "orb", "globe", "marble"],
    turned: true,
    build: (w) => stand(w, 0x4f86c6, primitive.ball(50)),
  },
  {
    names: ["cube"],
    boxed: true,
    build: (w) => (w.lengths ? block(w) : stand(w, 0xe07a5f, primitive.box(100, 100, 100, 7 * w.round))),
  },
  { names: ["block", "brick", "cuboid", "slab"], boxed: true, build: block },
  { names: ["cylinder", "pillar", "column"], turned: true, build: cylinder },
  {
    names: ["cone"],
    turned: true,
    build: (w) =>
      paintMain(
        w,
        0xf2a541,
        w.sides ? primitive.pyramid(w.sides, 45, 100, 3 * w.round) : primitive.cone(45, 3, 100, 3 * w.round),
      ),
  },
  {
    names: ["pyramid"],
    build: (w) => paintMain(w, 0xd9b26f, turn("z", 45, primitive.pyramid(w.sides ?? 4, 75, 92, 3 * w.round))),
  },
  { names: ["prism"], build: (w) => stand(w, 0x81b29a, primitive.prism(w.sides ?? 3, 50, 90, 4 * w.round)) },
  { names: ["torus"], turned: true, build: (w) => stand(w, 0x9b6fb5, primitive.torus(36, 14 * w.wall)) },
  { names: ["ring"], turned: true, sunk: 0.04, build: ring },
  { names: ["donut", "doughnut"], build: donut },
  { names: ["capsule", "pill"], build: capsule },
  { names: ["egg", "ellipsoid"], turned: true, build: egg },
  {
    names: ["dome", "hemisphere", "half ball", "half sphere"],
    turned: true,
    build: (w) => paintMain(w, 0x6fa8a0, onPlate(primitive.ball(50))),
  },
  { names: ["gem", "diamond", "jewel", "crystal"], turned: true, build: gem },
  {
    names: ["tetrahedron"],
    build: (w) => paintMain(w, 0xc0504d, primitive.pyramid(3, 60, 60 * Math.SQRT2, 2 * w.round)),
  },
  { names: ["octahedron"], build: (w) => platonic(w, 0x5b8c5a, octahedronNormals, 46) },
  { names: ["dodecahedron"], build: (w) => platonic(w, 0x7a6ff0, dodecahedronNormals, 47) },
  { names: ["icosahedron"], build: (w) => platonic(w, 0x3a9ad9, icosahedronNormals, 47) },
];

const stand = (wish: ShapeWish, color: number, inner: Solid): Solid =>
  paintMain(wish, color, move(0, 0, -inner.bounds.min[2], inner));

function block(wish: ShapeWish): Solid {
  const [x, y, z] = wish.lengths ?? [100, 60, 40];
  return stand(wish, 0xb5654a, primitive.box(x, y, z, 0.05 * Math.min(x, y, z) * wish.round));
}

function cylinder(wish: ShapeWish): Solid {
  const body = wish.sides
    ? primitive.prism(wish.sides, 36, 100, 4 * wish.round)
    : primitive.cylinder(34, 100, 4 * wish.round);
  return stand(wish, 0x6c8ebf, body);
}

/** A finger ring: comfort-fit inside, domed outside. */
function ring(wish: ShapeWish): Solid {
  const thick = 7 * wish.wall;
  const section = smoothLine([
    [40, 13],
    [40 - thick * 0.3, 0],
    [40, -13],
    [40 + thick * 0.55, -10],
    [40 + thick, 0],
    [40 + thick * 0.55, 10],
    [40, 13],
  ]);
  return stand(wish, 0xd4af37, lathe(section.slice(0, -1), 1));
}

function donut(wish: ShapeWish): Solid {
  const dough = stretch(1, 1, 0.88, primitive.torus(33, 18));
  const wave = (x: number, y: number): number =>
    2.4 * Math.sin(7 * Math.atan2(y, x)) + 1.4 * Math.sin(3 * Math.atan2(y, x) + 1);
  const shell = stretch(1, 1, 0.88, primitive.torus(33, 20));
  const icing = solid(shell.bounds, (x, y, z) =>
    Math.max(shell.distance(x, y, z), (wave(x, y) - z + 2) * 0.8),
  );
  const sprinkles = Array.from({ length: 26 }, (_, i) => {
    const angle = i * 2.39996;
    const radius = 33 + 10 * Math.sin(i * 5.13);
    const lift = 0.88 * Math.sqrt(20 * 20 - (radius - 33) ** 2);
    const lean = i * 1.9;
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    const grain = primitive.rod(
      [x - 2.2 * Math.cos(lean), y - 2.2 * Math.sin(lean), lift],
      [x + 2.2 * Math.cos(lean), y + 2.2 * Math.sin(lean), lift],
      1.5,
    );
    return paint([0xfff3b0, 0x6ec6ff, 0xffffff, 0x9be28f][i % 4], grain);
  });
  const whole = join(1.2, paint(0xd9a05b, dough), paintMain(wish, 0xf48fb1, icing), ...sprinkles);
  return onPlate(move(0, 0, 14.5, whole));
}

/** Lying, with a narrow flat so that it does not roll off the plate. */
function capsule(wish: ShapeWish): Solid {
  const right = solid({ min: [0, -50, -50], max: [50, 50, 50] }, (x) => -x);
  return onPlate(
    move(
      0,
      0,
      22,
      tint(wish.color ?? 0xd94f4f, right, paint(0xf4f1ea, primitive.rod([-28, 0, 0], [28, 0, 0], 23))),
    ),
  );
}

function egg(wish: ShapeWish): Solid {
  return paintMain(
    wish,
    0xf0dfc4,
    onPlate(
      lathe(
        smoothLine(
          [
            [0, -0.6],
            [17, 1.5],
            [31, 14],
            [37, 36],
            [32, 62],
            [20, 86],
            [9, 97],
            [0, 100],
          ],
          12,
        ),
      ),
    ),
  );
}

function gem(wish: ShapeWish): Solid {
  const sides = wish.sides ?? 8;
  const crown = move(0, 0, 45, primitive.pyramid(sides, 62, 52, 0));
  const pavilion = move(0, 0, 45, turn("x", 180, primitive.pyramid(sides, 62, 66, 0)));
  const waist = move(0, 0, 45, primitive.prism(sides, 50, 200, 0));
  const table = solid({ min: [-50, -50, 0], max: [50, 50, 66] }, (x, y, z) => z - 66);
  const body = solid({ min: [-50, -50, 0], max: [50, 50, 66] }, (x, y, z) => {
    const facets = z > 45 ? crown.distance(x, y, z) : pavilion.distance(x, y, z);
    return Math.max(facets, waist.distance(x, y, z), table.distance(x, y, z), -z);
  });
  return paintMain(wish, 0x63c5da, body);
}

const golden = (1 + Math.sqrt(5)) / 2;

const unit = (points: Point[]): Point[] =>
  points.map(([x, y, z]) => {
    const length = Math.sqrt(x * x + y * y + z * z);
    return [x / length, y / length, z / length];
  });

const signs = [-1, 1];

const octahedronNormals = unit(
  signs.flatMap((x) => signs.flatMap((y) => signs.map((z): Point => [x, y, z]))),
);

const cyclic = (a: number, b: number): Point[] => [
  [0, a, b],
  [b, 0, a],
  [a, b, 0],
];

const dodecahedronNormals = unit(signs.flatMap((a) => signs.flatMap((b) => cyclic(a, b * golden))));

const icosahedronNormals = [
  ...octahedronNormals,
  ...unit(signs.flatMap((a) => signs.flatMap((b) => cyclic(a * golden, b / golden)))),
];

/** Turned so that one face lies on the plate. */
function platonic(wish: ShapeWish, color: number, normals: Point[], inradius: number): Solid {
  const [x, y, z] = normals[0];
  const yaw = (Math.atan2(y, x) * 180) / Math.PI;
  const tilt = (Math.acos(z) * 180) / Math.PI;
  const round = 3 * wish.round;
  const core = primitive.polyhedron(normals, inradius - round, inradius * 1.75);
  const rounded = solid(core.bounds, (px, py, pz) => core.distance(px, py, pz) - round);
  const lying = turn("y", 180 - tilt, turn("z", -yaw, rounded));
  const cut = solid(
    {
      min: [-inradius * 1.75, -inradius * 1.75, -inradius],
      max: [inradius * 1.75, inradius * 1.75, inradius],
    },
    (px, py, pz) => Math.max(lying.distance(px, py, pz), Math.abs(pz) - inradius),
  );
  return paintMain(wish, color, move(0, 0, inradius, cut));
}
