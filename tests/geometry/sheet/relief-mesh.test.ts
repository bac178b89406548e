import { describe, expect, it } from "vitest";
import { layOutTexture } from "@/lib/geometry/formats/lay-out-texture";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { plateMesh, reliefMesh } from "@/lib/geometry/sheet/relief-mesh";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { drawRaster, makeLandscape, seededRandom } from "@/tests/support/make-pictures";

// Dark everywhere but in the upper right quarter.
const corner = drawRaster(120, 80, (x, y) => (x > 60 && y < 40 ? [240, 240, 240, 255] : [20, 20, 20, 255]));

/** Height of the top over a point, from the triangle that holds it. */
function topAt({ positions: p, indices }: Mesh, x: number, y: number): number {
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [3 * indices[at], 3 * indices[at + 1], 3 * indices[at + 2]];
    const area = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (p[b + 1] - p[a + 1]);
    if (area <= 1e-9) continue;
    const v = ((x - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (y - p[a + 1])) / area;
    const w = ((p[b] - p[a]) * (y - p[a + 1]) - (x - p[a]) * (p[b + 1] - p[a + 1])) / area;
    if (v < -1e-6 || w < -1e-6 || v + w > 1 + 1e-6) continue;
    return p[a + 2] + v * (p[b + 2] - p[a + 2]) + w * (p[c + 2] - p[a + 2]);
  }
  return NaN;
}

describe("reliefMesh", () => {
  it("lays the picture down in cells: right is +x, up is +y, bright stands out", () => {
    const mesh = reliefMesh(corner, { resolution: 128, heightShare: 0.1, baseShare: 0.03, frameShare: 0 });
    const { low, high } = measureBounds(mesh);
    expect([...low]).toEqual([0, 0, 0]);
    expect(high[0]).toBe(128);
    expect(high[1]).toBeCloseTo(128 * (80 / 120), 3);
    expect(topAt(mesh, 96, 64)).toBeCloseTo(0.13 * 128, 1);
    expect(topAt(mesh, 32, 64)).toBeCloseTo(0.03 * 128, 1);
    expect(topAt(mesh, 96, 20)).toBeCloseTo(0.03 * 128, 1);
    expect(findMeshFaults(mesh)).toEqual([]);
  });

  it("inverts, and frames at half the height", () => {
    const mesh = reliefMesh(corner, { resolution: 128, heightShare: 0.1, baseShare: 0.03, invert: true });
    expect(topAt(mesh, 96, 64)).toBeCloseTo(0.03 * 128, 1);
    expect(topAt(mesh, 32, 20)).toBeCloseTo(0.13 * 128, 1);
    expect(topAt(mesh, 1.5, 40)).toBeCloseTo(0.08 * 128, 4);
  });

  it("stays closed on noise, lines and views of any proportion, and flat ones cost nothing", () => {
    const random = seededRandom(9);
    const noise = drawRaster(90, 60, () => (random() < 0.5 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    const line = drawRaster(64, 3, (x) => (x % 7 < 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    const dot = drawRaster(1, 1, () => [9, 9, 9, 255]);
    for (const raster of [noise, line, dot, makeLandscape()])
      for (const resolution of [24, 100])
        expect(findMeshFaults(reliefMesh(raster, { resolution, heightShare: 0.3 }))).toEqual([]);
    const plain = drawRaster(50, 50, () => [90, 90, 90, 255]);
    expect(reliefMesh(plain, { resolution: 256, frameShare: 0 }).indices.length / 3).toBeLessThan(300);
  });

  it("takes colours from the picture and follows their borders, within the triangles allowed", () => {
    // Two colours of one lightness: only colour asks for vertices at their border.
    const raster = drawRaster(60, 60, (x) => (x < 30 ? [200, 0, 0, 255] : [0, 102, 0, 255]));
    const mesh = reliefMesh(raster, { resolution: 80, frameShare: 0, colored: true, maxTriangles: 4000 });
    expect(mesh.indices.length / 3).toBeLessThanOrEqual(4000);
    const { positions, colors = new Uint8Array() } = mesh;
    for (let v = 0; v < colors.length; v += 3) {
      // The underside is plain: the mean of the picture, darkened.
      if (positions[v + 2] === 0) expect([...colors.slice(v, v + 3)]).toEqual([60, 30, 0]);
      else if (positions[v] < 38) expect([...colors.slice(v, v + 3)]).toEqual([200, 0, 0]);
      else if (positions[v] > 42) expect([...colors.slice(v, v + 3)]).toEqual([0, 102, 0]);
    }
    expect(positions.some((x, at) => at % 3 === 0 && Math.abs(x - 40) < 2)).toBe(true);
  });
});

describe("plateMesh", () => {
  it("misses no sample by more than asked for", () => {
    const size = 65;
    const heights = new Float32Array(size * size);
    for (let at = 0; at < heights.length; at++)
      heights[at] = 5 + 2 * Math.sin((at % size) / 6) * Math.cos(Math.floor(at / size) / 9);
    for (const tolerance of [0.3, 0.05]) {
      const mesh = plateMesh({ width: size, height: size, tile: 16, wraps: false }, heights, tolerance);
      expect(mesh.indices.length / 3).toBeLessThan(size * size);
      for (let at = 0; at < heights.length; at += 3)
        expect(Math.abs(topAt(mesh, at % size, Math.floor(at / size)) - heights[at])).toBeLessThan(tolerance);
    }
  });
});

describe("a coloured relief's texture", () => {
  it.each([0, 0.05])(
    "shows each pixel above its place, and a frame of %f and the walls plain",
    (frameShare) => {
      const mesh = reliefMesh(corner, { resolution: 128, frameShare, colored: true });
      const { atlas } = mesh.texture!;
      const { origin, uvs, indices } = layOutTexture(mesh, mesh.texture!);
      expect(indices).toHaveLength(mesh.indices.length);
      const frame = Math.round(128 * frameShare);
      const [, , depth] = measureBounds(mesh).high;
      const seen = { bright: 0, dark: 0, plain: 0 };
      for (let n = 0; n < origin.length; n++) {
        const [x, y, z] = mesh.positions.subarray(3 * origin[n], 3 * origin[n] + 3);
        const pixel =
          4 *
          (Math.floor(uvs[2 * n + 1] * atlas.height) * atlas.width + Math.floor(uvs[2 * n] * atlas.width));
        const shade = atlas.data[pixel];
        const [row, column] = [high(mesh)[1] - y - frame, x - frame].map(
          (cells) => cells / (128 - 2 * frame),
        );
        const inside = Math.min(row, column, 1 - column, 80 / 120 - row) > 0.03;
        if (z === 0) expect(shade).toBe(atlas.data[4 * atlas.width * (atlas.height - 1)]);
        if (z === 0) seen.plain++;
        else if (inside && z > 0 && Math.abs(column - 0.51) > 0.03 && Math.abs(row - 1 / 3) > 0.03) {
          const bright = column > 0.51 && row < 1 / 3;
          expect(shade).toBe(bright ? 240 : 20);
          seen[bright ? "bright" : "dark"]++;
        }
      }
      expect(depth).toBeGreaterThan(0);
      expect(Math.min(seen.plain, seen.bright, seen.dark)).toBeGreaterThan(0);
    },
  );
});

const high = (mesh: Mesh) => measureBounds(mesh).high;
