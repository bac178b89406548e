import type { ManifoldToplevel } from "manifold-3d";
import { dropUnusedVertices } from "@/lib/geometry/mesh/drop-unused-vertices";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { RayCaster } from "@/lib/geometry/print/cast-ray";
import type { Hollow } from "@/lib/geometry/print/keep-hollows";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";

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
  const held: { delete(): void }[] = [];
  const keep = <T extends { delete(): void }>(one: T): T => {
    held.push(one);
    return one;
  };
  try {
    const body = keep(wasm.Manifold.ofMesh(new wasm.Mesh(interleave(mesh))));
    const drills = holes.map(({ x, y, bottom, top }) => {
      const drill = keep(wasm.Manifold.cylinder(top - bottom, diameterMm / 2, diameterMm / 2, ROUND));
      const placed = keep(drill.translate([x, y, bottom]));
      return mesh.colors ? keep(placed.setProperties(3, (to) => to.fill(PLAIN_GREY))) : placed;
    });
    const { numProp, vertProperties, triVerts, mergeFromVert, mergeToVert } = keep(
      body.subtract(keep(wasm.Manifold.union(drills))),
    ).getMesh();
    const vertices = vertProperties.length / numProp;
    // Where colours meet, a vertex stands there once for each; a mesh has one.
    const mergedTo = Uint32Array.from({ length: vertices }, (_, vertex) => vertex);
    mergeFromVert?.forEach((vertex, n) => (mergedTo[vertex] = mergeToVert![n]));
    const positions = new Float32Array(vertices * 3);
    const colors = mesh.colors && new Uint8Array(vertices * 3);
    for (let vertex = 0; vertex < vertices; vertex++)
      for (let i = 0; i < 3; i++) {
        positions[vertex * 3 + i] = vertProperties[vertex * numProp + i];
        if (colors) colors[vertex * 3 + i] = Math.round(vertProperties[vertex * numProp + 3 + i]);
      }
    const indices = Uint32Array.from(triVerts, (vertex) => mergedTo[vertex]);
    return dropUnusedVertices({ ...mesh, positions, indices, ...(colors ? { colors } : {}) });
  } finally {
    for (const one of held) one.delete();
  }
}

const ROUND = 48;
const PLAIN_GREY = 200;
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

function interleave({ positions, indices, colors }: Mesh): {
  numProp: number;
  vertProperties: Float32Array;
  triVerts: Uint32Array;
} {
  if (!colors) return { numProp: 3, vertProperties: positions, triVerts: indices };
  const vertProperties = new Float32Array(positions.length * 2);
  for (let at = 0; at < positions.length; at++) {
    const to = Math.floor(at / 3) * 6 + (at % 3);
    vertProperties[to] = positions[at];
    vertProperties[to + 3] = colors[at];
  }
  return { numProp: 6, vertProperties, triVerts: indices };
}
