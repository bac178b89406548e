import { BufferGeometry, Float32BufferAttribute, MeshStandardMaterial } from "three";
import type { WallMap } from "@/lib/geometry/print/map-walls";

const GREY = "#d9d5cf";

/** Colours of the heat maps from no trouble to most, for the legend as for the shaders. */
export const heatColours = { none: GREY, some: "#f2b134", most: "#c81e1e" };
const AMBER = "vec3(0.89, 0.44, 0.034)";
const RED = "vec3(0.58, 0.013, 0.013)";

/** Amber from 45° over air to red at a flat ceiling; what lies on the bed is left alone. */
export function makeOverhangMaterial(): MeshStandardMaterial {
  const material = new MeshStandardMaterial({ color: GREY, roughness: 0.75, metalness: 0 });
  material.onBeforeCompile = (shader) => {
    const varyings = "#include <common>\nvarying float vDown;\nvarying float vHeight;";
    shader.vertexShader = shader.vertexShader.replace("#include <common>", varyings).replace(
      "#include <project_vertex>",
      `#include <project_vertex>
        vDown = -normalize(mat3(modelMatrix) * objectNormal).y;
        vHeight = (modelMatrix * vec4(transformed, 1.0)).y;`,
    );
    shader.fragmentShader = shader.fragmentShader.replace("#include <common>", varyings).replace(
      "#include <color_fragment>",
      `#include <color_fragment>
        float over = smoothstep(0.69, 0.73, vDown) * step(0.4, vHeight);
        diffuseColor.rgb = mix(diffuseColor.rgb, mix(${AMBER}, ${RED}, smoothstep(0.72, 0.98, vDown)), over);`,
    );
  };
  return material;
}

/** Red below what the process prints, amber up to one and a half times that, grey from twice. */
export function makeWallMaterial(limitMm: number): MeshStandardMaterial {
  const material = new MeshStandardMaterial({
    color: GREY,
    roughness: 0.75,
    metalness: 0,
    flatShading: true,
  });
  material.onBeforeCompile = (shader) => {
    shader.uniforms.limitMm = { value: limitMm };
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nattribute float thickness;\nvarying float vWall;")
      .replace("#include <project_vertex>", "#include <project_vertex>\nvWall = thickness;");
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nuniform float limitMm;\nvarying float vWall;")
      .replace(
        "#include <color_fragment>",
        `#include <color_fragment>
        float share = vWall / limitMm;
        vec3 thin = mix(${RED}, ${AMBER}, smoothstep(0.999, 1.25, share));
        diffuseColor.rgb = mix(thin, diffuseColor.rgb, smoothstep(1.3, 2.0, share));`,
      );
  };
  return material;
}

/** The map as a body of its own: its triangles are finer than the model's. */
export function makeWallGeometry({ positions, thicknessMm }: WallMap): BufferGeometry {
  const corners = new Float32Array(thicknessMm.length * 3);
  for (let at = 0; at < corners.length; at++) corners[at] = thicknessMm[Math.floor(at / 3)];
  return new BufferGeometry()
    .setAttribute("position", new Float32BufferAttribute(positions, 3))
    .setAttribute("thickness", new Float32BufferAttribute(corners, 1));
}

/** Share of the surface, 0 to 1, on walls thinner than the limit; exactly the limit is thick enough. */
export function thinShare({ thicknessMm, areaMm2 }: WallMap, limitMm: number): number {
  let thin = 0;
  let all = 0;
  for (let n = 0; n < areaMm2.length; n++) {
    all += areaMm2[n];
    if (thicknessMm[n] < limitMm * 0.999) thin += areaMm2[n];
  }
  return all > 0 ? thin / all : 0;
}
