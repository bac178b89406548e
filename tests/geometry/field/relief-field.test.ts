import { describe, expect, it } from "vitest";
import { reliefField } from "@/lib/geometry/field/relief-field";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { drawRaster, makeLandscape, seededRandom } from "@/tests/support/make-pictures";

/** Highest vertex about (x, y) as shares of the plate, in cells. */
function topAt(positions: Float32Array, u: number, v: number): number {
  const { low, high } = measureBounds({ positions, indices: new Uint32Array() });
  const x = low[0] + u * (high[0] - low[0]);
  const y = low[1] + v * (high[1] - low[1]);
  let top = 0;
  for (let i = 0; i < positions.length; i += 3) {
    if (Math.hypot(positions[i] - x, positions[i + 1] - y) < 2)
      top = Math.max(top, positions[i + 2] - low[2]);
  }
  return top;
}

// Dark everywhere but in the upper right quarter.
const corner = drawRaster(120, 80, (x, y) => (x > 60 && y < 40 ? [240, 240, 240, 255] : [20, 20, 20, 255]));

describe("reliefField", () => {
  it("lays the picture down: right is +x, up is +y, bright stands out", () => {
    const mesh = extractSurface(
      reliefField(corner, { resolution: 100, heightShare: 0.1, baseShare: 0.03 }).field,
    );
    expect(topAt(mesh.positions, 0.75, 0.75)).toBeCloseTo(13, 0);
    expect(topAt(mesh.positions, 0.25, 0.75)).toBeCloseTo(3, 0);
    expect(topAt(mesh.positions, 0.75, 0.25)).toBeCloseTo(3, 0);
    const { low, high } = measureBounds(mesh);
    expect(high[0] - low[0]).toBeCloseTo(100, 0);
    expect((high[1] - low[1]) / (high[0] - low[0])).toBeCloseTo(80 / 120, 1);
  });

  it("inverts", () => {
    const mesh = extractSurface(
      reliefField(corner, { resolution: 100, heightShare: 0.1, baseShare: 0.03, invert: true }).field,
    );
    expect(topAt(mesh.positions, 0.75, 0.75)).toBeCloseTo(3, 0);
    expect(topAt(mesh.positions, 0.25, 0.25)).toBeCloseTo(13, 0);
  });

  it("stays closed and manifold on steep, noisy and real pictures", () => {
    const random = seededRandom(9);
    const noise = drawRaster(90, 60, () => {
      const v = random() < 0.5 ? 0 : 255;
      return [v, v, v, 255];
    });
    for (const raster of [noise, makeLandscape(), corner]) {
      const mesh = extractSurface(reliefField(raster, { resolution: 110, heightShare: 0.3 }).field);
      expect(checkManifold(mesh)).toMatchObject({ watertight: true, manifold: true });
      expect(mesh.indices.length).toBeGreaterThan(1000);
    }
  });

  it("colours the top from the picture, and the underside plain", () => {
    const raster = drawRaster(60, 60, (x) => (x < 30 ? [220, 30, 30, 255] : [30, 30, 220, 255]));
    const relief = reliefField(raster, { resolution: 80 });
    const mesh = extractSurface(relief.field);
    const colors = relief.colorAt(mesh);
    for (let v = 0; v < colors.length; v += 3) {
      const x = mesh.positions[v];
      const y = mesh.positions[v + 1];
      if (y < 20 || y > 60) continue;
      if (mesh.positions[v + 2] < 2) {
        expect(colors[v]).toBe(colors[v + 2]);
        continue;
      }
      if (x > 15 && x < 35) expect([colors[v], colors[v + 2]]).toEqual([220, 30]);
      if (x > 50 && x < 70) expect([colors[v], colors[v + 2]]).toEqual([30, 220]);
    }
  });
});
