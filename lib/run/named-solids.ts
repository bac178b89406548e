/** Positive inside, roughly a distance; x right, y away from the viewer, z up, within [-1, 1]. */
export type Solid = (x: number, y: number, z: number) => number;

/** Objects whose every side is known, so that a body made from their front view can be scored. */
export const namedSolids: Record<string, Solid> = {
  sphere: ball(0, 0, 0, 0.8),
  capsule: limb([0, 0, -0.55], [0, 0, 0.55], 0.35),
  torus: (x, y, z) => 0.25 - length(length(x, z) - 0.6, y),
  mug: (x, y, z) => {
    const r = length(x + 0.15, y);
    const cup = Math.min(0.5 - r, 0.65 - Math.abs(z));
    const hollow = Math.min(0.4 - r, z + 0.5);
    const handle = Math.min(0.08 - length(length(x - 0.4, z) - 0.3, y), r - 0.42);
    return Math.max(Math.min(cup, -hollow), handle);
  },
  rocket: any(
    (x, y, z) => Math.min(0.28 - length(x, y), 0.5 - Math.abs(z + 0.1)),
    (x, y, z) => Math.min((0.28 * (0.9 - z)) / 0.5 - length(x, y), z - 0.4),
    (x, y, z) => Math.min(0.04 - Math.abs(y), 0.55 - Math.abs(x), -0.3 - z, z + 0.75 - 0.6 * Math.abs(x)),
    (x, y, z) => Math.min(0.04 - Math.abs(x), 0.55 - Math.abs(y), -0.3 - z, z + 0.75 - 0.6 * Math.abs(y)),
  ),
  fish: any(egg(-0.15, 0, 0, 0.65, 0.18, 0.35), (x, y, z) =>
    Math.min(0.06 - Math.abs(y), 0.85 - x, x - 0.35, 0.8 * (x - 0.35) + 0.05 - Math.abs(z)),
  ),
  figure: any(
    ball(0, 0, 0.65, 0.2),
    egg(0, 0, 0.15, 0.25, 0.17, 0.4),
    limb([-0.22, 0, 0.35], [-0.55, 0, -0.05], 0.08),
    limb([0.22, 0, 0.35], [0.55, 0, -0.05], 0.08),
    limb([-0.12, 0, -0.2], [-0.2, 0, -0.8], 0.1),
    limb([0.12, 0, -0.2], [0.2, 0, -0.8], 0.1),
  ),
  teddy: any(
    egg(0, 0, -0.25, 0.45, 0.38, 0.5),
    ball(0, -0.05, 0.42, 0.34),
    ball(-0.28, 0, 0.7, 0.13),
    ball(0.28, 0, 0.7, 0.13),
    ball(0, -0.35, 0.35, 0.13),
    limb([-0.4, -0.05, 0], [-0.62, -0.2, -0.15], 0.14),
    limb([0.4, -0.05, 0], [0.62, -0.2, -0.15], 0.14),
    limb([-0.25, 0, -0.6], [-0.35, -0.3, -0.72], 0.17),
    limb([0.25, 0, -0.6], [0.35, -0.3, -0.72], 0.17),
  ),
  car: any(
    box(0, 0, -0.1, 0.85, 0.38, 0.2),
    box(-0.05, 0, 0.2, 0.45, 0.34, 0.2),
    ...[-0.5, 0.5].map(
      (at): Solid =>
        (x, y, z) =>
          Math.min(0.2 - length(x - at, z + 0.3), 0.4 - Math.abs(y)),
    ),
  ),
  duck: any(
    egg(0.05, 0, -0.25, 0.65, 0.42, 0.4),
    ball(-0.35, 0, 0.32, 0.3),
    egg(-0.68, 0, 0.27, 0.18, 0.14, 0.07),
    limb([0.5, 0, -0.15], [0.78, 0, 0.1], 0.1),
  ),
  vase: (x, y, z) => Math.min(0.32 + 0.16 * Math.sin(3.2 * z + 3.6) - length(x, y), 0.8 - Math.abs(z)),
  chair: any(
    box(0, 0, -0.1, 0.45, 0.45, 0.06),
    box(0, 0.4, 0.4, 0.45, 0.06, 0.5),
    ...[-0.38, 0.38].flatMap((x) => [-0.38, 0.38].map((y) => box(x, y, -0.5, 0.06, 0.06, 0.4))),
  ),
};

/** A union of three to six balls, eggs, boxes and limbs, cut by one more ball. */
export function randomSolid(random: () => number): Solid {
  const within = (low: number, high: number) => low + (high - low) * random();
  const parts: Solid[] = [];
  const count = 3 + Math.floor(4 * random());
  for (let n = 0; n < count; n++) {
    const [x, y, z] = [within(-0.4, 0.4), within(-0.25, 0.25), within(-0.4, 0.4)];
    const [a, b, c] = [within(0.15, 0.4), within(0.15, 0.4), within(0.15, 0.4)];
    const kind = Math.floor(4 * random());
    if (kind === 0) parts.push(ball(x, y, z, a));
    else if (kind === 1) parts.push(egg(x, y, z, a, b, c));
    else if (kind === 2) parts.push(box(x, y, z, a, b, c));
    else parts.push(limb([x, y, z], [x + b, y + c - 0.25, z - a], 0.12 + 0.2 * a));
  }
  const solid = any(...parts);
  const bite = ball(within(-0.6, 0.6), within(-0.4, 0.4), within(-0.6, 0.6), within(0.1, 0.25));
  return (x, y, z) => Math.min(solid(x, y, z), -bite(x, y, z));
}

function any(...parts: Solid[]): Solid {
  return (x, y, z) => {
    let most = -Infinity;
    for (const part of parts) most = Math.max(most, part(x, y, z));
    return most;
  };
}

function ball(cx: number, cy: number, cz: number, radius: number): Solid {
  return (x, y, z) => radius - length(x - cx, y - cy, z - cz);
}

function egg(cx: number, cy: number, cz: number, rx: number, ry: number, rz: number): Solid {
  const least = Math.min(rx, ry, rz);
  return (x, y, z) => least * (1 - length((x - cx) / rx, (y - cy) / ry, (z - cz) / rz));
}

function box(cx: number, cy: number, cz: number, rx: number, ry: number, rz: number): Solid {
  return (x, y, z) => Math.min(rx - Math.abs(x - cx), ry - Math.abs(y - cy), rz - Math.abs(z - cz));
}

/** Math.hypot is many times slower. */
function length(x: number, y: number, z = 0): number {
  return Math.sqrt(x * x + y * y + z * z);
}

type Point = readonly [number, number, number];

function limb(a: Point, b: Point, radius: number): Solid {
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const along2 = dx * dx + dy * dy + dz * dz;
  return (x, y, z) => {
    const along = ((x - a[0]) * dx + (y - a[1]) * dy + (z - a[2]) * dz) / along2;
    const t = Math.max(0, Math.min(1, along));
    return radius - length(x - a[0] - t * dx, y - a[1] - t * dy, z - a[2] - t * dz);
  };
}
