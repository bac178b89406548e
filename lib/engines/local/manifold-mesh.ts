import type { Manifold, ManifoldToplevel } from "manifold-3d";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { WasmBin } from "./wasm-bin";

/** A closed mesh as a solid of manifold-3d; the caller throws it away. */
export const solidOf = (wasm: ManifoldToplevel, { positions, indices }: Mesh): Manifold =>
  new wasm.Manifold(new wasm.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices }));

/**
 * A solid's own copy of its triangles. Where two surfaces meet at a small angle, cuts leave edges shorter than a file's
 * single precision tells apart; in files without shared corners their ends would become one, so they are drawn together.
 */
export function meshOf(solid: Manifold, bin: WasmBin): Mesh {
  const { vertProperties, triVerts } = bin.keep(solid.simplify(SHORTEST_MM)).getMesh();
  return { positions: vertProperties.slice(), indices: triVerts.slice() };
}

const SHORTEST_MM = 0.002;
