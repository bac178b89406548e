import { POINTS, withRows, type Points } from "./shape-points";

/** x right, y away from the viewer, z up; model units (about a millimetre at the usual size). */
export type Point = readonly [number, number, number];

export interface Bounds {
  min: Point;
  max: Point;
}

/** A painted form given by a signed distance. */
export interface Form {
  /**
   * Distance to the surface, negative inside. May fall short of the true distance, but its slope stays near or below
   * 1, so that a ball clear of the surface can be told from one sample (callers allow for a slope of 1.25).
   */
  distance(x: number, y: number, z: number): number;
  /** The same for a brick of points at once; several times as fast. See {@link fillDistances}. */
  distances?(points: Points, out: Float64Array): void;
  /** 0xRRGGBB of the surface nearest to the point. */
  color(x: number, y: number, z: number): number;
  /**
   * A cheaper form with the same surface inside the ball; most of a model is far from any one ball. Farther from the
   * surface than the ball's quarter radius its distances may be too long, never of the wrong sign; a fillet or a swelling
   * that reads distances farther out asks for a ball that much larger. Made for every brick, so it is a plain small
   * object: no bounds, no spreads, no getters.
   */
  near?(x: number, y: number, z: number, radius: number): Form;
}

/** A form and the box that it stays in. */
export interface Solid extends Form {
  readonly bounds: Bounds;
}

export const within = (bounds: Bounds, form: Form): Solid => Object.assign(form, { bounds });

/** A point from a number for each axis, 0 to 2. */
export const eachAxis = (number: (axis: number) => number): Point => [number(0), number(1), number(2)];

export const PLAIN_COLOR = 0xc9ccd1;
export const MAX_SLOPE = 1.25;
/** Radii of a ball that something must be away to have no surface in it, and a quarter of one to spare. */
const CLEAR = 1.5;

/** A solid from a bare distance function, and the same for many points where that pays. */
export function solid(
  bounds: Bounds,
  distance: Solid["distance"],
  distances?: (points: Points, out: Float64Array) => void,
): Solid {
  return { bounds, distance, distances, color: () => PLAIN_COLOR };
}

/** The distances of a brick of points, however the solid gives them. */
export function fillDistances(inner: Form, points: Points, out: Float64Array): void {
  if (inner.distances) return inner.distances(points, out);
  const { x, y, z } = points;
  for (let n = 0; n < POINTS; n++) out[n] = inner.distance(x[n], y[n], z[n]);
}

/** Solids joined; seams are filled with a fillet about `blend` wide (quadratic smooth minimum, after Quilez). */
export function join(blend: number, ...parts: Solid[]): Solid {
  if (parts.length === 1) return parts[0];
  return within(padded(parts.map((part) => part.bounds).reduce(enclosing), blend / 4), joined(blend, parts));
}

function joined(blend: number, parts: readonly Form[]): Form {
  if (parts.length === 1) return parts[0];
  return {
    distance(x, y, z) {
      let result = parts[0].distance(x, y, z);
      for (let i = 1; i < parts.length; i++) result = smoothMin(result, parts[i].distance(x, y, z), blend);
      return result;
    },
    distances(points, out) {
      fillDistances(parts[0], points, out);
      withRows(1, (row: Float64Array) => {
        for (let i = 1; i < parts.length; i++) {
          fillDistances(parts[i], points, row);
          for (let n = 0; n < POINTS; n++) out[n] = smoothMin(out[n], row[n], blend);
        }
      });
    },
    color(x, y, z) {
      let found = parts[0];
      let least = Infinity;
      for (const part of parts) {
        const value = part.distance(x, y, z);
        if (value < least) [least, found] = [value, part];
      }
      return found.color(x, y, z);
    },
    near(x, y, z, radius) {
      const values = parts.map((part) => part.distance(x, y, z));
      const least = Math.min(...values);
      // What has no surface in the ball, nor one that a fillet reaches, is left out; so is what lies behind the nearest.
      const reach = Math.min(least + 2 * MAX_SLOPE * radius, Math.max(least, CLEAR * radius)) + 1.5 * blend;
      return joined(
        blend,
        parts.filter((_, i) => values[i] <= reach).map((part) => nearForm(part, x, y, z, radius + blend)),
      );
    },
  };
}

/** `body` without `tools`; the new edges are rounded over about `blend`. The cut faces keep the body's colour. */
export const carve = (blend: number, body: Solid, ...tools: Solid[]): Solid =>
  tools.length === 0 ? body : within(body.bounds, carved(blend, body, tools));

function carved(blend: number, body: Form, tools: readonly Form[]): Form {
  if (tools.length === 0) return body;
  return {
    color: (x, y, z) => body.color(x, y, z),
    distance(x, y, z) {
      let result = body.distance(x, y, z);
      for (const tool of tools) result = -smoothMin(-result, tool.distance(x, y, z), blend);
      return result;
    },
    distances(points, out) {
      fillDistances(body, points, out);
      withRows(1, (row: Float64Array) => {
        for (const tool of tools) {
          fillDistances(tool, points, row);
          for (let n = 0; n < POINTS; n++) out[n] = -smoothMin(-out[n], row[n], blend);
        }
      });
    },
    near(x, y, z, radius) {
      const least = body.distance(x, y, z) - 2 * MAX_SLOPE * radius - 1.5 * blend;
      const kept = tools.filter((tool) => {
        const distance = tool.distance(x, y, z);
        return -distance >= least && distance <= CLEAR * radius + 1.5 * blend;
      });
      return carved(
        blend,
        nearForm(body, x, y, z, radius + blend),
        kept.map((tool) => nearForm(tool, x, y, z, radius + blend)),
      );
    },
  };
}

/** Where both solids are; takes the first one's colour. */
export const common = (blend: number, a: Solid, b: Solid): Solid =>
  within(
    {
      min: eachAxis((i) => Math.max(a.bounds.min[i], b.bounds.min[i])),
      max: eachAxis((i) => Math.min(a.bounds.max[i], b.bounds.max[i])),
    },
    shared(blend, a, b),
  );

const shared = (blend: number, a: Form, b: Form): Form => ({
  color: (x, y, z) => a.color(x, y, z),
  distance: (x, y, z) => -smoothMin(-a.distance(x, y, z), -b.distance(x, y, z), blend),
  distances(points, out) {
    fillDistances(a, points, out);
    withRows(1, (row: Float64Array) => {
      fillDistances(b, points, row);
      for (let n = 0; n < POINTS; n++) out[n] = -smoothMin(-out[n], -row[n], blend);
    });
  },
  near(x, y, z, radius) {
    const nearA = nearForm(a, x, y, z, radius + blend);
    // Where b reaches nowhere near, it cuts nothing; a stays in any case, for it has the colour.
    const cut = b.distance(x, y, z);
    const lead = a.distance(x, y, z) - cut;
    return lead > 2 * MAX_SLOPE * radius + 1.5 * blend || cut < -CLEAR * radius - 1.5 * blend
      ? nearA
      : shared(blend, nearA, nearForm(b, x, y, z, radius + blend));
  },
});

/** Everything of the solid in one colour. */
export const paint = (color: number, inner: Solid): Solid => within(inner.bounds, painted(color, inner));

const painted = (color: number, inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(x, y, z),
  distances: (points, out) => fillDistances(inner, points, out),
  color: () => color,
  near: (x, y, z, radius) => painted(color, nearForm(inner, x, y, z, radius)),
});

/** Another colour where `area` reaches, without changing the form. */
export const tint = (color: number, area: Solid, inner: Solid): Solid =>
  within(inner.bounds, tinted(color, area, inner));

const tinted = (color: number, area: Form, inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(x, y, z),
  distances: (points, out) => fillDistances(inner, points, out),
  color: (x, y, z) => (area.distance(x, y, z) < 0 ? color : inner.color(x, y, z)),
  near(x, y, z, radius) {
    const nearInner = nearForm(inner, x, y, z, radius);
    return area.distance(x, y, z) > MAX_SLOPE * radius
      ? nearInner
      : tinted(color, nearForm(area, x, y, z, radius), nearInner);
  },
});

/** Grown on all sides by `amount`: edges become round. */
export const swell = (amount: number, inner: Solid): Solid =>
  within(padded(inner.bounds, amount), swollen(amount, inner));

const swollen = (amount: number, inner: Form): Form => ({
  distance: (x, y, z) => inner.distance(x, y, z) - amount,
  distances(points, out) {
    fillDistances(inner, points, out);
    for (let n = 0; n < POINTS; n++) out[n] -= amount;
  },
  color: (x, y, z) => inner.color(x, y, z),
  // The surface is where the inner distance is the amount, so that much more must be true of it.
  near: (x, y, z, radius) => swollen(amount, nearForm(inner, x, y, z, radius + Math.abs(amount))),
});

/** Nothing stands below the plate: whatever reaches under z = 0 is cut off flat. */
export const onPlate = (inner: Solid): Solid =>
  within({ min: [inner.bounds.min[0], inner.bounds.min[1], 0], max: inner.bounds.max }, standing(inner));

const standing = (inner: Form): Form => ({
  distance: (x, y, z) => Math.max(inner.distance(x, y, z), -z),
  distances(points, out) {
    fillDistances(inner, points, out);
    const { z } = points;
    for (let n = 0; n < POINTS; n++) if (out[n] < -z[n]) out[n] = -z[n];
  },
  color: (x, y, z) => inner.color(x, y, z),
  near(x, y, z, radius) {
    const nearInner = nearForm(inner, x, y, z, radius);
    return z > CLEAR * radius ? nearInner : standing(nearInner);
  },
});

export const nearForm = (form: Form, x: number, y: number, z: number, radius: number): Form =>
  form.near ? form.near(x, y, z, radius) : form;

export function smoothMin(a: number, b: number, blend: number): number {
  const gap = blend - Math.abs(a - b);
  const least = a < b ? a : b;
  return gap <= 0 ? least : least - (gap * gap) / (4 * blend);
}

export const padded = ({ min, max }: Bounds, pad: number): Bounds => ({
  min: [min[0] - pad, min[1] - pad, min[2] - pad],
  max: [max[0] + pad, max[1] + pad, max[2] + pad],
});

const enclosing = (a: Bounds, b: Bounds): Bounds => ({
  min: eachAxis((i) => Math.min(a.min[i], b.min[i])),
  max: eachAxis((i) => Math.max(a.max[i], b.max[i])),
});
