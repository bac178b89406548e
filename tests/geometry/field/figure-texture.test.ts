import { describe, expect, it } from "vitest";
import { figureField } from "@/lib/geometry/field/figure-field";
import { layOutTexture } from "@/lib/geometry/formats/lay-out-texture";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";

/** A disc on white: left half red, right half blue, and a green spot in the middle of its face. */
function disc(width: number, height: number) {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const alpha = new Uint8Array(width * height);
  const radius = 0.4 * Math.min(width, height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const from = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2);
      if (from > radius) continue;
      alpha[i] = 255;
      data.set(from < radius / 3 ? [0, 200, 0] : x < width / 2 ? [200, 0, 0] : [0, 0, 200], 4 * i);
    }
  return { raster: { width, height, data }, alpha };
}

describe("figureTexture", () => {
  it("shows on the front what the picture shows there, on the back no face, and the background nowhere", () => {
    const { raster, alpha } = disc(96, 80);
    const { field, texture } = figureField(raster, alpha, { resolution: 48 });
    const mesh = extractSurface(field);
    const laid = texture();
    const { atlas } = laid;
    for (let i = 0; i < atlas.data.length; i += 4)
      expect(Math.min(...atlas.data.subarray(i, i + 3)), `pixel ${i / 4}`).toBeLessThan(60);

    const { origin, uvs } = layOutTexture(mesh, laid);
    const [middleX, , middleZ] = [0, 1, 2].map((axis) => (field.size[axis] - 1) / 2);
    let fronts = 0;
    for (let vertex = 0; vertex < origin.length; vertex++) {
      const [u, v] = [uvs[2 * vertex], uvs[2 * vertex + 1]];
      const pixel = 4 * (Math.floor(v * atlas.height) * atlas.width + Math.floor(u * atlas.width));
      const [red, green, blue] = atlas.data.subarray(pixel, pixel + 3);
      const [x, , z] = mesh.positions.subarray(3 * origin[vertex], 3 * origin[vertex] + 3);
      const from = Math.hypot(x - middleX, z - middleZ) / 24;
      // The atlas is upright here or square: the back's chart is the lower or the right half.
      const front = atlas.height > atlas.width ? v < 0.5 : u < 0.5;
      if (from < 0.25) {
        if (front) fronts++;
        if (front) expect(green).toBeGreaterThan(150);
        else expect(green).toBeLessThan(40);
      } else if (from > 0.5 && from < 0.9 && Math.abs(x - middleX) > 5)
        expect(x < middleX ? red - blue : blue - red).toBeGreaterThan(60);
    }
    expect(fronts).toBeGreaterThan(20);
  });

  it("keeps the picture's own pixels where the grid is coarser, and fits the largest into 4,096", () => {
    const { raster, alpha } = disc(640, 400);
    const { atlas } = figureField(raster, alpha, { resolution: 32 }).texture();
    expect(atlas.width).toBeGreaterThan(320);
    expect(Math.max(atlas.width, atlas.height)).toBeLessThanOrEqual(4096);
  });
});
