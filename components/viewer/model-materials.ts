import {
  BackSide,
  Color,
  DoubleSide,
  MeshBasicMaterial,
  MeshNormalMaterial,
  MeshStandardMaterial,
  type Material,
  type Mesh,
  type Plane,
} from "three";
import { makeOverhangMaterial } from "./heat-materials";
import type { LoadedModel } from "./load-model";
import type { ViewMode } from "./view-mode";

/** The material of a mode; null keeps the model's own. The caller disposes it. */
export function makeMaterial(mode: ViewMode, textured: boolean, filament: string): Material | null {
  if (mode === "model" && textured) return null;
  if (mode === "normals") return new MeshNormalMaterial();
  if (mode === "overhangs") return makeOverhangMaterial();
  if (mode === "wireframe")
    return new MeshStandardMaterial({ color: filament, wireframe: true, roughness: 0.8 });
  return new MeshStandardMaterial({ color: filament, roughness: 0.7, metalness: 0 });
}

/** What shows through a cut: the insides in one flat colour, which reads as a solid section. */
export function makeInsideMaterial(filament: string, plane: Plane): Material {
  const color = new Color(filament).offsetHSL(0, 0.05, -0.12);
  return new MeshBasicMaterial({ color, side: BackSide, clippingPlanes: [plane], toneMapped: false });
}

/** Puts a material, or each mesh's own, onto the model, and sets or lifts the cut. */
export function dressModel(
  { meshes, own }: LoadedModel,
  { material, plane, shaded }: { material: Material | null; plane: Plane | null; shaded: boolean },
): void {
  for (const mesh of meshes) {
    mesh.material = material ?? own.get(mesh) ?? mesh.material;
    mesh.castShadow = true;
    mesh.receiveShadow = shaded;
    for (const one of [mesh.material].flat()) cutMaterial(one, plane);
  }
}

/** Lets a material end at the plane, or nowhere. */
export function cutMaterial(material: Material, plane: Plane | null): void {
  material.clippingPlanes = plane ? [plane] : null;
  material.clipShadows = true;
  if (material instanceof MeshStandardMaterial && material.wireframe) material.side = DoubleSide;
  material.needsUpdate = true;
}

export type OwnMaterials = ReadonlyMap<Mesh, Mesh["material"]>;
