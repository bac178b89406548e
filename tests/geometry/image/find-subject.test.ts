import { describe, expect, it } from "vitest";
import { chooseEngine } from "@/lib/geometry/image/choose-engine";
import { findSubject } from "@/lib/geometry/image/find-subject";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import {
  drawRaster,
  flatRaster,
  makeLandscape,
  makeLogo,
  makeScene,
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
