import type { ManifoldToplevel } from "manifold-3d";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { RayCaster } from "@/lib/geometry/print/cast-ray";
import type { Hollow } from "@/lib/geometry/print/keep-hollows";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { ManifoldBin } from "./manifold-bin";

/** A straight hole upright through a wall, from below it to within the hollow. */
interface Hole {
  x: number;
  y: number;
  bottom: number;
  top: number;
}

/**
 * Bores holes of `diameterMm` from below into the floors of the hollows: through the lowest point of each hollow first,
 * then as far from the first ones as the floors allow. Gives null where the floors have no room for so many.
 *
 * @param solid the body without its hollows: where a hole must come out is looked for in it.
 */
export function drillDrains(
  wasm: ManifoldToplevel,
  mesh: Mesh,
  solid: Mesh,
  hollows: Hollow[],
  { count, diameterMm }: { count: number; diameterMm: number },
): Mesh | null {
  const holes = planHoles(solid, hollows, count, diameterMm / 2);
  if (holes.length < count) return null;
  const bin = new ManifoldBin(wasm);
  try {
    const drills = holes.map(({ x, y, bottom, top }) => {
      const drill = bin.keep(wasm.Manifold.cylinder(top - bottom, diameterMm / 2, diameterMm / 2, ROUND));
      return bin.paint(bin.keep(drill.translate([x, y, bottom])), mesh);
    });
    return bin.take(bin.load(mesh).subtract(bin.keep(wasm.Manifold.union(drills))), mesh);
  } finally {
    bin.empty();
  }
}

const ROUND = 48;
/** Holes leave at least this much between them, millimetres. */
const BETWEEN_MM = 2;

function planHoles(solid: Mesh, hollows: Hollow[], count: number, radius: number): Hole[] {
  const caster = new RayCaster(new TriangleTree(solid));
  const { low, high } = measureBounds(solid);
  const holes: Hole[] = [];
  const rounds = Math.max(...hollows.map(({ floor }) => floor.length));
  for (let round = 0; round < rounds; round++)
    for (const { floor } of hollows) {
      if (holes.length === count || round >= floor.length) continue;
      const [x, y, z] = floor[round];
      if (holes.some((hole) => (hole.x - x) ** 2 + (hole.y - y) ** 2 < (2 * radius + BETWEEN_MM) ** 2))
        continue;
      const bottom = findWayOut(caster, x, y, z, radius, high[2] - low[2] + 1);
      if (bottom !== null) holes.push({ x, y, bottom, top: z + radius / 2 });
    }
  return holes;
}

/**
 * How far down a hole must reach to come out all round. Null where its rim would come out much lower than its middle, in a
 * flank or in a leg below: it would leave slivers there.
 */
function findWayOut(
  caster: RayCaster,
  x: number,
  y: number,
  z: number,
  radius: number,
  reach: number,
): number | null {
  const middle = caster.cast(x, y, z, 0, 0, -1, reach);
  if (!middle) return null;
  const exit = z - middle.distance;
  const wide = radius + LAND_MM;
  let lowest = exit;
  for (let n = 0; n < RIM_RAYS; n++) {
    const angle = (2 * Math.PI * n) / RIM_RAYS;
    const rim = caster.cast(x + wide * Math.cos(angle), y + wide * Math.sin(angle), z, 0, 0, -1, reach);
    if (!rim) return null;
    lowest = Math.min(lowest, z - rim.distance);
  }
  return exit - lowest > STEEPEST * wide ? null : lowest - CLEAR_MM;
}

const RIM_RAYS = 16;
/** What is left round a hole before a flank falls away. */
const LAND_MM = 1;
/** Fall of the underside from a hole's middle to its rim, over its radius. */
const STEEPEST = 1;
const CLEAR_MM = 0.3;
