import { move, turn } from "./shape-moves";
import { extrude } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { carve, common, join, onPlate, paint, type Solid, solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";
import * as primitive from "./shape-primitives";

/** Flat things: an outline given thickness. About 100 units across. */
export const flatNouns: ShapeNoun[] = [
  { names: ["star"], counts: ["point", "tip", "arm"], countRange: [3, 24], build: star },
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
  { names: ["flower", "daisy", "blossom"], counts: ["petal"], countRange: [3, 16], build: flower },
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
