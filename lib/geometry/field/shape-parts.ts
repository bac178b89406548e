import { around, move, turn } from "./shape-moves";
import { extrude, lathe, type Outline, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { box, coil, cone, cylinder, prism, rod, torus } from "./shape-primitives";
import { carve, common, join, onPlate, paint, type Solid, solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Machine parts, lying the way they print best. About 100 units along the longest side. */
export const partNouns: ShapeNoun[] = [
  {
    names: ["gear", "cog", "cogwheel", "sprocket"],
    counts: ["tooth", "teeth"],
    countRange: [6, 60],
    build: gear,
  },
  { names: ["nut", "hex nut", "hexnut"], build: nut },
  { names: ["bolt", "screw"], build: bolt },
  {
    names: ["washer", "spacer"],
    turned: true,
    build: (w) =>
      paintMain(w, 0x9aa3ad, carve(0.8, move(0, 0, 6, cylinder(50, 12 * w.wall, 1.2)), cylinder(26, 60))),
  },
  {
    names: ["spring", "coil", "helix"],
    counts: ["turn", "coil", "winding"],
    countRange: [2, 12],
    build: spring,
  },
  { names: ["wheel", "tire", "tyre"], counts: ["spoke"], countRange: [3, 16], build: wheel },
  { names: ["bracket", "shelf bracket"], build: bracket },
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
];

const STEEL = 0x9aa3ad;

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
    move(0, 0, height / 2, cylinder(root, height, 0.8)),
    around(teeth, extrude(tooth, height, Math.min(0.8, pitch * 0.1))),
  );
  const web =
    root > 26
      ? [move(0, 0, height * 1.2, carve(1, cylinder(root * 0.84, height), cylinder(root * 0.42, height * 2)))]
      : [];
  const holes =
    root > 26
      ? [
          around(
            Math.min(6, Math.max(3, Math.round(teeth / 3))),
            move(root * 0.63, 0, 0, cylinder(root * 0.13, 200)),
          ),
        ]
      : [];
  return paintMain(wish, 0xb0884a, onPlate(carve(0.8, ring, ...web, ...holes, cylinder(root * 0.2, 200))));
}

/** Hexagon with the corners turned off at 30°, as real nuts and bolt heads have. */
const hexagonHead = (radius: number, height: number, z: number): Solid =>
  common(
    0.5,
    move(0, 0, z + height / 2, prism(6, radius, height, 0.8)),
    move(0, 0, z + height / 2, doubleCone(radius * 0.9 + height * 0.87, height)),
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
  const bore = move(0, 0, -10, thread(28, 4, 8, height + 20));
  const lips = [cone(36, 20, 14), move(0, 0, height, turn("x", 180, cone(36, 20, 14)))].map((lip, i) =>
    move(0, 0, i === 0 ? -5 : 5, lip),
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
        move(0, 0, 16, cone(17, 15, 5, 0)),
        move(0, 0, 14, thread(16, 2.6, 6.5, 84)),
      ),
    ),
  );
}

function spring(wish: ShapeWish): Solid {
  const turns = Math.min(Math.max(wish.count ?? 5, 2), 12);
  const pitch = 88 / turns;
  const wire = Math.min(5.5, pitch * 0.3) * wish.wall;
  const ends = [move(0, 0, wire * 0.8, torus(30, wire)), move(0, 0, 88 - wire * 0.8, torus(30, wire))];
  return paintMain(wish, 0x7f8c99, onPlate(join(1, coil(30, wire, pitch, 88), ...ends)));
}

function wheel(wish: ShapeWish): Solid {
  const spokes = Math.min(Math.max(wish.count ?? 6, 3), 16);
  const tread = Array.from({ length: 36 }, (_, i) => i);
  const tire = paint(0x2f3338, move(0, 0, 15, carve(1, cylinder(50, 30, 5), cylinder(35, 80))));
  const grooves = around(tread.length, move(50, 0, 15, box(4, 2.6, 40, 0.6)));
  const rim = move(0, 0, 15, carve(1, cylinder(36.5, 24, 2), cylinder(31, 80)));
  const star = move(
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
    [66, 80].slice(0, 1).map((far) => move(i === 0 ? 0 : far, i === 0 ? far : 0, 16, drill)),
  );
  return paintMain(
    wish,
    0x7f8c99,
    onPlate(
      carve(0.8, extrude(outline, 32, 1.5 * wish.round), move(0, 0, -5, extrude(inner, 80, 0)), ...holes),
    ),
  );
}
