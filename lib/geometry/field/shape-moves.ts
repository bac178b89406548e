import { POINTS, withRows } from "./shape-points";
import {
  eachAxis,
  fillDistances,
  nearForm,
  padded,
  within,
  type Bounds,
  type Form,
  type Point,
  type Solid,
} from "./shape-solid";

/** The solid moved by (dx, dy, dz). */
export function move(dx: number, dy: number, dz: number, inner: Solid): Solid {
  const { min, max } = inner.bounds;
  return within(
    {
      min: [min[0] + dx, min[1] + dy, min[2] + dz],
      max: [max[0] + dx, max[1] + dy, max[2] + dz],
    },
    moved(dx, dy, dz, inner),
  );
}

const moved = (dx: number, dy: number, dz: number, inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(x - dx, y - dy, z - dz),
  distances({ x, y, z }, out) {
    withRows(3, (mx: Float64Array, my: Float64Array, mz: Float64Array) => {
      for (let n = 0; n < POINTS; n++) {
        mx[n] = x[n] - dx;
        my[n] = y[n] - dy;
        mz[n] = z[n] - dz;
      }
      fillDistances(inner, { x: mx, y: my, z: mz }, out);
    });
  },
  color: (x, y, z) => inner.color(x - dx, y - dy, z - dz),
  near: (x, y, z, radius) => moved(dx, dy, dz, nearForm(inner, x - dx, y - dy, z - dz, radius)),
});

/** The solid turned about an axis through the origin, counter-clockwise seen from the axis's positive end. */
export function turn(axis: "x" | "y" | "z", degrees: number, inner: Solid): Solid {
  const c = Math.cos((degrees * Math.PI) / 180);
  const s = Math.sin((degrees * Math.PI) / 180);
  const forth = ([x, y, z]: Point): Point =>
    axis === "x"
      ? [x, c * y - s * z, c * z + s * y]
      : axis === "y"
        ? [c * x + s * z, y, c * z - s * x]
        : [c * x - s * y, c * y + s * x, z];
  return within(boundsOf(corners(inner.bounds).map(forth)), turned(axis, c, s, inner));
}

/** By the angle with the given cosine and sine; points are turned back. (u, v) is y→z, z→x or x→y. */
function turned(axis: "x" | "y" | "z", c: number, s: number, inner: Form): Form {
  const back = (x: number, y: number, z: number): [number, number, number] =>
    axis === "x"
      ? [x, c * y + s * z, c * z - s * y]
      : axis === "y"
        ? [c * x - s * z, y, c * z + s * x]
        : [c * x + s * y, c * y - s * x, z];
  return {
    distance:
      axis === "x"
        ? (x, y, z) => inner.distance(x, c * y + s * z, c * z - s * y)
        : axis === "y"
          ? (x, y, z) => inner.distance(c * x - s * z, y, c * z + s * x)
          : (x, y, z) => inner.distance(c * x + s * y, c * y - s * x, z),
    distances({ x, y, z }, out) {
      withRows(2, (u: Float64Array, v: Float64Array) => {
        const [from, to] = axis === "x" ? [y, z] : axis === "y" ? [z, x] : [x, y];
        for (let n = 0; n < POINTS; n++) {
          u[n] = c * from[n] + s * to[n];
          v[n] = c * to[n] - s * from[n];
        }
        const points =
          axis === "x" ? { x, y: u, z: v } : axis === "y" ? { x: v, y, z: u } : { x: u, y: v, z };
        fillDistances(inner, points, out);
      });
    },
    color: (x, y, z) => inner.color(...back(x, y, z)),
    near: (x, y, z, radius) => turned(axis, c, s, nearForm(inner, ...back(x, y, z), radius)),
  };
}

/** The solid and its mirror image across the plane x = 0; the solid should lie on the side x ≥ 0. */
export const mirrored = (inner: Solid): Solid =>
  within(
    { min: [-inner.bounds.max[0], inner.bounds.min[1], inner.bounds.min[2]], max: inner.bounds.max },
    twofold(inner),
  );

const twofold = (inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(Math.abs(x), y, z),
  distances({ x, y, z }, out) {
    withRows(1, (folded: Float64Array) => {
      for (let n = 0; n < POINTS; n++) folded[n] = Math.abs(x[n]);
      fillDistances(inner, { x: folded, y, z }, out);
    });
  },
  color: (x, y, z) => inner.color(Math.abs(x), y, z),
  near: (x, y, z, radius) =>
    twofold(Math.abs(x) < radius ? inner : nearForm(inner, Math.abs(x), y, z, radius)),
});

/**
 * `times` copies around the z axis. The solid is the copy that points along +x and should be symmetric in y, so that
 * the nearest copy is always the one in the point's own sector.
 */
export function around(times: number, inner: Solid): Solid {
  const sector = (2 * Math.PI) / times;
  const fold = (x: number, y: number): number => {
    const angle = Math.atan2(y, x);
    return angle - sector * Math.round(angle / sector);
  };
  const reach = Math.max(...corners(inner.bounds).map(([x, y]) => Math.sqrt(x * x + y * y)));
  const ring: Form = {
    distance(x, y, z) {
      const folded = fold(x, y);
      const length = Math.sqrt(x * x + y * y);
      return inner.distance(length * Math.cos(folded), length * Math.sin(folded), z);
    },
    distances({ x, y, z }, out) {
      withRows(2, (u: Float64Array, v: Float64Array) => {
        for (let n = 0; n < POINTS; n++) {
          const folded = fold(x[n], y[n]);
          const length = Math.sqrt(x[n] * x[n] + y[n] * y[n]);
          u[n] = length * Math.cos(folded);
          v[n] = length * Math.sin(folded);
        }
        fillDistances(inner, { x: u, y: v, z }, out);
      });
    },
    color(x, y, z) {
      const folded = fold(x, y);
      const length = Math.sqrt(x * x + y * y);
      return inner.color(length * Math.cos(folded), length * Math.sin(folded), z);
    },
    near(x, y, z, radius) {
      const folded = fold(x, y);
      const length = Math.sqrt(x * x + y * y);
      // A ball that keeps clear of its sector's borders sees one copy only.
      const clear = length * Math.sin(Math.min(sector / 2 - Math.abs(folded), Math.PI / 2));
      if (times < 2 || clear <= radius) return ring;
      const copy = Math.atan2(y, x) - folded;
      const [u, v] = [length * Math.cos(folded), length * Math.sin(folded)];
      return turned("z", Math.cos(copy), Math.sin(copy), nearForm(inner, u, v, z, radius));
    },
  };
  return within(
    { min: [-reach, -reach, inner.bounds.min[2]], max: [reach, reach, inner.bounds.max[2]] },
    ring,
  );
}

/** The solid scaled along each axis about the origin. Distances come out too short, never too long. */
export function stretch(sx: number, sy: number, sz: number, inner: Solid): Solid {
  if (sx === 1 && sy === 1 && sz === 1) return inner;
  const { min, max } = inner.bounds;
  return within(
    { min: [min[0] * sx, min[1] * sy, min[2] * sz], max: [max[0] * sx, max[1] * sy, max[2] * sz] },
    stretched(sx, sy, sz, inner),
  );
}

function stretched(sx: number, sy: number, sz: number, inner: Form): Form {
  const least = Math.min(sx, sy, sz);
  return {
    distance: (x, y, z) => inner.distance(x / sx, y / sy, z / sz) * least,
    distances({ x, y, z }, out) {
      withRows(3, (ux: Float64Array, uy: Float64Array, uz: Float64Array) => {
        for (let n = 0; n < POINTS; n++) {
          ux[n] = x[n] / sx;
          uy[n] = y[n] / sy;
          uz[n] = z[n] / sz;
        }
        fillDistances(inner, { x: ux, y: uy, z: uz }, out);
      });
      for (let n = 0; n < POINTS; n++) out[n] *= least;
    },
    color: (x, y, z) => inner.color(x / sx, y / sy, z / sz),
    near: (x, y, z, radius) => stretched(sx, sy, sz, nearForm(inner, x / sx, y / sy, z / sz, radius / least)),
  };
}

/**
 * Flutes and a twist: at height z the section is turned by `degreesPerUnit`·z, and its radius follows
 * 1 + depth·cos(lobes·angle). The slope of that map is bounded over the solid's bounds and divided out.
 */
export function flute(lobes: number, depth: number, degreesPerUnit: number, inner: Solid): Solid {
  const twist = (degreesPerUnit * Math.PI) / 180;
  const { min, max } = inner.bounds;
  const reach = Math.max(...corners(inner.bounds).map(([x, y]) => Math.sqrt(x * x + y * y)));
  const slope = Math.sqrt(
    (1 / (1 - depth)) ** 2 + (depth * lobes) ** 2 + (twist * reach * (1 + depth * lobes)) ** 2,
  );
  const wide = reach * (1 + depth);
  const bounds: Bounds =
    twist === 0 && depth === 0
      ? inner.bounds
      : twist === 0
        ? padded(inner.bounds, reach * depth)
        : { min: [-wide, -wide, min[2]], max: [wide, wide, max[2]] };
  return within(bounds, fluted({ lobes, depth, twist, slope, middle: (min[2] + max[2]) / 2 }, inner));
}

interface Flutes {
  lobes: number;
  depth: number;
  /** Radians a unit of height, from the middle. */
  twist: number;
  middle: number;
  slope: number;
}

function fluted(flutes: Flutes, inner: Form): Form {
  const { lobes, depth, twist, middle, slope } = flutes;
  const divisor = Math.min(slope, 2.2);
  const scaleAt = (u: number, v: number): number =>
    depth === 0 ? 1 : 1 / (1 + depth * cosineOfMultiple(lobes, u, v));
  const back = (x: number, y: number, z: number): [number, number, number] => {
    const angle = twist * (middle - z);
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const u = c * x - s * y;
    const v = s * x + c * y;
    const scale = scaleAt(u, v);
    return [u * scale, v * scale, z];
  };
  return {
    distance: (x, y, z) => inner.distance(...back(x, y, z)) / divisor,
    distances({ x, y, z }, out) {
      withRows(2, (us: Float64Array, vs: Float64Array) => {
        let [height, c, s] = [NaN, 1, 0];
        for (let n = 0; n < POINTS; n++) {
          if (z[n] !== height) {
            height = z[n];
            c = Math.cos(twist * (middle - height));
            s = Math.sin(twist * (middle - height));
          }
          const u = c * x[n] - s * y[n];
          const v = s * x[n] + c * y[n];
          const scale = scaleAt(u, v);
          us[n] = u * scale;
          vs[n] = v * scale;
        }
        fillDistances(inner, { x: us, y: vs, z }, out);
      });
      for (let n = 0; n < POINTS; n++) out[n] /= divisor;
    },
    color: (x, y, z) => inner.color(...back(x, y, z)),
    near: (x, y, z, radius) => fluted(flutes, nearForm(inner, ...back(x, y, z), radius * slope)),
  };
}

/** cos(times · angle of (u, v)) by repeated squaring of the unit vector: a tenth of the price of two trigonometric calls. */
function cosineOfMultiple(times: number, u: number, v: number): number {
  const length = Math.sqrt(u * u + v * v);
  if (length === 0) return 1;
  let [a, b] = [u / length, v / length];
  let [real, imaginary] = [1, 0];
  for (let rest = times; rest > 0; rest >>= 1) {
    if (rest & 1) {
      const next = real * a - imaginary * b;
      imaginary = real * b + imaginary * a;
      real = next;
    }
    const squared = a * a - b * b;
    b = 2 * a * b;
    a = squared;
  }
  return real;
}

const corners = ({ min, max }: Bounds): Point[] =>
  [min[0], max[0]].flatMap((x) =>
    [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z) => [x, y, z] as const)),
  );

function boundsOf(points: Point[]): Bounds {
  const pick = (choose: (...values: number[]) => number): Point =>
    eachAxis((axis) => choose(...points.map((point) => point[axis])));
  return { min: pick(Math.min), max: pick(Math.max) };
}
