import { around, mirrored, move, turn } from "./shape-moves";
import { extrude, lathe, type Outline, smoothLine } from "./shape-outline";
import { paintMain } from "./shape-paint";
import { ball, box, cylinder } from "./shape-primitives";
import { carve, join, onPlate, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** Chess pieces, all on one base. About 100 units tall. */
export const chessNouns: ShapeNoun[] = [
  { names: ["chess pawn", "pawn", "game piece", "meeple"], turned: true, build: pawn },
  { names: ["chess rook", "rook"], turned: true, build: rook },
  { names: ["chess knight", "knight"], build: knight },
  { names: ["chess bishop", "bishop"], turned: true, build: bishop },
  { names: ["chess queen", "queen"], turned: true, build: queen },
  { names: ["chess king", "king"], turned: true, build: king },
];

const chessBase: [number, number][] = [
  [29, 0],
  [30, 4],
  [27, 9],
  [22, 12],
  [22, 15],
  [14, 22],
];

const royal: Outline = [
  [10, 40],
  [9.5, 62],
  [17, 66],
  [17, 69],
  [11, 72],
];

const IVORY = 0xe8dcc3;

/** A chess piece: the common base, then its own outline up to the axis. */
const turnedPiece = (upper: Outline): Solid =>
  onPlate(lathe(smoothLine([...chessBase, ...upper], 8).concat([[0, 0]]), 0.8));

function pawn(wish: ShapeWish): Solid {
  return paintMain(
    wish,
    IVORY,
    join(
      2,
      turnedPiece([
        [9.5, 40],
        [9, 54],
        [17, 58],
        [17, 61],
        [9, 64],
        [0, 66],
      ]),
      move(0, 0, 79, ball(18)),
    ),
  );
}

function rook(wish: ShapeWish): Solid {
  const body = turnedPiece([
    [13, 40],
    [13, 58],
    [15, 66],
    [21, 70],
    [22, 74],
    [22, 97],
    [0, 98],
  ]);
  const well = move(0, 0, 100, cylinder(14.5, 28, 1));
  const slots = move(0, 0, 97, around(6, move(20, 0, 0, box(24, 8, 22, 0.5))));
  return paintMain(wish, IVORY, carve(0.8, body, well, slots));
}

/** A horse's head in profile, looking left, as thick as its neck; the muzzle is pinched. */
function knight(wish: ShapeWish): Solid {
  const profile = smoothLine(
    [
      [-15, 20],
      [-15, 34],
      [-10, 48],
      [-8, 57],
      [-15, 54],
      [-23, 50],
      [-28, 54],
      [-28, 62],
      [-21, 74],
      [-12, 86],
      [-7, 92],
      [-6, 103],
      [2, 95],
      [12, 86],
      [19, 70],
      [21, 52],
      [19, 34],
      [16, 20],
    ],
    6,
  );
  const upright = (outline: Outline, thick: number, round: number): Solid =>
    turn("x", 90, move(0, 0, -thick / 2, extrude(outline, thick, round)));
  const mane = smoothLine(
    [
      [4, 95],
      [15, 86],
      [23, 70],
      [25, 52],
      [22, 34],
      [15, 34],
      [17, 52],
      [15, 68],
      [9, 80],
      [1, 88],
    ],
    6,
  );
  const pinch = mirroredInDepth(move(-26, 16.5, 58, turn("z", -24, box(44, 14, 44, 3))));
  const eyes = mirroredInDepth(move(-9, 11.2, 81, ball(3)));
  const mouth = move(-28, 0, 57, turn("y", -18, box(16, 40, 1.8, 0.5)));
  const head = carve(2, upright(profile, 23, 6), pinch, eyes, mouth);
  return paintMain(
    wish,
    IVORY,
    join(
      1.5,
      turnedPiece([
        [16, 26],
        [0, 28],
      ]),
      head,
      upright(mane, 8, 2),
    ),
  );
}

/** The solid on the side y ≥ 0, and its mirror image. */
const mirroredInDepth = (inner: Solid): Solid => turn("z", 90, mirrored(turn("z", -90, inner)));

function bishop(wish: ShapeWish): Solid {
  const body = turnedPiece([
    [9.5, 40],
    [9, 56],
    [16, 60],
    [16, 63],
    [10, 66],
    [15, 76],
    [13, 86],
    [5, 97],
    [0, 98],
  ]);
  const slit = move(9, 0, 87, turn("y", 32, box(4, 40, 26, 0.5)));
  return paintMain(wish, IVORY, join(1, carve(0.8, body, slit), move(0, 0, 99, ball(4.5))));
}

function queen(wish: ShapeWish): Solid {
  const body = turnedPiece([...royal, [14, 82], [20, 94], [17, 95], [0, 93]]);
  const crown = around(8, move(17.5, 0, 94, ball(4)));
  return paintMain(wish, IVORY, join(1.2, body, crown, move(0, 0, 95, ball(7))));
}

function king(wish: ShapeWish): Solid {
  const body = turnedPiece([...royal, [14, 80], [18, 92], [12, 95], [0, 96]]);
  const cross = turn(
    "x",
    90,
    move(
      0,
      0,
      -3,
      extrude(
        [
          [-2.6, 93],
          [2.6, 93],
          [2.6, 100],
          [8, 100],
          [8, 105.5],
          [2.6, 105.5],
          [2.6, 112],
          [-2.6, 112],
          [-2.6, 105.5],
          [-8, 105.5],
          [-8, 100],
          [-2.6, 100],
        ],
        6,
        1,
      ),
    ),
  );
  return paintMain(wish, IVORY, join(1, body, cross));
}
