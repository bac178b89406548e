import type { ManifoldToplevel } from "manifold-3d";

/** manifold-3d, fetched where a shape needs it: most do not. */
export function loadManifold(): Promise<ManifoldToplevel> {
  return (loading ??= open());
}

let loading: Promise<ManifoldToplevel> | undefined;

async function open(): Promise<ManifoldToplevel> {
  const { default: Module } = await import("manifold-3d");
  const address = new URL("manifold-3d/manifold.wasm", import.meta.url).href;
  const wasm = await Module({ locateFile: () => address });
  wasm.setup();
  return wasm;
}
