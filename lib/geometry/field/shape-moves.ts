import { eachAxis, padded, type Bounds, type Point, type Solid } from "./shape-solid";

/** The solid moved by (dx, dy, dz). */
export function move(dx: number, dy: number, dz: number, inner: Solid): Solid {
  const { min, max } = inner.bounds;
  return {
    bounds: {
      min: [min[0] + dx, min[1] + dy, min[2] + dz],
      max: [max[0] + dx, max[1] + dy, max[2] + dz],
    },
    distance: (x, y, z) => inner.distance(x - dx, y - dy, z - dz),
    color: (x, y, z) => inner.color(x - dx, y - dy, z - dz),
    near: (x, y, z, radius) => move(dx, dy, dz, inner.near?.(x - dx, y - dy, z - dz, radius) ?? inner),
  };
}

/** The solid turned about an axis through the origin, counter-clockwise seen from the axis's positive end. */
export function turn(axis: "x" | "y" | "z", degrees: number, inner: Solid): Solid {
  const c = Math.cos((degrees * Math.PI) / 180);
  const s = Math.sin((degrees * Math.PI) / 180);
  // (u, v) is the plane that turns: y→z, z→x or x→y.
  const back = (x: number, y: number, z: number): [number, number, number] =>
    axis === "x"
      ? [x, c * y + s * z, c * z - s * y]
      : axis === "y"
        ? [c * x - s * z, y, c * z + s * x]
        : [c * x + s * y, c * y - s * x, z];
  const forth = (x: number, y: number, z: number): Point =>
    axis === "x"
      ? [x, c * y - s * z, c * z + s * y]
      : axis === "y"
        ? [c * x + s * z, y, c * z - s * x]
        : [c * x - s * y, c * y + s * x, z];
  const distance: Solid["distance"] =
    axis === "x"
      ? (x, y, z) => inner.distance(x, c * y + s * z, c * z - s * y)
      : axis === "y"
        ? (x, y, z) => inner.distance(c * x - s * z, y, c * z + s * x)
        : (x, y, z) => inner.distance(c * x + s * y, c * y - s * x, z);
  return {
    bounds: boundsOf(corners(inner.bounds).map(([x, y, z]) => forth(x, y, z))),
    distance,
    color: (x, y, z) => inner.color(...back(x, y, z)),
    near: (x, y, z, radius) => turn(axis, degrees, inner.near?.(...back(x, y, z), radius) ?? inner),
  };
}

/** The solid and its mirror image across the plane x = 0; the solid should lie on the side x ≥ 0. */
export const mirrored = (inner: Solid): Solid => ({
  bounds: { min: [-inner.bounds.max[0], inner.bounds.min[1], inner.bounds.min[2]], max: inner.bounds.max },
  distance: (x, y, z) => inner.distance(Math.abs(x), y, z),
  color: (x, y, z) => inner.color(Math.abs(x), y, z),
  near: (x, y, z, radius) =>
    Math.abs(x) < radius ? mirrored(inner) : mirrored(inner.near?.(Math.abs(x), y, z, radius) ?? inner),
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
  const round: Solid = {
    bounds: {
      min: [-reach, -reach, inner.bounds.min[2]],
      max: [reach, reach, inner.bounds.max[2]],
    },
    distance(x, y, z) {
      const folded = fold(x, y);
      const length = Math.sqrt(x * x + y * y);
      return inner.distance(length * Math.cos(folded), length * Math.sin(folded), z);
    },
    color(x, y, z) {
      const folded = fold(x, y);
      const length = Math.sqrt(x * x + y * y);
      return inner.color(length * Math.cos(folded), length * Math.sin(folded), z);
    },
    near(x, y, z, radius) {
      const angle = Math.atan2(y, x);
      const copy = Math.round(angle / sector);
      const length = Math.sqrt(x * x + y * y);
      // A ball that keeps clear of its sector's borders sees one copy only.
      const clear = length * Math.sin(Math.min(sector / 2 - Math.abs(angle - copy * sector), Math.PI / 2));
      if (times < 2 || clear <= radius) return round;
      return turn("z", (copy * sector * 180) / Math.PI, inner).near?.(x, y, z, radius) ?? inner;
    },
  };
  return round;
}

/** The solid scaled along each axis about the origin. Distances come out too short, never too long. */
export function stretch(sx: number, sy: number, sz: number, inner: Solid): Solid {
  if (sx === 1 && sy === 1 && sz === 1) return inner;
  const least = Math.min(sx, sy, sz);
  const { min, max } = inner.bounds;
  return {
    bounds: { min: [min[0] * sx, min[1] * sy, min[2] * sz], max: [max[0] * sx, max[1] * sy, max[2] * sz] },
    distance: (x, y, z) => inner.distance(x / sx, y / sy, z / sz) * least,
    color: (x, y, z) => inner.color(x / sx, y / sy, z / sz),
    near: (x, y, z, radius) =>
      stretch(sx, sy, sz, inner.near?.(x / sx, y / sy, z / sz, radius / least) ?? inner),
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
  const middle = (min[2] + max[2]) / 2;
  const divisor = Math.min(slope, 2.2);
  // Where the point comes from: its angle turns with height, its radius shrinks by the flute's share.
  const angleAt = (z: number): number => -twist * (z - middle);
  const scaleAt = (u: number, v: number): number =>
    depth === 0 ? 1 : 1 / (1 + depth * Math.cos(lobes * Math.atan2(v, u)));
  const wide = reach * (1 + depth);
  const through = (part: Solid): Solid => ({
    bounds:
      twist === 0 && depth === 0
        ? inner.bounds
        : twist === 0
          ? padded(inner.bounds, reach * depth)
          : { min: [-wide, -wide, min[2]], max: [wide, wide, max[2]] },
    distance(x, y, z) {
      const angle = angleAt(z);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      const u = c * x - s * y;
      const v = s * x + c * y;
      const scale = scaleAt(u, v);
      return part.distance(u * scale, v * scale, z) / divisor;
    },
    color(x, y, z) {
      const angle = angleAt(z);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      const u = c * x - s * y;
      const v = s * x + c * y;
      const scale = scaleAt(u, v);
      return part.color(u * scale, v * scale, z);
    },
    near(x, y, z, radius) {
      const angle = angleAt(z);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      const u = c * x - s * y;
      const v = s * x + c * y;
      const scale = scaleAt(u, v);
      const inside = part.near?.(u * scale, v * scale, z, radius * slope);
      return inside ? through(inside) : through(part);
    },
  });
  return through(inner);
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
