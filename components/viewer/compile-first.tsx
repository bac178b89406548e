"use client";
import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import type { LoadedModel } from "./load-model";

/**
 * Has compiled what the scene is drawn with, beside the page where the driver can, before it is drawn: a first frame that
 * waited for it would hold up the hand. Stands behind all that dresses the scene.
 */
export function CompileFirst({
  model,
  done,
  onDone,
}: {
  model: LoadedModel;
  done: boolean;
  onDone: (model: LoadedModel) => void;
}) {
  const get = useThree((state) => state.get);
  useEffect(() => {
    let here = true;
    const { gl, scene, camera } = get();
    // Where it cannot be done beside the page, the frame does it as well.
    const beside = gl.extensions.has("KHR_parallel_shader_compile");
    const compiled = beside ? gl.compileAsync(scene, camera).catch(() => undefined) : Promise.resolve();
    void compiled.then(() => here && onDone(model));
    return () => {
      here = false;
    };
  }, [model, onDone, get]);
  useEffect(() => {
    if (done) get().invalidate();
  }, [done, get]);
  return null;
}
