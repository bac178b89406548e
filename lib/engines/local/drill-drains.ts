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
      const hit = caster.cast(x, y, z, 0, 0, -1, high[2] - low[2] + 1);
      // Low enough to come out all round where the underside slants by up to 45 degrees.
      if (hit) holes.push({ x, y, bottom: z - hit.distance - radius - 0.5, top: z + radius / 2 });
    }
  return holes;
}
