import { measureSolid } from "./measure-solid";
import { flute, move, stretch } from "./shape-moves";
import { findNoun } from "./shape-catalog";
import { box, cylinder } from "./shape-primitives";
import type { ShapeAdjective, ShapeRecipe } from "./shape-recipe";
import { carve, join, onPlate, paint, solid, swell, type Solid } from "./shape-solid";
import type { ShapeNoun, ShapeWish } from "./shape-wish";

/** A shape as it was asked for. */
export interface BuiltShape {
  /** The thing itself, once. */
  one: Solid;
  /** All of it: the copies, or the thing and what lies beside it. */
  whole: Solid;
}

/** The solid of a recipe: the noun's builder, then what the adjectives do to any solid, then lengths and copies. */
export function buildShape(recipe: ShapeRecipe): BuiltShape {
  const noun = findNoun(recipe.noun);
  if (!noun) throw new RangeError(`The catalogue has no shape "${recipe.noun}".`);
  const has = (adjective: ShapeAdjective): boolean => recipe.adjectives.includes(adjective);
  const skin = skinOf(has, (noun.turned ?? false) && recipe.sides === undefined);
  const wish: ShapeWish = {
    color: recipe.color,
    count: recipe.count,
    sides: recipe.sides,
    lengths: recipe.lengths,
    wall: has("thin") ? 0.65 : has("thick") ? 1.5 : 1,
    round: has("rounded") ? 2.4 : has("sharp") ? 0.15 : 1,
    skin: noun.skinned ? skin : (body) => body,
  };
  const built = noun.build(wish);
  const shaped = proportioned(noun.skinned ? built : skin(built), recipe, noun);
  const hollowed = has("hollow") && !noun.walled ? hollow(shaped) : shaped;
  const one = onPlate(noun.sunk ? sink(noun.sunk, hollowed) : hollowed);
  const extra = recipe.extra && noun.beside ? onPlate(noun.beside.build(wish)) : undefined;
  if (extra) return { one, whole: besides(one, extra) };
  return { one, whole: recipe.copies > 1 ? onPlate(arrange(one, recipe.copies, recipe.stacked)) : one };
}

/** Lengths that the prompt states are the last word; adjectives only speak where there are none. */
function proportioned(body: Solid, { lengths, adjectives }: ShapeRecipe, noun: ShapeNoun): Solid {
  if (!lengths) {
    const [sx, sy, sz] = proportions((adjective) => adjectives.includes(adjective), noun.walled ?? false);
    return stretch(sx, sy, sz, body);
  }
  if (noun.boxed) return body;
  const [x, y, z] = measureSolid(body);
  return stretch(lengths[0] / x, lengths[1] / y, lengths[2] / z, body);
}

/** Round undersides meet the plate in a point; cut off a little, they stand and stick. */
const sink = (share: number, body: Solid): Solid =>
  move(0, 0, -share * (body.bounds.max[2] - Math.max(body.bounds.min[2], 0)), body);

/** Printed in one go, apart from each other. */
function besides(one: Solid, extra: Solid): Solid {
  const gap = 0.06 * (one.bounds.max[0] - one.bounds.min[0]);
  return join(0, one, move(one.bounds.max[0] - extra.bounds.min[0] + gap, 0, 0, extra));
}

type Has = (adjective: ShapeAdjective) => boolean;

/** A twist does not show on a lathe's work without flutes; on square things it shows alone. */
function skinOf(has: Has, round: boolean): (body: Solid) => Solid {
  const twisted = has("twisted");
  const ribbed = has("ribbed");
  if (!twisted && !ribbed) return (body) => body;
  const lobes = ribbed ? 16 : round ? 7 : 0;
  const depth = ribbed ? 0.035 : round ? 0.06 : 0;
  return (body) => {
    const height = body.bounds.max[2] - body.bounds.min[2];
    return flute(lobes, depth, twisted ? (round ? 110 : 80) / height : 0, body);
  };
}

function proportions(has: Has, walled: boolean): [number, number, number] {
  let [x, y, z] = [1, 1, 1];
  const scale = (fx: number, fy: number, fz: number): void => {
    [x, y, z] = [x * fx, y * fy, z * fz];
  };
  if (has("tall")) scale(1, 1, 1.5);
  if (has("short")) scale(1, 1, 0.65);
  if (has("flat")) scale(1, 1, 0.45);
  if (has("wide")) scale(1.4, 1.4, 1);
  if (has("narrow")) scale(0.7, 0.7, 1);
  if (has("long")) scale(1.6, 1, 1);
  if (!walled && has("thin") && !has("narrow")) scale(0.85, 0.85, 1);
  return [x, y, z];
}

/** A shell with a round opening on top: a closed hollow would keep its supports and its resin inside for ever. */
function hollow(body: Solid): Solid {
  const { min, max } = body.bounds;
  const extents = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  // A flat thing becomes a frame: its section just over the plate, cut through.
  if (extents[2] < 0.35 * Math.max(extents[0], extents[1])) {
    const rim = 0.22 * extents[2];
    const level = Math.max(min[2], 0) + 0.4 * extents[2];
    const through = solid(body.bounds, (x, y) => body.distance(x, y, level) + rim);
    // A vaulted top would end in a knife's edge.
    const above = solid(body.bounds, (x, y, z) => level + 0.2 * extents[2] - z);
    return carve(0.4, body, through, above);
  }
  const wall = 0.06 * Math.min(...extents);
  const inside = swell(-wall, body);
  const above = solid(body.bounds, (x, y, z) => Math.max(inside.distance(x, y, z), wall - z));
  const opening = move(0, 0, max[2], cylinder(0.2 * Math.min(extents[0], extents[1]), extents[2]));
  return carve(wall * 0.3, body, join(wall * 0.5, above, opening));
}

/** Copies in rows on a thin shared base, or one on top of the other, sunk in a little: one body either way. */
function arrange(body: Solid, copies: number, stacked: boolean): Solid {
  const { min, max } = body.bounds;
  const [width, depth, height] = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  if (stacked) {
    const lift = height * 0.97;
    return join(1.5, ...Array.from({ length: copies }, (_, i) => move(0, 0, i * lift, body)));
  }
  const columns = copies <= 5 ? copies : Math.ceil(Math.sqrt(copies));
  const rows = Math.ceil(copies / columns);
  const [stepX, stepY] = [width * 1.08, depth * 1.08];
  const [middleX, middleY] = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  const base = 0.04 * Math.max(width, depth, height);
  const bodies = Array.from({ length: copies }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, copies - row * columns);
    const x = ((i % columns) - (inRow - 1) / 2) * stepX - middleX;
    const y = (row - (rows - 1) / 2) * stepY - middleY;
    return move(x, y, base * 0.7, body);
  });
  const plate = box(columns * stepX + base, rows * stepY + base, 2 * base, Math.min(width, depth) * 0.1);
  return onPlate(join(0.5, paint(0x8b8f96, plate), ...bodies));
}
