"use client";
import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef, type RefObject } from "react";
import { Group, Mesh, Plane } from "three";
import type { WallMap } from "@/lib/geometry/print/map-walls";
import { placeCut } from "./cut-plane";
import { DetailGovernor } from "./detail-governor";
import { makeWallGeometry, makeWallMaterial } from "./heat-materials";
import type { LoadedModel } from "./load-model";
import { cutMaterial, dressModel, makeInsideMaterial, makeMaterial } from "./model-materials";
import { processes, type ViewSettings } from "./view-mode";

interface SceneModelProps {
  model: LoadedModel;
  /** Every triangle, if they are there. */
  full: LoadedModel | null;
  walls: WallMap | null;
  settings: ViewSettings;
  filament: string;
  /** Whether the camera moves just now. */
  movingRef: RefObject<boolean>;
}

/** The model in the chosen mode, cut where a cut is set; in full, or small while a slow machine turns it. */
export function SceneModel({ model, full, walls, settings, filament, movingRef }: SceneModelProps) {
  const invalidate = useThree((state) => state.invalidate);
  const plane = useMemo(() => new Plane(), []);
  const { cut, mode, process } = settings;
  const cutting = cut !== null;
  const heat = mode === "walls" ? walls : null;
  const small = useRef<Group>(null);
  const whole = useRef<Group>(null);
  const governor = useMemo(() => new DetailGovernor(), []);

  useEffect(() => {
    if (cut) placeCut(plane, cut, model.extent);
    invalidate();
  }, [cut, plane, model, invalidate]);

  useFrame((_, deltaSeconds) => {
    const light = full === null || governor.wantsLess(movingRef.current, deltaSeconds * 1000);
    if (small.current) small.current.visible = light;
    if (whole.current) whole.current.visible = !light;
  });

  const shared = { settings, filament, plane: cutting ? plane : null };
  if (heat) return <WallBody walls={heat} limitMm={processes[process]} plane={shared.plane} />;
  return (
    <>
      <group ref={small}>
        <DressedModel model={model} {...shared} />
      </group>
      {full && (
        <group ref={whole}>
          <DressedModel model={full} {...shared} />
        </group>
      )}
    </>
  );
}

interface DressedModelProps {
  model: LoadedModel;
  settings: ViewSettings;
  filament: string;
  plane: Plane | null;
}

function DressedModel({ model, settings: { mode }, filament, plane }: DressedModelProps) {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const material = makeMaterial(mode, model.textured, filament);
    dressModel(model, { material, plane, shaded: mode !== "normals" && mode !== "wireframe" });
    invalidate();
    return () => material?.dispose();
  }, [model, mode, filament, plane, invalidate]);

  const insides = useMemo(() => {
    if (!plane || mode === "wireframe") return null;
    const group = new Group();
    const material = makeInsideMaterial(filament, plane);
    for (const mesh of model.meshes) {
      const inside = new Mesh(mesh.geometry, material);
      inside.applyMatrix4(mesh.matrixWorld);
      group.add(inside);
    }
    return { group, material };
  }, [plane, mode, filament, model]);
  useEffect(() => () => insides?.material.dispose(), [insides]);

  return (
    <>
      <primitive object={model.scene} />
      {insides && <primitive object={insides.group} />}
    </>
  );
}

function WallBody({ walls, limitMm, plane }: { walls: WallMap; limitMm: number; plane: Plane | null }) {
  const invalidate = useThree((state) => state.invalidate);
  const geometry = useMemo(() => makeWallGeometry(walls), [walls]);
  const material = useMemo(() => makeWallMaterial(limitMm), [limitMm]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => {
    cutMaterial(material, plane);
    invalidate();
  }, [material, plane, invalidate]);
  return <mesh geometry={geometry} material={material} rotation-x={-Math.PI / 2} castShadow receiveShadow />;
}
