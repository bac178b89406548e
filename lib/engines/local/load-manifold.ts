import Module, { type ManifoldToplevel } from "manifold-3d";

/** manifold-3d, once its WebAssembly is ready (about 30 ms, once a thread). */
export function loadManifold(): Promise<ManifoldToplevel> {
  return (loading ??= Module().then((wasm) => {
    wasm.setup();
    return wasm;
  }));
}

let loading: Promise<ManifoldToplevel> | undefined;
