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
import type { LoadedModel } from "./load-model";
import type { ViewMode } from "./view-mode";

/** The material of a mode; null keeps the model's own. The caller disposes it. */
export function makeMaterial(mode: ViewMode, textured: boolean, filament: string): Material | null {
  if (mode === "model" && textured) return null;
  if (mode === "normals") return new MeshNormalMaterial();
  if (mode === "wireframe")
    return new MeshStandardMaterial({ color: filament, wireframe: true, roughness: 0.8 });
  const clay = new MeshStandardMaterial({ color: filament, roughness: 0.7, metalness: 0 });
  if (mode === "overhangs") markOverhangs(clay);
  return clay;
}

/** What shows through a cut: the insides in one flat colour, which reads as a solid section. */
export function makeInsideMaterial(filament: string, plane: Plane): Material {
  const color = new Color(filament).offsetHSL(0, 0.05, -0.12);
  return new MeshBasicMaterial({ color, side: BackSide, clippingPlanes: [plane], toneMapped: false });
}

/** Puts a material, or each mesh's own, onto the model, and sets or lifts the cut. */
export function dressModel(
  { meshes }: LoadedModel,
  own: ReadonlyMap<Mesh, Mesh["material"]>,
  { material, plane, shaded }: { material: Material | null; plane: Plane | null; shaded: boolean },
): void {
  for (const mesh of meshes) {
    mesh.material = material ?? own.get(mesh) ?? mesh.material;
    mesh.castShadow = true;
    mesh.receiveShadow = shaded;
    for (const one of [mesh.material].flat()) cutMaterial(one, plane);
  }
}

export function moveCut(plane: Plane, cutMm: number): void {
  plane.constant = cutMm;
}

function cutMaterial(material: Material, plane: Plane | null): void {
  material.clippingPlanes = plane ? [plane] : null;
  material.clipShadows = true;
  if (material instanceof MeshStandardMaterial && material.wireframe) material.side = DoubleSide;
  material.needsUpdate = true;
}

/** Paints red what looks down more steeply than 45° and does not lie on the bed. */
function markOverhangs(material: MeshStandardMaterial): void {
  material.color.set("#d9d5cf");
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nvarying float vDown;\nvarying float vHeight;")
      .replace(
        "#include <project_vertex>",
        `#include <project_vertex>
        vDown = -normalize(mat3(modelMatrix) * objectNormal).y;
        vHeight = (modelMatrix * vec4(transformed, 1.0)).y;`,
      );
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying float vDown;\nvarying float vHeight;")
      .replace(
        "#include <color_fragment>",
        `#include <color_fragment>
        float steep = smoothstep(0.68, 0.74, vDown) * step(0.4, vHeight);
        diffuseColor.rgb = mix(diffuseColor.rgb, vec3(0.82, 0.05, 0.04), steep);`,
      );
  };
}
