import { POINTS } from "./shape-points";
import { eachAxis, solid, type Point, type Solid } from "./shape-solid";

/**
 * Exact distances unless said otherwise (the formulas are Inigo Quilez's collection, re-derived for z up).
 * Everything stands around the origin; `round` is the radius of its edges and stays inside the given size.
 */
export const ball = (radius: number): Solid => {
  const distance = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z) - radius;
  return solid(
    { min: [-radius, -radius, -radius], max: [radius, radius, radius] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
};

/** Not exact: right at the surface, near enough around it for blending. */
export function ellipsoid(rx: number, ry: number, rz: number): Solid {
  const least = Math.min(rx, ry, rz);
  const distance = (x: number, y: number, z: number): number => {
    const a = Math.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2);
    const b = Math.sqrt((x / (rx * rx)) ** 2 + (y / (ry * ry)) ** 2 + (z / (rz * rz)) ** 2);
    return b < 1e-9 ? -least : (a * (a - 1)) / b;
  };
  return solid({ min: [-rx, -ry, -rz], max: [rx, ry, rz] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** A box of the full side lengths, centred. */
export function box(sizeX: number, sizeY: number, sizeZ: number, round = 0): Solid {
  const r = Math.min(round, sizeX / 2, sizeY / 2, sizeZ / 2);
  const [hx, hy, hz] = [sizeX / 2, sizeY / 2, sizeZ / 2];
  const distance = (x: number, y: number, z: number): number => {
    const qx = Math.abs(x) - hx + r;
    const qy = Math.abs(y) - hy + r;
    const qz = Math.abs(z) - hz + r;
    const inner = Math.min(Math.max(qx, qy, qz), 0);
    const ox = qx > 0 ? qx : 0;
    const oy = qy > 0 ? qy : 0;
    const oz = qz > 0 ? qz : 0;
    return Math.sqrt(ox * ox + oy * oy + oz * oz) + inner - r;
  };
  return solid({ min: [-hx, -hy, -hz], max: [hx, hy, hz] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** Along z, centred. */
export function cylinder(radius: number, height: number, round = 0): Solid {
  const r = Math.min(round, radius, height / 2);
  const distance = (x: number, y: number, z: number): number => {
    const a = Math.sqrt(x * x + y * y) - radius + r;
    const b = Math.abs(z) - height / 2 + r;
    const ox = a > 0 ? a : 0;
    const oz = b > 0 ? b : 0;
    return Math.sqrt(ox * ox + oz * oz) + Math.min(Math.max(a, b), 0) - r;
  };
  return solid(
    { min: [-radius, -radius, -height / 2], max: [radius, radius, height / 2] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/** Along z from z = 0 to `height`, radius `bottom` below and `top` above; edges rounded outward-in by `round`. */
export function cone(bottom: number, top: number, height: number, round = 0): Solid {
  const h = height / 2 - round;
  const r1 = Math.max(bottom - round, 0);
  const r2 = Math.max(top - round, 0);
  const wide = Math.max(bottom, top, round);
  const k2x = r2 - r1;
  const k2y = 2 * h;
  const k2 = k2x * k2x + k2y * k2y;
  const distance = (x: number, y: number, z: number): number => {
    const q = Math.sqrt(x * x + y * y);
    const w = z - height / 2;
    const ax = q - Math.min(q, w < 0 ? r1 : r2);
    const ay = Math.abs(w) - h;
    const t = Math.min(Math.max(((r2 - q) * k2x + (h - w) * k2y) / k2, 0), 1);
    const bx = q - r2 + k2x * t;
    const by = w - h + k2y * t;
    const inside = bx < 0 && ay < 0 ? -1 : 1;
    return inside * Math.sqrt(Math.min(ax * ax + ay * ay, bx * bx + by * by)) - round;
  };
  return solid({ min: [-wide, -wide, 0], max: [wide, wide, height] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** A rod with round ends from `a` to `b`; the radius runs from `ra` to `rb`. The taper is taken linearly along the axis. */
export function rod(a: Point, b: Point, ra: number, rb = ra): Solid {
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const squared = dx * dx + dy * dy + dz * dz;
  const slope = Math.sqrt(1 + ((ra - rb) * (ra - rb)) / squared);
  const distance = (x: number, y: number, z: number): number => {
    const px = x - a[0];
    const py = y - a[1];
    const pz = z - a[2];
    const t = Math.min(Math.max((px * dx + py * dy + pz * dz) / squared, 0), 1);
    const qx = px - t * dx;
    const qy = py - t * dy;
    const qz = pz - t * dz;
    return (Math.sqrt(qx * qx + qy * qy + qz * qz) - ra - t * (rb - ra)) / slope;
  };
  return solid(
    {
      min: eachAxis((i) => Math.min(a[i] - ra, b[i] - rb)),
      max: eachAxis((i) => Math.max(a[i] + ra, b[i] + rb)),
    },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/** A ring around z: `radius` to the middle of the tube. */
export function torus(radius: number, tube: number): Solid {
  const wide = radius + tube;
  const distance = (x: number, y: number, z: number): number => {
    const q = Math.sqrt(x * x + y * y) - radius;
    return Math.sqrt(q * q + z * z) - tube;
  };
  return solid({ min: [-wide, -wide, -tube], max: [wide, wide, tube] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** The convex body bounded by planes with the given unit normals, each `inradius` from the origin. Short at edges. */
export function polyhedron(normals: Point[], inradius: number, reach: number): Solid {
  const distance = (x: number, y: number, z: number): number => {
    let most = -Infinity;
    for (const normal of normals) {
      const d = x * normal[0] + y * normal[1] + z * normal[2];
      if (d > most) most = d;
    }
    return most - inradius;
  };
  return solid({ min: [-reach, -reach, -reach], max: [reach, reach, reach] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** A regular prism along z, centred: `sides` flat faces, `radius` to the corners. */
export function prism(sides: number, radius: number, height: number, round = 0): Solid {
  const sector = (2 * Math.PI) / sides;
  const apothem = radius * Math.cos(sector / 2) - round;
  const half = apothem * Math.tan(sector / 2);
  const distance = (x: number, y: number, z: number): number => {
    const angle = Math.atan2(y, x);
    const folded = angle - sector * (Math.floor(angle / sector) + 0.5);
    const length = Math.sqrt(x * x + y * y);
    const a = length * Math.cos(folded) - apothem;
    const across = Math.abs(length * Math.sin(folded)) - half;
    const section = a > 0 && across > 0 ? Math.sqrt(a * a + across * across) : a;
    const b = Math.abs(z) - height / 2 + round;
    const ox = section > 0 ? section : 0;
    const oz = b > 0 ? b : 0;
    return Math.sqrt(ox * ox + oz * oz) + Math.min(Math.max(section, b), 0) - round;
  };
  return solid(
    { min: [-radius, -radius, -height / 2], max: [radius, radius, height / 2] },
    distance,
    (points, out) => {
      for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
    },
  );
}

/** A pyramid standing on z = 0: `sides` sloping faces, `radius` to the base's corners. Short at edges. */
export function pyramid(sides: number, radius: number, height: number, round = 0): Solid {
  const sector = (2 * Math.PI) / sides;
  const apothem = radius * Math.cos(sector / 2);
  const length = Math.sqrt(apothem * apothem + height * height);
  const [nx, nz] = [height / length, apothem / length];
  const distance = (x: number, y: number, z: number): number => {
    const angle = Math.atan2(y, x);
    const folded = angle - sector * (Math.floor(angle / sector) + 0.5);
    const across = Math.sqrt(x * x + y * y) * Math.cos(folded);
    const slope = (across - apothem) * nx + z * nz + round;
    const base = round - z;
    const ox = slope > 0 ? slope : 0;
    const oz = base > 0 ? base : 0;
    return Math.sqrt(ox * ox + oz * oz) + Math.min(Math.max(slope, base), 0) - round;
  };
  return solid({ min: [-radius, -radius, 0], max: [radius, radius, height] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}

/** A rod wound around z from z = 0 to `height`: a spring. Right for pitches well above the rod's thickness. */
export function coil(radius: number, wire: number, pitch: number, height: number): Solid {
  const wide = radius + wire;
  const lean = Math.cos(Math.atan2(pitch, 2 * Math.PI * radius));
  const distance = (x: number, y: number, z: number): number => {
    const q = Math.sqrt(x * x + y * y) - radius;
    const phase = z / pitch - Math.atan2(y, x) / (2 * Math.PI);
    const w = (phase - Math.round(phase)) * pitch * lean;
    return Math.max(Math.sqrt(q * q + w * w) - wire, Math.abs(z - height / 2) - height / 2);
  };
  return solid({ min: [-wide, -wide, 0], max: [wide, wide, height] }, distance, (points, out) => {
    for (let n = 0; n < POINTS; n++) out[n] = distance(points.x[n], points.y[n], points.z[n]);
  });
}
