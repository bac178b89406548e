import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import type { Rotation } from "../mesh/move-texture";
import { turnMesh } from "./turn-mesh";

/** How well a mesh would print with one of its sides down. */
export interface Pose {
  /** The side that lies on the bed, as a unit vector of the mesh as it was. */
  down: readonly [number, number, number];
  /** Shares of the surface: hanging over air more steeply than 45°, and resting on the bed. */
  overhangShare: number;
  contactShare: number;
  /** Height over the longest side. */
  height: number;
}

/** A mesh that was turned, or left, and how it prints before and after. */
export interface Oriented {
  mesh: Mesh;
  before: Pose;
  after: Pose;
}

/** Large flat sides are worth trying beside the six axes. */
const SIDES = 18;
/** Normals are gathered in cells of this many steps along each axis of a cube. */
const CELLS = 12;
/** Turning a model must be worth it: people look at it upright. */
const LEAST_GAIN = 0.02;
/** Points this near the lowest (share of the longest side) rest on the bed. */
const CONTACT = 0.002;
/** A body that rests on less than this share of its surface topples or comes loose. */
const STABLE = 0.02;

/**
 * Turns a mesh to that of some twenty sides on which it prints best: least overhang, enough contact with the bed, and not
 * too tall. Sides tried are the axes and the directions towards which most of the surface looks; faces of the convex hull
 * would add little but points, on which nothing stands. The mesh stays where it is unless the gain is clear.
 */
export function orientMesh(mesh: Mesh): Oriented {
  const faces = measureFaces(mesh);
  const before = measurePose(mesh, faces, [0, 0, -1]);
  let after = before;
  let best = costOf(before) - LEAST_GAIN;
  for (const down of listSides(faces)) {
    const pose = measurePose(mesh, faces, down);
    if (costOf(pose) >= best) continue;
    best = costOf(pose);
    after = pose;
  }
  return { mesh: after === before ? mesh : turnMesh(mesh, turnDown(after.down)), before, after };
}

const costOf = ({ overhangShare, contactShare, height }: Pose): number =>
  overhangShare + 0.1 * height + 4 * Math.max(0, STABLE - contactShare);

/** Of each triangle the outward normal, as long as twice the area, and that length. */
function measureFaces({ positions: p, indices }: Mesh): Float32Array {
  const faces = new Float32Array((indices.length / 3) * 4);
  for (let at = 0, to = 0; at < indices.length; at += 3, to += 4) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx = (faces[to] = uy * vz - uz * vy);
    const ny = (faces[to + 1] = uz * vx - ux * vz);
    const nz = (faces[to + 2] = ux * vy - uy * vx);
    faces[to + 3] = Math.sqrt(nx * nx + ny * ny + nz * nz);
  }
  return faces;
}

/** The axes, then the mean normals of the cells of directions that hold most of the surface. */
function listSides(faces: Float32Array): Pose["down"][] {
  const sums = new Float64Array(CELLS ** 3 * 4);
  for (let at = 0; at < faces.length; at += 4) {
    const size = faces[at + 3];
    if (size === 0) continue;
    let cell = 0;
    for (let axis = 0; axis < 3; axis++)
      cell = cell * CELLS + Math.min(CELLS - 1, Math.floor((faces[at + axis] / size + 1) * 0.5 * CELLS));
    for (let i = 0; i < 4; i++) sums[cell * 4 + i] += faces[at + i];
  }
  const cells = Array.from({ length: CELLS ** 3 }, (_, cell) => cell).filter(
    (cell) => sums[cell * 4 + 3] > 0,
  );
  cells.sort((one, other) => sums[other * 4 + 3] - sums[one * 4 + 3] || one - other);
  const sides: Pose["down"][] = [
    [0, 0, 1],
    [0, 1, 0],
    [0, -1, 0],
    [1, 0, 0],
    [-1, 0, 0],
  ];
  for (const cell of cells.slice(0, SIDES)) {
    const [x, y, z] = [sums[cell * 4], sums[cell * 4 + 1], sums[cell * 4 + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length > 0) sides.push([x / length, y / length, z / length]);
  }
  return sides;
}

function measurePose({ positions: p, indices }: Mesh, faces: Float32Array, down: Pose["down"]): Pose {
  const [dx, dy, dz] = down;
  const depths = new Float32Array(p.length / 3);
  let deepest = -Infinity;
  let highest = Infinity;
  for (let at = 0, n = 0; at < p.length; at += 3, n++) {
    const depth = (depths[n] = p[at] * dx + p[at + 1] * dy + p[at + 2] * dz);
    if (depth > deepest) deepest = depth;
    if (depth < highest) highest = depth;
  }
  const longest = longestSide(p);
  const rest = deepest - CONTACT * longest;
  let area = 0;
  let overhang = 0;
  let contact = 0;
  for (let at = 0, from = 0; at < indices.length; at += 3, from += 4) {
    const size = faces[from + 3];
    area += size;
    const fall = faces[from] * dx + faces[from + 1] * dy + faces[from + 2] * dz;
    if (fall <= Math.SQRT1_2 * size * 1.0001) continue;
    if (depths[indices[at]] >= rest && depths[indices[at + 1]] >= rest && depths[indices[at + 2]] >= rest)
      contact += size;
    else overhang += size;
  }
  return {
    down,
    overhangShare: area > 0 ? overhang / area : 0,
    contactShare: area > 0 ? contact / area : 0,
    height: longest > 0 ? (deepest - highest) / longest : 0,
  };
}

function longestSide(positions: Float32Array): number {
  const { low, high } = measureBounds({ positions, indices: new Uint32Array(0) });
  return Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
}

/** The shortest turn that brings `down` to −z (Rodrigues); half a turn about x where it looks up. */
function turnDown([x, y, z]: Pose["down"]): Rotation {
  if (z > 0.999999) return [1, 0, 0, 0, -1, 0, 0, 0, -1];
  const k = 1 / (1 - z);
  return [1 - k * x * x, -k * x * y, x, -k * x * y, 1 - k * y * y, y, -x, -y, -z];
}
