import { MeshoptEncoder } from "meshoptimizer/encoder";
import type { CompressBuffer } from "@/lib/geometry/formats/glb-container";

/** Packs a GLB's vertices and triangles as EXT_meshopt_compression, once its WebAssembly is ready. */
export async function loadPacker(): Promise<CompressBuffer> {
  await MeshoptEncoder.ready;
  return MeshoptEncoder.encodeGltfBuffer.bind(MeshoptEncoder);
}
