import { extrude, lathe, smoothLine } from "./shape-outline";
import { move, stretch, turn } from "./shape-moves";
import * as primitive from "./shape-primitives";
import { carve, common, join, onPlate, paint, solid, tint, type Point, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** The bodies of geometry class. About 100 units tall. */
export const basicNouns: ShapeNoun[] = [
  {
    names: ["ball", "sphere", "orb", "globe", "marble"],
    turned: true,
    build: (w) => stand(w, 0x4f86c6, primitive.ball(50)),
  },
  { names: ["cube"], build: (w) => stand(w, 0xe07a5f, primitive.box(100, 100, 100, 7 * w.round)) },
  { names: ["block", "brick", "cuboid", "slab"], build: block },
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
  { names: ["ring"], turned: true, build: ring },
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

/** In the wished colour, or the noun's own. */
export const paintMain = (wish: ShapeWish, color: number, inner: Solid): Solid =>
  paint(wish.color ?? color, inner);

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
    { min: [-inradius * 1.3, -inradius * 1.3, -inradius], max: [inradius * 1.3, inradius * 1.3, inradius] },
    (px, py, pz) => Math.max(lying.distance(px, py, pz), Math.abs(pz) - inradius),
  );
  return paintMain(wish, color, move(0, 0, inradius, cut));
}

/** Flat things: an outline given thickness. */
export const outlineNouns: ShapeNoun[] = [
  { names: ["star"], counts: ["point", "tip", "arm"], build: star },
  { names: ["heart"], build: heart },
  {
    names: ["cross", "plus"],
    build: (w) => paintMain(w, 0x7d8597, extrude(crossOutline, 20 * w.wall, 3 * w.round)),
  },
  { names: ["arrow"], build: (w) => paintMain(w, 0x3d9970, extrude(arrowOutline, 16 * w.wall, 3 * w.round)) },
  { names: ["crescent", "crescent moon", "half moon"], build: crescent },
  { names: ["coin", "medal", "token"], turned: true, build: coin },
  { names: ["coaster"], turned: true, build: coaster },
  {
    names: ["tag", "key tag", "keychain", "key chain", "key ring", "keyring", "name tag"],
    build: keyTag,
  },
  { names: ["flower", "daisy", "blossom"], counts: ["petal"], build: flower },
  { names: ["cloud"], build: cloud },
];

/** Half of a pillow: flat below, domed above. */
const pillow = (outline: (readonly [number, number])[], height: number, round: number): Solid =>
  onPlate(move(0, 0, -height, extrude(outline, 2 * height, Math.min(height * 0.98, height * round))));

function star(wish: ShapeWish): Solid {
  const points = Math.min(Math.max(wish.count ?? 5, 3), 24);
  const inner = points <= 4 ? 20 : points <= 6 ? 24 : 32;
  const outline = Array.from({ length: 2 * points }, (_, i): [number, number] => {
    const angle = Math.PI / 2 + (i * Math.PI) / points;
    const radius = i % 2 === 0 ? 50 : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const flat = extrude(outline, 200, 0);
  const height = 20 * wish.wall;
  const edgeHeight = 0.35 * height;
  // A ridge runs along every point: the height falls with the distance to the outline.
  const slope = (height - edgeHeight) / -flat.distance(0, 0, 100);
  const body = solid({ min: [-50, -50, 0], max: [50, 50, height] }, (x, y, z) => {
    const edge = flat.distance(x, y, 100);
    return Math.max(edge, (z - edgeHeight + slope * edge) / Math.sqrt(1 + slope * slope), -z);
  });
  return paintMain(wish, 0xf5c518, body);
}

function heart(wish: ShapeWish): Solid {
  const outline = Array.from({ length: 72 }, (_, i): [number, number] => {
    const t = (i / 72) * 2 * Math.PI;
    return [
      3 * 16 * Math.sin(t) ** 3,
      3 * (13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t)),
    ];
  });
  return paintMain(wish, 0xd7263d, pillow(outline, 20 * wish.wall, 0.95));
}

const crossOutline: [number, number][] = [
  [-15, -50],
  [15, -50],
  [15, -15],
  [50, -15],
  [50, 15],
  [15, 15],
  [15, 50],
  [-15, 50],
  [-15, 15],
  [-50, 15],
  [-50, -15],
  [-15, -15],
];
const arrowOutline: [number, number][] = [
  [-50, -13],
  [8, -13],
  [8, -34],
  [50, 0],
  [8, 34],
  [8, 13],
  [-50, 13],
];

function crescent(wish: ShapeWish): Solid {
  const body = primitive.cylinder(50, 36 * wish.wall, 12);
  const bite = move(22, 0, 0, primitive.cylinder(40, 200));
  const moon = carve(5, body, bite);
  return paintMain(
    wish,
    0xf3e3a2,
    onPlate({ ...moon, bounds: { min: [-50, -50, -18 * wish.wall], max: [36, 50, 18 * wish.wall] } }),
  );
}

function coin(wish: ShapeWish): Solid {
  const height = 9 * wish.wall;
  const disc = move(0, 0, height / 2, primitive.cylinder(50, height, 1.2));
  const sunk = move(0, 0, height + 3, primitive.cylinder(44, 10, 1));
  const relief = move(
    0,
    0,
    0,
    extrude(
      Array.from({ length: 10 }, (_, i): [number, number] => {
        const radius = i % 2 === 0 ? 26 : 11;
        return [radius * Math.sin((i * Math.PI) / 5), radius * Math.cos((i * Math.PI) / 5)];
      }),
      height,
      0.6,
    ),
  );
  return paintMain(wish, 0xc9a227, join(0.8, carve(0.8, disc, sunk), relief));
}

function coaster(wish: ShapeWish): Solid {
  const disc = move(
    0,
    0,
    4,
    wish.sides ? primitive.prism(wish.sides, 52, 8, 2) : primitive.cylinder(50, 8, 2),
  );
  const well = move(
    0,
    0,
    9,
    wish.sides ? primitive.prism(wish.sides, 46, 10, 2) : primitive.cylinder(45, 10, 2),
  );
  return paintMain(wish, 0x8d6e63, carve(1, disc, well));
}

function keyTag(wish: ShapeWish): Solid {
  const height = 6 * wish.wall;
  const slab = move(0, 0, height / 2, primitive.box(120, 60, height));
  const plate = common(1.5, slab, primitive.box(100, 46, 80, 15));
  return paintMain(wish, 0x457b9d, carve(1.5, plate, move(-38, 0, 0, primitive.cylinder(5.5, 60))));
}

function flower(wish: ShapeWish): Solid {
  const petals = Math.min(Math.max(wish.count ?? 7, 3), 16);
  const size = Math.min(17, 105 / petals);
  const leaves = Array.from({ length: petals }, (_, i) =>
    turn("z", (360 * i) / petals, move(31, 0, 0, primitive.ellipsoid(19, size, 11))),
  );
  const heartOf = move(0, 0, 4, primitive.ellipsoid(17, 17, 12));
  return onPlate(
    move(0, 0, 0.5, join(3, paintMain(wish, 0xf6f3ee, join(2, ...leaves)), paint(0xf4b400, heartOf))),
  );
}

function cloud(wish: ShapeWish): Solid {
  const puffs: [number, number, number, number][] = [
    [-28, 0, 18, 22],
    [0, 3, 28, 30],
    [28, 0, 19, 23],
    [-12, -12, 15, 18],
    [15, -12, 16, 19],
    [10, 13, 18, 20],
    [-15, 12, 17, 18],
  ];
  return paintMain(
    wish,
    0xf2f6fa,
    onPlate(join(5, ...puffs.map(([x, y, z, r]) => move(x, y, z, primitive.ball(r))))),
  );
}
