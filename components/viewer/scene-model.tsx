"use client";
import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { Group, Mesh, Plane, Vector3 } from "three";
import type { LoadedModel } from "./load-model";
import { dressModel, makeInsideMaterial, makeMaterial, moveCut } from "./model-materials";
import type { ViewMode } from "./view-mode";

/** The model in the chosen mode, cut at a height if one is set. */
export function SceneModel({
  model,
  mode,
  cutMm,
  filament,
}: {
  model: LoadedModel;
  mode: ViewMode;
  cutMm: number | null;
  filament: string;
}) {
  const invalidate = useThree((state) => state.invalidate);
  const own = useMemo(() => new Map(model.meshes.map((mesh) => [mesh, mesh.material])), [model]);
  const plane = useMemo(() => new Plane(new Vector3(0, -1, 0), 0), []);
  const cutting = cutMm !== null;

  useEffect(() => {
    const material = makeMaterial(mode, model.textured, filament);
    dressModel(model, own, {
      material,
      plane: cutting ? plane : null,
      shaded: mode !== "normals" && mode !== "wireframe",
    });
    invalidate();
    return () => material?.dispose();
  }, [model, mode, filament, cutting, plane, own, invalidate]);

  const insides = useMemo(() => {
    if (!cutting) return null;
    const group = new Group();
    const material = makeInsideMaterial(filament, plane);
    for (const mesh of model.meshes) {
      const inside = new Mesh(mesh.geometry, material);
      inside.applyMatrix4(mesh.matrixWorld);
      group.add(inside);
    }
    return { group, material };
  }, [cutting, filament, model, plane]);
  useEffect(() => () => insides?.material.dispose(), [insides]);

  useEffect(() => {
    if (cutMm !== null) moveCut(plane, cutMm);
    invalidate();
  }, [cutMm, plane, invalidate]);

  return (
    <>
      <primitive object={model.scene} />
      {insides && mode !== "wireframe" && <primitive object={insides.group} />}
    </>
  );
}
