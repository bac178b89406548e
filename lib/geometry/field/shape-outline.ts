import { POINTS } from "./shape-points";
import { solid, type Solid } from "./shape-solid";

export type Outline = readonly (readonly [number, number])[];

/** A closed outline in (x, y) given thickness along z, from z = 0 to `height`; edges rounded by `round`. */
export function extrude(outline: Outline, height: number, round = 0): Solid {
  const flat = distanceTable(outline, true);
  const [minX, minY, maxX, maxY] = flat.box;
  const distance = (x: number, y: number, z: number): number => {
    const a = flat.at(x, y) + round;
    const b = Math.abs(z - height / 2) - height / 2 + round;
    const oa = a > 0 ? a : 0;
    const ob = b > 0 ? b : 0;
    return Math.sqrt(oa * oa + ob * ob) + Math.min(Math.max(a, b), 0) - round;
  };
  return solid({ min: [minX, minY, 0], max: [maxX, maxY, height] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** An open line in (x, z) as a bent sheet: `thickness` strong, `width` along y, centred on y. */
export function bentSheet(line: Outline, thickness: number, width: number, round = 0): Solid {
  const flat = distanceTable(line, false);
  const [minX, minZ, maxX, maxZ] = flat.box;
  const half = thickness / 2;
  const distance = (x: number, y: number, z: number): number => {
    const a = flat.at(x, z) - half + round;
    const b = Math.abs(y) - width / 2 + round;
    const oa = a > 0 ? a : 0;
    const ob = b > 0 ? b : 0;
    return Math.sqrt(oa * oa + ob * ob) + Math.min(Math.max(a, b), 0) - round;
  };
  return solid(
    { min: [minX - half, -width / 2, minZ - half], max: [maxX + half, width / 2, maxZ + half] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/** A closed outline in (radius, z), radius ≥ 0, turned around the z axis. */
export function lathe(outline: Outline, round = 0): Solid {
  const flat = distanceTable(outline, true, true);
  const [, minZ, maxR, maxZ] = flat.box;
  const distance = (x: number, y: number, z: number): number => flat.at(Math.sqrt(x * x + y * y), z) - round;
  return solid(
    { min: [-maxR - round, -maxR - round, minZ - round], max: [maxR + round, maxR + round, maxZ + round] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/**
 * An open line in (radius, z) turned around the z axis, `thickness` strong: the way to draw vessels. The wall is
 * even everywhere and every rim comes out round, which two separate contours would not give.
 */
export function turnedWall(line: Outline, thickness: number): Solid {
  const flat = distanceTable(line, false, true);
  const [, minZ, maxR, maxZ] = flat.box;
  const half = thickness / 2;
  const distance = (x: number, y: number, z: number): number => flat.at(Math.sqrt(x * x + y * y), z) - half;
  return solid(
    { min: [-maxR - half, -maxR - half, minZ - half], max: [maxR + half, maxR + half, maxZ + half] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/** A smooth curve through the points (centripetal Catmull-Rom, which neither loops nor overshoots). */
export function smoothLine(points: Outline, steps = 10): [number, number][] {
  const line: [number, number][] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i];
    const p2 = points[i + 1];
    const p0 = points[i - 1] ?? [2 * p1[0] - p2[0], 2 * p1[1] - p2[1]];
    const p3 = points[i + 2] ?? [2 * p2[0] - p1[0], 2 * p2[1] - p1[1]];
    for (let step = 0; step < steps; step++) line.push(catmullRom(p0, p1, p2, p3, step / steps));
  }
  const last = points[points.length - 1];
  line.push([last[0], last[1]]);
  return line;
}

type Pair = readonly [number, number];

function catmullRom(p0: Pair, p1: Pair, p2: Pair, p3: Pair, share: number): [number, number] {
  const knot = (a: Pair, b: Pair) => Math.sqrt(Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)) || 1e-6;
  const t1 = knot(p0, p1);
  const t2 = t1 + knot(p1, p2);
  const t3 = t2 + knot(p2, p3);
  const t = t1 + share * (t2 - t1);
  const mix = (a: Pair, b: Pair, from: number, to: number): Pair => {
    const w = (t - from) / (to - from);
    return [a[0] + w * (b[0] - a[0]), a[1] + w * (b[1] - a[1])];
  };
  const a = mix(mix(p0, p1, 0, t1), mix(p1, p2, t1, t2), 0, t2);
  const b = mix(mix(p1, p2, t1, t2), mix(p2, p3, t2, t3), t1, t3);
  const [x, y] = mix(a, b, t1, t2);
  return [x, y];
}

interface DistanceTable {
  at(u: number, v: number): number;
  /** min u, min v, max u, max v of the line itself. */
  box: [number, number, number, number];
}

const CELLS = 256;

/**
 * The distance to a polyline costs one term an edge, and a smooth vase has 60: too dear for each of 10⁸ samples.
 * So it is tabled once (256 cells along the longer side, about 20 ms) and read bilinearly. Sharp corners soften by
 * less than a cell; sign only for closed lines. Outside the table √(edge value² + way to the table²) is a lower bound.
 */
function distanceTable(line: Outline, closed: boolean, turned = false): DistanceTable {
  const us = line.map(([u]) => u);
  const vs = line.map(([, v]) => v);
  const box: DistanceTable["box"] = [Math.min(...us), Math.min(...vs), Math.max(...us), Math.max(...vs)];
  const span = Math.max(box[2] - box[0], box[3] - box[1]);
  const pad = span * 0.12;
  const cell = (span + 2 * pad) / CELLS;
  const u0 = box[0] - pad;
  const v0 = box[1] - pad;
  const columns = Math.ceil((box[2] - box[0] + 2 * pad) / cell) + 1;
  const rows = Math.ceil((box[3] - box[1] + 2 * pad) / cell) + 1;
  const flat = Float64Array.from(line.flat());
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = lineDistance(
        flat,
        closed,
        turned,
        u0 + column * cell,
        v0 + row * cell,
      );

  const inverse = 1 / cell;
  const at = (u: number, v: number): number => {
    const wantedU = (u - u0) * inverse;
    const wantedV = (v - v0) * inverse;
    const cu = wantedU < 0 ? 0 : wantedU > columns - 1 ? columns - 1 : wantedU;
    const cv = wantedV < 0 ? 0 : wantedV > rows - 1 ? rows - 1 : wantedV;
    const iu = cu >= columns - 1 ? columns - 2 : cu | 0;
    const iv = cv >= rows - 1 ? rows - 2 : cv | 0;
    const fu = cu - iu;
    const fv = cv - iv;
    const i = iv * columns + iu;
    const low = values[i] + fu * (values[i + 1] - values[i]);
    const high = values[i + columns] + fu * (values[i + columns + 1] - values[i + columns]);
    const inside = low + fv * (high - low);
    if (wantedU === cu && wantedV === cv) return inside;
    const way = cell * cell * ((wantedU - cu) ** 2 + (wantedV - cv) ** 2);
    return Math.sqrt(inside * inside + way);
  };
  return { at, box };
}

/**
 * Distance to a line given as u, v pairs: unsigned for an open one, negative inside a closed one by the even-odd rule.
 * In a `turned` section u is a radius: it is mirrored at the axis, and edges on the axis close the section but are no
 * surface. A flat array is read here, for pairs in arrays of their own cost ten times as much.
 */
function lineDistance(
  line: Float64Array,
  closed: boolean,
  turned: boolean,
  column: number,
  v: number,
): number {
  const u = turned ? Math.abs(column) : column;
  let squared = Infinity;
  let inside = false;
  const end = line.length - (closed ? 0 : 2);
  for (let i = 0; i < end; i += 2) {
    const next = i + 2 === line.length ? 0 : i + 2;
    const au = line[i];
    const av = line[i + 1];
    const bu = line[next];
    const bv = line[next + 1];
    const eu = bu - au;
    const ev = bv - av;
    const length = eu * eu + ev * ev;
    const along = length === 0 ? 0 : ((u - au) * eu + (v - av) * ev) / length;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const du = u - au - t * eu;
    const dv = v - av - t * ev;
    const far = du * du + dv * dv;
    if (far < squared && !(turned && au === 0 && bu === 0)) squared = far;
    if (closed && av > v !== bv > v && u < au + ((v - av) / ev) * eu) inside = !inside;
  }
  return inside ? -Math.sqrt(squared) : Math.sqrt(squared);
}
