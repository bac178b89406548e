import { describe, expect, it } from "vitest";
import { figureField } from "@/lib/geometry/field/figure-field";
import { renderMesh } from "@/lib/geometry/image/render-mesh";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { makeBox } from "@/tests/support/make-solids";
import { makeScene } from "@/tests/support/make-pictures";

const scene = makeScene("duck", "transparent", 160);
const figure = figureField(scene.raster, scene.mask, { resolution: 96 });
const mesh = extractSurface(figure.field);
const view = { width: 120, height: 120, elevation: 0 };

/** Covered pixels left and right of the middle column in the lower half: the duck's body is right of its bill. */
function weigh(azimuth: number) {
  const { data } = renderMesh(mesh, { ...view, azimuth });
  let left = 0;
  let right = 0;
  for (let i = 0; i < 120 * 60; i++) {
    if (data[i * 4 + 3] < 128) continue;
    if (i % 120 < 60) left++;
    else right++;
  }
  return { left, right };
}

describe("renderMesh", () => {
  it("shows the front as the picture had it, and the back mirrored", () => {
    const front = weigh(0);
    const back = weigh(180);
    expect(front.left).toBeGreaterThan(front.right * 1.5);
    expect(back.right).toBeGreaterThan(back.left * 1.5);
  });

  it("paints with the mesh's colours, clay without", () => {
    const middle = (60 * 120 + 64) * 4;
    const clay = renderMesh(mesh, { ...view, azimuth: 0 }).data;
    const gold = renderMesh({ ...mesh, colors: figure.colorAt(mesh) }, { ...view, azimuth: 0 }).data;
    expect(clay[middle] - clay[middle + 2]).toBeLessThan(40);
    expect(gold[middle] - gold[middle + 2]).toBeGreaterThan(80);
  });

  it("shows a texture where a triangle has more in it than its corners", () => {
    const box = makeBox([0, 0, 0], [4, 1, 4]);
    const data = new Uint8ClampedArray(4 * 64 * 64).fill(255);
    // Black in the middle half of the atlas each way, white at its rim, where all corners lie.
    for (let y = 16; y < 48; y++) for (let x = 16; x < 48; x++) data.set([0, 0, 0, 255], 4 * (y * 64 + x));
    const tile = { across: [0.25, 0, 0, 0], down: [0, 0, -0.25, 1], area: [0, 0, 1, 1] } as const;
    const texture = {
      kind: "projected",
      atlas: { width: 64, height: 64, data },
      tiles: [{ toward: [0, -1, 0], ...tile }],
    } as const;
    const shot = renderMesh({ ...box, texture }, { ...view, azimuth: 0, shadow: false }).data;
    const at = (x: number, y: number) => shot[4 * (120 * y + x)];
    expect(at(60, 60)).toBeLessThan(30);
    expect(at(60, 18)).toBeGreaterThan(150);
  });

  it("lays a shadow on a clear ground, or none", () => {
    const [lit, shaded] = [false, true].map(
      (shadow) => renderMesh(mesh, { ...view, azimuth: 0, elevation: 20, shadow }).data,
    );
    const alphas = (data: Uint8ClampedArray) => [...data.filter((_, i) => i % 4 === 3)];
    const before = alphas(lit);
    const grown = alphas(shaded).map((alpha, i) => alpha - before[i]);
    expect(grown.filter((more) => more > 8).length).toBeGreaterThan(150);
    expect(Math.min(...grown)).toBe(0);
    // Black where only shadow is; the corners stay clear.
    const bare = grown.findIndex((more, i) => before[i] === 0 && more > 40);
    expect([...shaded.subarray(4 * bare, 4 * bare + 3)]).toEqual([0, 0, 0]);
    expect([shaded[3], shaded.at(-1)]).toEqual([0, 0]);
  });

  it("draws nothing of an empty mesh", () => {
    const empty = { positions: new Float32Array(), indices: new Uint32Array() };
    const { data } = renderMesh(empty, { ...view, azimuth: 30 });
    expect(data.every((v, i) => i % 4 !== 3 || v === 0)).toBe(true);
  });
});
