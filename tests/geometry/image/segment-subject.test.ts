import { describe, expect, it } from "vitest";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import {
  type BackgroundName,
  decodePicture,
  drawRaster,
  encodePicture,
  flatRaster,
  makeLandscape,
  makeScene,
  maskIou,
  objectNames,
} from "@/tests/support/make-pictures";

const scores = new Map<BackgroundName, ReturnType<typeof measure>>();

function score(background: BackgroundName) {
  const known = scores.get(background) ?? measure(background);
  scores.set(background, known);
  return known;
}

function measure(background: BackgroundName) {
  const found = objectNames.map((name) => {
    const scene = makeScene(name, background, 192);
    const result = segmentSubject(scene.raster);
    return { iou: maskIou(result.alpha, scene.mask), confidence: result.confidence, method: result.method };
  });
  const mean = (pick: (f: (typeof found)[number]) => number) =>
    found.reduce((sum, f) => sum + pick(f), 0) / found.length;
  return {
    iou: mean((f) => f.iou),
    worst: Math.min(...found.map((f) => f.iou)),
    confidence: mean((f) => f.confidence),
    methods: new Set(found.map((f) => f.method)),
  };
}

describe("segmentSubject", () => {
  it.each([
    ["white", 0.985, 0.96],
    ["gradient", 0.985, 0.96],
    ["textured", 0.985, 0.96],
    ["shadow", 0.96, 0.9],
    ["similar", 0.97, 0.93],
    ["transparent", 0.999, 0.995],
  ] as const)("finds twelve objects before a %s background", (background, mean, worst) => {
    const result = score(background);
    expect(result.iou).toBeGreaterThan(mean);
    expect(result.worst).toBeGreaterThan(worst);
    expect(result.confidence).toBeGreaterThan(0.85);
  });

  it("finds most of what stands in the middle of a jumble, and says that it is unsure", () => {
    expect(score("clutter").iou).toBeGreaterThan(0.76);
    expect(score("clutter").confidence).toBeLessThan(0.45);
  });

  it("believes meaningful transparency and nothing else", () => {
    expect(score("transparent").methods).toEqual(new Set(["alpha"]));
    expect(score("white").methods.has("alpha")).toBe(false);
  });

  it("survives JPEG", async () => {
    const scene = makeScene("teddy", "gradient", 256);
    const jpeg = await decodePicture(await encodePicture(scene.raster, "jpeg"));
    expect(maskIou(segmentSubject(jpeg).alpha, scene.mask)).toBeGreaterThan(0.97);
  });

  it("keeps a soft shadow when told to", () => {
    const scene = makeScene("rocket", "shadow", 192);
    const without = segmentSubject(scene.raster).coverage;
    expect(segmentSubject(scene.raster, { keepShadow: true }).coverage).toBeGreaterThan(without * 1.01);
  });

  it("opens the eye of a handle and keeps small white marks", () => {
    const scene = makeScene("mug", "white", 256);
    const { alpha } = segmentSubject(scene.raster);
    expect(alpha[133 * 256 + 190]).toBe(0);
    const marked = drawRaster(200, 200, (x, y) => {
      const d = Math.hypot(x - 100, y - 100);
      return d < 70 && Math.hypot(x - 90, y - 85) > 5 ? [180, 40, 40, 255] : [255, 255, 255, 255];
    });
    expect(segmentSubject(marked).alpha[85 * 200 + 90]).toBe(255);
  });

  it("antialiases the edge", () => {
    const { alpha } = segmentSubject(makeScene("sphere", "white", 256).raster);
    const between = alpha.filter((a) => a > 20 && a < 235).length;
    expect(between).toBeGreaterThan(150);
  });

  it("drops specks and closes pin holes of a cut-out", () => {
    const raster = drawRaster(120, 120, (x, y) => {
      const body = Math.hypot(x - 60, y - 60) < 40 && !(x === 60 && y === 60);
      return [90, 90, 90, body || (x === 3 && y === 3) ? 255 : 0];
    });
    const { alpha } = segmentSubject(raster);
    expect(alpha[60 * 120 + 60]).toBeGreaterThanOrEqual(128);
    expect(alpha[3 * 120 + 3]).toBe(0);
  });

  it("gives the whole picture, without confidence, where nothing stands out", () => {
    const flat = segmentSubject(flatRaster(64, 48, [120, 130, 140, 255]));
    expect(flat).toMatchObject({ method: "full", confidence: 0, coverage: 1 });
    expect(segmentSubject(flatRaster(2, 2, [0, 0, 0, 255])).method).toBe("full");
    const clear = segmentSubject(flatRaster(32, 32, [9, 9, 9, 0]));
    expect(clear).toMatchObject({ method: "alpha", confidence: 0, coverage: 0 });
  });

  it("is unsure about a landscape", () => {
    const { confidence } = segmentSubject(makeLandscape());
    expect(confidence).toBeLessThan(0.7);
  });

  it("repeats itself to the byte", () => {
    const { raster } = makeScene("duck", "shadow", 192);
    expect(segmentSubject(raster)).toEqual(segmentSubject(raster));
  });

  it("is indifferent to the frame's shape", () => {
    const wide = drawRaster(400, 90, (x, y) =>
      Math.hypot(x - 200, y - 45) < 30 ? [40, 60, 160, 255] : [240, 240, 240, 255],
    );
    expect(segmentSubject(wide).coverage).toBeCloseTo((Math.PI * 900) / 36000, 2);
  });
});
