import { describe, expect, it } from "vitest";
import { makeModel } from "@/lib/engines/local/make-model";
import { qualities } from "@/lib/generations";
import { findMeshFaults } from "../../support/check-closed-mesh";
import { drawRaster, encodePicture } from "../../support/make-pictures";
import { readGlb } from "../../support/read-meshes";
import { readStl } from "../../support/read-stl";

/** A thin straight rod fills little of its frame, so that the finest grids stay cheap. */
const rod = drawRaster(64, 800, (x, y) =>
  x >= 28 && x < 36 && y >= 10 && y < 790 ? [180, 60, 40, 255] : [0, 0, 0, 0],
);

const SIZE_MM = 100;

describe.each(["superplus_1280_texture", "superplus_1536_texture"] as const)("%s", (quality) => {
  it("samples at its own grid: the written STL has a ring of vertices every cell", async () => {
    const { resolution, textured } = qualities[quality];
    const { files, report } = await makeModel({
      engine: "figure",
      image: await encodePicture(rod),
      resolution,
      textured,
      sizeMm: SIZE_MM,
      sizeAxis: "longest",
      maxTriangles: 0,
      seed: 0,
      formats: ["stl", "glb"],
    });
    const mesh = readStl(files[0].bytes);
    expect(findMeshFaults(mesh)).toEqual([]);
    const glb = readGlb(files[1].bytes);
    expect([glb.triangles.length, glb.uvs !== undefined]).toEqual([mesh.indices.length, true]);
    expect(report.sizeMm.z).toBeCloseTo(SIZE_MM, 3);
    // The rim takes or gives a few cells at both ends.
    const cells = SIZE_MM / meanRise(mesh.positions);
    expect(Math.abs(cells - resolution)).toBeLessThan(10);
  });
});

/** Millimetres between rings of vertices, along the straight middle of the rod. */
function meanRise(positions: Float32Array): number {
  const heights = new Set<number>();
  for (let at = 2; at < positions.length; at += 3)
    if (positions[at] > 0.3 * SIZE_MM && positions[at] < 0.7 * SIZE_MM)
      heights.add(Math.round(positions[at] * 1000));
  const sorted = [...heights].sort((a, b) => a - b);
  return (sorted[sorted.length - 1] - sorted[0]) / (sorted.length - 1) / 1000;
}
