import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { Simplify } from "@/lib/geometry/mesh/decimate";

/** meshoptimizer's edge collapse, once its WebAssembly is ready. */
export async function loadSimplifier(): Promise<Simplify> {
  await MeshoptSimplifier.ready;
  return MeshoptSimplifier.simplifyWithAttributes;
}
