import { describe, expect, it } from "vitest";
import { figureField } from "@/lib/geometry/field/figure-field";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { functionField, makeRandom, sphereAt, torusAt } from "@/tests/support/make-fields";
import { drawRaster, makeScene, objectNames } from "@/tests/support/make-pictures";
import { namedSolids, randomSolid } from "@/lib/run/named-solids";
import { scoreSilhouette } from "@/lib/run/score-silhouette";
import { viewFront } from "@/lib/run/score-solid";

describe("surfaces converge", () => {
  // Surface nets cut corners by a share of the curvature: half the cells, four times the distance in cells of the body.
  it.each([
    ["ball", (n: number) => sphereAt(n / 2, n / 2, n / 2, 0.4 * n)],
    ["torus", (n: number) => torusAt(n / 2, n / 2, n / 2, 0.28 * n, 0.13 * n)],
  ] as const)("a %s of 64 cells lies within .02 cells of the true one, and nearer with 128", (_, body) => {
    const errors = [64, 128].map((cells) => {
      const at = body(cells);
      const { positions } = extractSurface(functionField([cells, cells, cells], at, 1));
      let sum = 0;
      for (let i = 0; i < positions.length; i += 3)
        sum += Math.abs(at(positions[i], positions[i + 1], positions[i + 2]));
      return sum / (positions.length / 3);
    });
    expect(errors[0]).toBeLessThan(0.02);
    expect(errors[1]).toBeLessThan(0.6 * errors[0]);
  });
});

describe("surfaces do not cross themselves", () => {
  const random = makeRandom(7);
  const chance = [1, 2, 3].map((n) => [`random ${n}`, randomSolid(random)] as const);
  it.each([...Object.entries(namedSolids), ...chance])("%s", (_, solid) => {
    const view = viewFront(solid, 128);
    const mesh = extractSurface(figureField(view.raster, view.mask, { resolution: 128 }).field);
    expect(countSelfIntersections(new TriangleTree(mesh))).toBe(0);
  });
});

describe("silhouettes at 256 cells are those of the masks to a hundredth", () => {
  it.each([...objectNames])("%s, antialiased", (name) => {
    const { raster, mask } = makeScene(name, "transparent", 384);
    const mesh = extractSurface(figureField(raster, mask, { resolution: 256 }).field);
    expect(scoreSilhouette(mesh, raster, mask, 256)).toBeGreaterThanOrEqual(0.99);
  });

  it.each(Object.keys(namedSolids))("%s, of whole pixels", (name) => {
    const { raster, mask } = viewFront(namedSolids[name], 384);
    const mesh = extractSurface(figureField(raster, mask, { resolution: 256 }).field);
    expect(scoreSilhouette(mesh, raster, mask, 256)).toBeGreaterThanOrEqual(0.99);
  });
});

/** Blots, lines, checks and noise of every density; some empty, some full, many of them cut by the frame. */
function randomMask(random: () => number, side: number): Uint8Array {
  const kind = Math.floor(random() * 5);
  const level = random();
  const [cx, cy, reach] = [random() * side, random() * side, random() * side * 0.7];
  const pitch = 1 + Math.floor(random() * 4);
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const x = i % side;
    const y = Math.floor(i / side);
    if (kind === 0) return random() < level ? 255 : 0;
    if (kind === 1) return (Math.floor(x / pitch) + Math.floor(y / pitch)) % 2 ? 255 : 0;
    if (kind === 2) return Math.abs(x - cx + (y - cy) * (level - 0.5)) < pitch / 2 ? 255 : 0;
    if (kind === 3) return Math.hypot(x - cx, y - cy) + 6 * level * random() < reach ? 255 : 0;
    return Math.floor(256 * random() * level);
  });
}

describe("any mask", () => {
  it("of five hundred gives a sound body, or says that it shows nothing", () => {
    const random = makeRandom(20);
    const outcomes = { sound: 0, empty: 0 };
    for (let n = 0; n < 500; n++) {
      const side = 5 + Math.floor(random() * 20);
      const mask = randomMask(random, side);
      const raster = drawRaster(side, side, () => [255 * random(), 255 * random(), 255 * random(), 255]);
      try {
        const { field } = figureField(raster, mask, { resolution: 24 });
        expect([n, ...findMeshFaults(extractSurface(field))]).toEqual([n]);
        outcomes.sound++;
      } catch (error) {
        if (!(error instanceof EmptySubjectError)) throw error;
        outcomes.empty++;
      }
    }
    expect(outcomes.sound).toBeGreaterThan(400);
    expect(outcomes.empty).toBeGreaterThan(5);
  });

  it("can be sought in any noise", () => {
    const random = makeRandom(21);
    for (let n = 0; n < 40; n++) {
      const [width, height] = [3 + Math.floor(random() * 40), 3 + Math.floor(random() * 40)];
      const depth = 1 + Math.floor(random() * 255);
      const noise = () => Math.floor(random() * depth);
      const raster = drawRaster(width, height, () => [noise(), noise(), noise(), 255]);
      const { alpha, coverage, confidence } = segmentSubject(raster);
      expect(alpha.length).toBe(width * height);
      expect(coverage >= 0 && coverage <= 1 && confidence >= 0 && confidence <= 1).toBe(true);
    }
  });
});
