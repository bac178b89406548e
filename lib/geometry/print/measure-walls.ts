import { RayCaster } from "./cast-ray";
import type { TriangleTree } from "./triangle-tree";

/** Smallest wall that each process prints, millimetres: two lines of a 0.4 mm nozzle, a stiff resin wall, sintered nylon. */
export const MIN_WALL_MM = { fdm: 0.8, sla: 0.5, sls: 0.7 } as const;
export type PrintProcess = keyof typeof MIN_WALL_MM;

export interface Walls {
  /** Thickness that all but a five-hundredth of the surface has at least; null where that is {@link WALL_REACH_MM} or more. */
  thinnestMm: number | null;
  /** Share of the surface, 0 to 1, that stands on a wall thinner than the process prints. */
  thinShare: Record<PrintProcess, number>;
}

/** Walls as thick as this are no longer measured. */
export const WALL_REACH_MM = 5;
const SAMPLES = 6000;
const LEAST_SHARE = 0.002;
/** The far side faces away by at most 45°: a ray out through the flank of a wedge or past an edge measured no wall. */
const FACING = Math.SQRT1_2;

/**
 * Thickness of the walls: from points spread evenly over the surface a ray goes straight in, and where it leaves the body
 * through a side that faces away, the way is the wall. The cost hardly grows with size or detail.
 *
 * Opening the body by a ball in a voxel grid, the usual way, needs four voxels to a wall (500 along a side of 100 mm) and
 * calls every sharp edge of a cube a thin wall. What rays miss is a wedge that runs out to nothing.
 */
export function measureWalls(tree: TriangleTree): Walls {
  const { samples, triangles } = spreadSamples(tree);
  const caster = new RayCaster(tree);
  const thickness = new Float64Array(triangles.length);
  for (let n = 0; n < thickness.length; n++)
    thickness[n] = wallAt(tree, caster, samples, n * 6, triangles[n]);
  const sorted = thickness.sort();
  const least = sorted.length > 0 ? sorted[Math.floor(sorted.length * LEAST_SHARE)] : WALL_REACH_MM;
  const thinner = (limit: number): number => {
    let count = 0;
    // A wall of exactly the wanted thickness must not fail by rounding.
    while (count < sorted.length && sorted[count] < limit * 0.999) count++;
    return sorted.length > 0 ? count / sorted.length : 0;
  };
  return {
    thinnestMm: least < WALL_REACH_MM ? least : null,
    thinShare: {
      fdm: thinner(MIN_WALL_MM.fdm),
      sla: thinner(MIN_WALL_MM.sla),
      sls: thinner(MIN_WALL_MM.sls),
    },
  };
}

function wallAt(
  { mesh }: TriangleTree,
  caster: RayCaster,
  samples: Float64Array,
  at: number,
  triangle: number,
): number {
  const nx = samples[at + 3];
  const ny = samples[at + 4];
  const nz = samples[at + 5];
  const hit = caster.cast(
    samples[at],
    samples[at + 1],
    samples[at + 2],
    -nx,
    -ny,
    -nz,
    WALL_REACH_MM,
    triangle,
  );
  if (!hit) return WALL_REACH_MM;
  const [fx, fy, fz] = normalOf(mesh.positions, mesh.indices, hit.triangle * 3);
  const size = Math.sqrt(fx * fx + fy * fy + fz * fz);
  return -(nx * fx + ny * fy + nz * fz) >= FACING * size ? hit.distance : WALL_REACH_MM;
}

/**
 * Points with their outward normals, one for every 1/{@link SAMPLES} of the area, and the triangle of each. Within a
 * triangle they follow the golden-ratio sequence of the plane, so that a box of twelve triangles is covered evenly too.
 */
function spreadSamples({ mesh }: TriangleTree): { samples: Float64Array; triangles: Uint32Array } {
  const { positions: p, indices } = mesh;
  let total = 0;
  for (let at = 0; at < indices.length; at += 3) {
    const [x, y, z] = normalOf(p, indices, at);
    total += Math.sqrt(x * x + y * y + z * z);
  }
  const step = total / SAMPLES;
  const samples = new Float64Array(SAMPLES * 6);
  const triangles = new Uint32Array(SAMPLES);
  let count = 0;
  let due = step / 2;
  for (let at = 0; at < indices.length && step > 0; at += 3) {
    const [x, y, z] = normalOf(p, indices, at);
    const size = Math.sqrt(x * x + y * y + z * z);
    due -= size;
    while (due <= 0 && count < SAMPLES) {
      placeSample(p, indices, at, count, samples);
      samples[count * 6 + 3] = x / size;
      samples[count * 6 + 4] = y / size;
      samples[count * 6 + 5] = z / size;
      triangles[count++] = at / 3;
      due += step;
    }
  }
  return { samples: samples.subarray(0, count * 6), triangles: triangles.subarray(0, count) };
}

function placeSample(
  p: Float32Array,
  indices: Uint32Array,
  at: number,
  n: number,
  samples: Float64Array,
): void {
  let u = (n * 0.7548776662466927 + 0.5) % 1;
  let v = (n * 0.5698402909980532 + 0.5) % 1;
  if (u + v > 1) [u, v] = [1 - u, 1 - v];
  const [a, b, c] = [indices[at] * 3, indices[at + 1] * 3, indices[at + 2] * 3];
  for (let axis = 0; axis < 3; axis++)
    samples[n * 6 + axis] = p[a + axis] + u * (p[b + axis] - p[a + axis]) + v * (p[c + axis] - p[a + axis]);
}

/** Twice the area long. */
function normalOf(p: Float32Array, indices: Uint32Array, at: number): [number, number, number] {
  const a = indices[at] * 3;
  const b = indices[at + 1] * 3;
  const c = indices[at + 2] * 3;
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}
