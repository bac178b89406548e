/** x right, y away from the viewer, z up; model units (about a millimetre at the usual size). */
export type Point = readonly [number, number, number];

export interface Bounds {
  min: Point;
  max: Point;
}

/** A painted solid given by a signed distance. */
export interface Solid {
  /**
   * Distance to the surface, negative inside. May fall short of the true distance, but its slope stays near or below
   * 1, so that a ball clear of the surface can be told from one sample (callers allow for a slope of 1.25).
   */
  distance(x: number, y: number, z: number): number;
  /** 0xRRGGBB of the surface nearest to the point. */
  color(x: number, y: number, z: number): number;
  readonly bounds: Bounds;
  /** A cheaper solid that agrees with this one inside the ball; most of a model is far from any one ball. */
  near?(x: number, y: number, z: number, radius: number): Solid;
}

/** A point from a number for each axis, 0 to 2. */
export const eachAxis = (number: (axis: number) => number): Point => [number(0), number(1), number(2)];

export const PLAIN_COLOR = 0xc9ccd1;
export const MAX_SLOPE = 1.25;

/** A solid from a bare distance function. */
export function solid(bounds: Bounds, distance: Solid["distance"]): Solid {
  return { bounds, distance, color: () => PLAIN_COLOR };
}

/** Solids joined; seams are filled with a fillet about `blend` wide (quadratic smooth minimum, after Quilez). */
export function join(blend: number, ...parts: Solid[]): Solid {
  if (parts.length === 1) return parts[0];
  const distance = (x: number, y: number, z: number): number => {
    let result = parts[0].distance(x, y, z);
    for (let i = 1; i < parts.length; i++) result = smoothMin(result, parts[i].distance(x, y, z), blend);
    return result;
  };
  const nearest = (x: number, y: number, z: number): Solid => {
    let found = parts[0];
    let least = Infinity;
    for (const part of parts) {
      const value = part.distance(x, y, z);
      if (value < least) [least, found] = [value, part];
    }
    return found;
  };
  return {
    bounds: padded(parts.map((part) => part.bounds).reduce(enclosing), blend / 4),
    distance,
    color: (x, y, z) => nearest(x, y, z).color(x, y, z),
    near(x, y, z, radius) {
      const values = parts.map((part) => part.distance(x, y, z));
      const reach = Math.min(...values) + 2 * MAX_SLOPE * radius + 1.5 * blend;
      const kept = parts.filter((_, i) => values[i] <= reach);
      return join(blend, ...kept.map((part) => part.near?.(x, y, z, radius) ?? part));
    },
  };
}

/** `body` without `tools`; the new edges are rounded over about `blend`. The cut faces keep the body's colour. */
export function carve(blend: number, body: Solid, ...tools: Solid[]): Solid {
  if (tools.length === 0) return body;
  return {
    bounds: body.bounds,
    color: (x, y, z) => body.color(x, y, z),
    distance(x, y, z) {
      let result = body.distance(x, y, z);
      for (const tool of tools) result = -smoothMin(-result, tool.distance(x, y, z), blend);
      return result;
    },
    near(x, y, z, radius) {
      const value = body.distance(x, y, z);
      const reach = 2 * MAX_SLOPE * radius + 1.5 * blend;
      const kept = tools.filter((tool) => -tool.distance(x, y, z) >= value - reach);
      const inner = body.near?.(x, y, z, radius) ?? body;
      return carve(blend, inner, ...kept.map((tool) => tool.near?.(x, y, z, radius) ?? tool));
    },
  };
}

/** Where both solids are; takes the first one's colour. */
export function common(blend: number, a: Solid, b: Solid): Solid {
  return {
    bounds: {
      min: eachAxis((i) => Math.max(a.bounds.min[i], b.bounds.min[i])),
      max: eachAxis((i) => Math.min(a.bounds.max[i], b.bounds.max[i])),
    },
    color: (x, y, z) => a.color(x, y, z),
    distance: (x, y, z) => -smoothMin(-a.distance(x, y, z), -b.distance(x, y, z), blend),
    near(x, y, z, radius) {
      const nearA = a.near?.(x, y, z, radius) ?? a;
      // Where b reaches nowhere near, it cuts nothing; a stays in any case, for it has the colour.
      const lead = a.distance(x, y, z) - b.distance(x, y, z);
      return lead > 2 * MAX_SLOPE * radius + 1.5 * blend
        ? nearA
        : common(blend, nearA, b.near?.(x, y, z, radius) ?? b);
    },
  };
}

/** Everything of the solid in one colour. */
export const paint = (color: number, inner: Solid): Solid => ({
  ...inner,
  color: () => color,
  near: (x, y, z, radius) => paint(color, inner.near?.(x, y, z, radius) ?? inner),
});

/** Another colour where `area` reaches, without changing the form. */
export const tint = (color: number, area: Solid, inner: Solid): Solid => ({
  ...inner,
  color: (x, y, z) => (area.distance(x, y, z) < 0 ? color : inner.color(x, y, z)),
  near(x, y, z, radius) {
    const nearInner = inner.near?.(x, y, z, radius) ?? inner;
    return area.distance(x, y, z) > MAX_SLOPE * radius
      ? nearInner
      : tint(color, area.near?.(x, y, z, radius) ?? area, nearInner);
  },
});

/** Grown on all sides by `amount`: edges become round. */
export const swell = (amount: number, inner: Solid): Solid => ({
  ...inner,
  bounds: padded(inner.bounds, amount),
  distance: (x, y, z) => inner.distance(x, y, z) - amount,
  near: (x, y, z, radius) => swell(amount, inner.near?.(x, y, z, radius) ?? inner),
});

/** Nothing stands below the plate: whatever reaches under z = 0 is cut off flat. */
export const onPlate = (inner: Solid): Solid => ({
  ...inner,
  bounds: { min: [inner.bounds.min[0], inner.bounds.min[1], 0], max: inner.bounds.max },
  distance: (x, y, z) => Math.max(inner.distance(x, y, z), -z),
  near(x, y, z, radius) {
    const nearInner = inner.near?.(x, y, z, radius) ?? inner;
    const clear = radius - z < inner.distance(x, y, z) - MAX_SLOPE * radius;
    return clear ? nearInner : onPlate(nearInner);
  },
});

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
