import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { Simplify } from "@/lib/geometry/mesh/decimate";
import { simplifyInParts } from "@/lib/geometry/mesh/simplify-in-parts";

/** meshoptimizer's edge collapse, once its WebAssembly is ready, in parts where a mesh is large. */
export async function loadSimplifier(): Promise<Simplify> {
  await MeshoptSimplifier.ready;
  return simplifyInParts(MeshoptSimplifier.simplifyWithAttributes);
}
