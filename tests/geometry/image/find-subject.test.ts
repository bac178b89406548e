import { describe, expect, it } from "vitest";
import { chooseEngine } from "@/lib/geometry/image/choose-engine";
import { findSubject, surelyShows } from "@/lib/geometry/image/find-subject";
import type { Raster } from "@/lib/geometry/image/raster";
import { measureDrawing } from "@/lib/geometry/image/measure-drawing";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import {
  backgroundNames,
  drawRaster,
  flatRaster,
  makeLandscape,
  makeLogo,
  makeScene,
  objectNames,
  seededRandom,
} from "@/tests/support/make-pictures";

describe("findSubject", () => {
  it("refuses pictures that show nothing", () => {
    expect(findSubject(flatRaster(64, 64, [200, 10, 10, 0]))).toEqual({
      empty: true,
      reason: "The picture is wholly transparent. Send one that shows the object.",
    });
    expect(findSubject(flatRaster(160, 90, [200, 10, 10, 255]))).toEqual({
      empty: true,
      reason: "The picture is one flat colour. Send one that shows the object.",
    });
    const random = seededRandom(3);
    const noisy = drawRaster(80, 80, () => {
      const v = 120 + random() * 4;
      return [v, v, v, 255];
    });
    expect(findSubject(noisy).empty).toBe(true);
  });

  it("lets anything else pass", () => {
    expect(findSubject(makeLogo(96)).empty).toBe(false);
    expect(findSubject(makeLandscape(160, 120)).empty).toBe(false);
    expect(findSubject(makeScene("fish", "similar", 96).raster).empty).toBe(false);
    const cutOut = drawRaster(80, 80, (x, y) => [90, 90, 90, Math.hypot(x - 40, y - 40) < 20 ? 255 : 0]);
    expect(findSubject(cutOut).empty).toBe(false);
    const faint = drawRaster(80, 80, (x, y) =>
      Math.hypot(x - 40, y - 40) < 15 ? [232, 232, 232, 255] : [245, 245, 245, 255],
    );
    expect(findSubject(faint).empty).toBe(false);
  });
});

describe("surelyShows", () => {
  /** Every fourth point across and down. */
  const few = ({ width, height, data }: Raster): Raster =>
    drawRaster(Math.ceil(width / 4), Math.ceil(height / 4), (x, y) => {
      const at = 4 * (4 * y * width + 4 * x);
      return [data[at], data[at + 1], data[at + 2], data[at + 3]];
    });

  it("tells of scenes by a few of their points", () => {
    for (const raster of [makeLogo(96), makeLandscape(160, 120), makeScene("fish", "similar", 96).raster])
      expect(surelyShows(few(raster), 16)).toBe(true);
    expect(surelyShows(few(flatRaster(160, 90, [200, 10, 10, 255])), 16)).toBe(false);
  });

  it("never says of a picture that it shows something where a look at all of it says that it is empty", () => {
    const random = seededRandom(11);
    const seen = { sure: 0, empty: 0 };
    for (let round = 0; round < 300; round++) {
      const [width, height] = [20 + Math.floor(random() * 60), 20 + Math.floor(random() * 60)];
      // About the bounds of both rules: how far apart the colours are, and how many points are another.
      const [apart, share] = [7 + Math.floor(random() * 4), random() * (round % 2 ? 0.004 : 0.04)];
      const raster = drawRaster(width, height, () => {
        const value = 100 + (random() < share ? apart : 0);
        return [value, value, 50, 255];
      });
      const [sure, { empty }] = [surelyShows(few(raster), 16), findSubject(raster)];
      expect([round, sure && empty]).toEqual([round, false]);
      seen.sure += Number(sure);
      seen.empty += Number(empty);
    }
    expect(seen.empty).toBeGreaterThan(50);
    expect(seen.sure).toBeGreaterThan(20);
  });
});

describe("chooseEngine", () => {
  const choose = (raster: Parameters<typeof segmentSubject>[0]) =>
    chooseEngine(raster, segmentSubject(raster));

  it("makes figures of single subjects", () => {
    for (const background of ["white", "gradient", "shadow", "transparent"] as const) {
      expect(choose(makeScene("teddy", background, 192).raster)).toEqual({
        engine: "figure",
        reason: "One subject stands clear of its background, so it became a full figure.",
      });
    }
  });

  it("raises drawings: in one colour as an extrusion, in several as layers", () => {
    expect(choose(makeLogo(256))).toEqual({
      engine: "extrude",
      reason: "The picture is a drawing in one plain colour, so its outline was raised.",
    });
    const target = drawRaster(200, 200, (x, y) => {
      const r = Math.hypot(x - 100, y - 100);
      if (r < 40) return [240, 200, 30, 255];
      return r < 80 ? [20, 40, 120, 255] : [255, 255, 255, 255];
    });
    expect(choose(target)).toEqual({
      engine: "layers",
      reason: "The picture is a drawing in 2 plain colours beside its ground, so each became a layer.",
    });
    const bands = drawRaster(200, 200, (x) =>
      x < 70 ? [0, 140, 70, 255] : x < 130 ? [255, 255, 255, 255] : [200, 30, 50, 255],
    );
    expect(choose(bands).engine).toBe("layers");
  });

  it("never takes shading for a drawing, however flat its colours look", () => {
    for (const name of objectNames)
      for (const background of backgroundNames) {
        const { share } = measureDrawing(makeScene(name, background, 96).raster);
        expect([name, background, share < 0.6]).toEqual([name, background, true]);
      }
  });

  it("makes reliefs of views, crowds and flat pictures", () => {
    expect(choose(makeLandscape()).engine).toBe("relief");
    expect(choose(flatRaster(50, 50, [1, 2, 3, 255])).engine).toBe("relief");
    const crowd = drawRaster(200, 200, (x, y) =>
      Math.hypot((x % 50) - 25, (y % 50) - 25) < 12 ? [30, 60, 30, 255] : [255, 255, 255, 255],
    );
    expect(choose(crowd)).toEqual({
      engine: "relief",
      reason: "The picture shows many separate parts, so it became a relief.",
    });
  });
});
