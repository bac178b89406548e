import { beforeAll, describe, expect, it } from "vitest";
import { figureField } from "@/lib/geometry/field/figure-field";
import { frameSubject } from "@/lib/geometry/field/frame-subject";
import { SheetField } from "@/lib/geometry/field/sheet-field";
import { ballHull } from "@/lib/geometry/image/ball-hull";
import { signedDistance } from "@/lib/geometry/image/distance-transform";
import { makeRandom } from "@/tests/support/make-fields";
import { namedSolids, randomSolid, type Solid } from "@/lib/run/named-solids";
import { type FrontView, scoreSurface, scoreVolume, viewFront } from "@/lib/run/score-solid";

const resolution = 80;

/** The rule that every other has to hold its own against: inflation of the bare silhouette. */
function plainHull(view: FrontView): SheetField {
  const { coverage, width, height } = frameSubject(view.raster, view.mask, resolution);
  const { squared } = ballHull(signedDistance(coverage, width, height), width, height);
  const flipped = new Float32Array(squared.length);
  for (let y = 0; y < height; y++)
    flipped.set(squared.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  const highest = flipped.reduce((a, b) => Math.max(a, b), 1);
  const depth = 2 * Math.ceil(Math.sqrt(highest) + 2) + 1;
  return new SheetField({
    width,
    height,
    front: flipped,
    back: flipped,
    depth,
    middle: { at: (depth - 1) / 2, alongX: 0, alongZ: 0 },
    floor: -1,
  });
}

function scoreBoth(solid: Solid): { made: number; plain: number } {
  const view = viewFront(solid, 128);
  const { field } = figureField(view.raster, view.mask, { resolution });
  return {
    made: scoreSurface(field, resolution, view, solid),
    plain: scoreSurface(plainHull(view), resolution, view, solid),
  };
}

/** By their outlines alone: two tests ask for it. */
let guesses: { name: string; made: number; plain: number }[];
beforeAll(() => {
  guesses = Object.entries(namedSolids).map(([name, solid]) => ({ name, ...scoreBoth(solid) }));
});

const mean = (scores: number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

describe("figureField against solids known from every side", () => {
  it("reaches a mean F of .75 on the twelve, none more than .05 under plain inflation", () => {
    expect(guesses).toHaveLength(12);
    expect(guesses.filter(({ made, plain }) => made < plain - 0.05)).toEqual([]);
    expect(mean(guesses.map(({ made }) => made))).toBeGreaterThanOrEqual(0.75);
  });

  it("reaches .88 with the true front, none of the twelve less than without it, and .83 by the map's shape alone", () => {
    const scores = guesses.map(({ name, made }) => {
      const view = viewFront(namedSolids[name], 128);
      const map = { width: 128, height: 128, near: view.near };
      const [told, fitted] = [view.depthRange, undefined].map((range) => {
        const { field } = figureField(view.raster, view.mask, { resolution, depth: { map, range } });
        return scoreSurface(field, resolution, view, namedSolids[name], "front");
      });
      return { name, made, told, fitted };
    });
    expect(mean(scores.map(({ told }) => told))).toBeGreaterThanOrEqual(0.88);
    expect(mean(scores.map(({ fitted }) => fitted))).toBeGreaterThanOrEqual(0.83);
    // Points are counted, a few thousand of them: a thousandth is one or two.
    expect(scores.filter(({ told, made }) => told < made - 0.001)).toEqual([]);
  });

  it("reaches .87 by the true normals, none of the twelve less than without them", () => {
    const scores = guesses.map(({ name, made }) => {
      const view = viewFront(namedSolids[name], 128);
      const normals = { width: 128, height: 128, normals: view.normals };
      const { field } = figureField(view.raster, view.mask, { resolution, normals });
      return { name, made, told: scoreSurface(field, resolution, view, namedSolids[name], "front") };
    });
    expect(mean(scores.map(({ told }) => told))).toBeGreaterThanOrEqual(0.87);
    expect(scores.filter(({ told, made }) => told < made - 0.001)).toEqual([]);
  });

  it("falls no more than .05 under plain inflation on solids put together by chance", () => {
    const random = makeRandom(7);
    for (let n = 0; n < 6; n++) {
      const { made, plain } = scoreBoth(randomSolid(random));
      expect(made - plain, `solid ${n}`).toBeGreaterThan(-0.05);
    }
  });

  it("fills sphere, capsule and torus to .94", () => {
    for (const name of ["sphere", "capsule", "torus"]) {
      const solid = namedSolids[name];
      const view = viewFront(solid, 128);
      const { field } = figureField(view.raster, view.mask, { resolution });
      expect(scoreVolume(field, resolution, view, solid), name).toBeGreaterThanOrEqual(0.94);
    }
  });
});
