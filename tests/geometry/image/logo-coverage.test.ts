import { describe, expect, it } from "vitest";
import { logoCoverage } from "@/lib/geometry/image/logo-coverage";
import { drawRaster, makeLandscape, makeScene } from "@/tests/support/make-pictures";

const stripe = (share: (x: number) => number, ink = [200, 20, 20], ground = [255, 255, 255]) =>
  drawRaster(60, 60, (x) => {
    const a = share(x);
    const mix = (c: number) => Math.round(ink[c] * a + ground[c] * (1 - a));
    return [mix(0), mix(1), mix(2), 255];
  });

describe("logoCoverage", () => {
  it("reads the share of ink off a blended edge", () => {
    const seen = logoCoverage(stripe((x) => (x === 20 || x === 40 ? 0.4 : x > 20 && x < 40 ? 1 : 0)));
    expect(seen).toMatchObject({ seenBy: "color", ground: [255, 255, 255] });
    const row = seen!.coverage.subarray(0, 60);
    expect([row[10], row[30]].map((value) => value > 250)).toEqual([false, true]);
    expect(Math.abs(row[20] - 102)).toBeLessThan(8);
  });

  it("takes several inks as one drawing, light on dark too", () => {
    const twoInks = drawRaster(60, 60, (x, y) => {
      if (x < 10 || x > 49 || y < 10 || y > 49) return [10, 10, 30, 255];
      return x < 30 ? [250, 240, 60, 255] : [240, 90, 200, 255];
    });
    const { coverage } = logoCoverage(twoInks)!;
    expect(coverage.filter((value) => value > 240).length).toBe(1600);
    expect(coverage.filter((value) => value < 10).length).toBe(2000);
  });

  it("takes the alpha of a cut-out, whatever its colours", () => {
    const { raster, mask } = makeScene("fish", "transparent", 128);
    const seen = logoCoverage(raster)!;
    expect(seen.seenBy).toBe("alpha");
    expect(seen.coverage).toEqual(mask);
  });

  it("leaves photographs and pictures without a ground to others", () => {
    expect(logoCoverage(makeLandscape())).toBeUndefined();
    expect(logoCoverage(makeScene("teddy", "gradient", 160).raster)).toBeUndefined();
    expect(logoCoverage(drawRaster(40, 40, () => [0, 0, 0, 0]))).toBeUndefined();
  });
});
