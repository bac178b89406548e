import { describe, expect, it } from "vitest";
import { BRICK, type Field } from "@/lib/geometry/field/field";
import { figureField } from "@/lib/geometry/field/figure-field";
import { reliefField } from "@/lib/geometry/field/relief-field";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import {
  drawRaster,
  flatRaster,
  makeLandscape,
  makeScene,
  makeStripedSphere,
  type Scene,
  seededRandom,
} from "@/tests/support/make-pictures";

const raise = (scene: Scene, resolution: number, options = {}) =>
  figureField(scene.raster, scene.mask, { resolution, ...options });

/** The field at every lattice point, brick by brick. */
function sampleAll(field: Field): Float32Array {
  const [w, d, h] = field.size;
  const all = new Float32Array(w * d * h);
  const brick = new Float32Array(BRICK ** 3);
  for (let z0 = 0; z0 < h; z0 += BRICK) {
    for (let y0 = 0; y0 < d; y0 += BRICK) {
      for (let x0 = 0; x0 < w; x0 += BRICK) {
        field.sampleBrick(x0, y0, z0, brick, 0);
        for (let n = 0; n < brick.length; n++) {
          const x = x0 + (n % BRICK);
          const y = y0 + (Math.floor(n / BRICK) % BRICK);
          const z = z0 + Math.floor(n / BRICK / BRICK);
          if (x < w && y < d && z < h) all[(z * d + y) * w + x] = brick[n];
        }
      }
    }
  }
  return all;
}

/** Overlap of the field's inside with a solid given by `inside(x, y, z)`, lattice coordinates from the centre. */
function solidIou(field: Field, inside: (x: number, y: number, z: number) => boolean): number {
  const [w, d, h] = field.size;
  const all = sampleAll(field);
  let both = 0;
  let any = 0;
  for (let i = 0; i < all.length; i++) {
    const x = (i % w) - (w - 1) / 2;
    const y = (Math.floor(i / w) % d) - (d - 1) / 2;
    const z = Math.floor(i / w / d) - (h - 1) / 2;
    const a = all[i] > 0;
    const b = inside(x, y, z);
    if (a && b) both++;
    if (a || b) any++;
  }
  return both / any;
}

function expectConservative(field: Field, seed: number): void {
  const [w, d, h] = field.size;
  const all = sampleAll(field);
  const random = seededRandom(seed);
  let decided = 0;
  for (let n = 0; n < 1500; n++) {
    const lengths = [w, d, h].map((s) => Math.min(s, 1 + Math.floor(random() ** 2 * 20)));
    const low = [w, d, h].map((s, k) => Math.floor(random() * (s - lengths[k] + 1)));
    const high = low.map((l, k) => l + lengths[k] - 1);
    const sign = field.boxSign(low[0], low[1], low[2], high[0], high[1], high[2]);
    if (sign === 0) continue;
    decided++;
    for (let z = low[2]; z <= high[2]; z++) {
      for (let y = low[1]; y <= high[1]; y++) {
        for (let x = low[0]; x <= high[0]; x++) {
          const value = all[(z * d + y) * w + x];
          if (sign > 0 ? value <= 0 : value > 0)
            throw new Error(`box says ${sign}, sample (${x}, ${y}, ${z}) is ${value}`);
        }
      }
    }
  }
  expect(decided).toBeGreaterThan(300);
}

describe("figureField", () => {
  it("makes a ball of a disc and a capsule of a capsule", () => {
    const ball = raise(makeScene("sphere", "transparent", 128), 96);
    expect(solidIou(ball.field, (x, y, z) => x * x + y * y + z * z < 48 * 48)).toBeGreaterThan(0.95);
    const capsule = raise(makeScene("capsule", "transparent", 192), 112);
    const radius = (112 * 0.15) / 0.7;
    const reach = (112 * 0.2) / 0.7;
    const inside = (x: number, y: number, z: number) => {
      const up = Math.max(0, Math.abs(z) - reach);
      return x * x + y * y + up * up < radius * radius;
    };
    expect(solidIou(capsule.field, inside)).toBeGreaterThan(0.94);
  });

  it("stands: a flat cut at the foot, said in the notes", () => {
    const { field, notes } = raise(makeScene("figure", "transparent", 256), 160);
    const mesh = extractSurface(field);
    const lowest = measureBounds(mesh).low[2];
    let resting = 0;
    for (let v = 2; v < mesh.positions.length; v += 3) if (mesh.positions[v] < lowest + 0.02) resting++;
    expect(resting).toBeGreaterThan(20);
    expect(notes.join(" ")).toMatch(/foot was cut flat 0\.6 % above/);
  });

  it("cuts nothing off a foot that is flat already", () => {
    const block = drawRaster(120, 120, (x, y) => [
      90,
      90,
      90,
      x >= 30 && x < 90 && y >= 20 && y < 100 ? 255 : 0,
    ]);
    const mask = Uint8Array.from({ length: 120 * 120 }, (_, i) => block.data[i * 4 + 3]);
    const { field, notes } = figureField(block, mask, { resolution: 80 });
    const { low, high } = measureBounds(extractSurface(field));
    expect(notes).toContain("The foot was flat already, so nothing was cut off it.");
    expect(high[2] - low[2]).toBeCloseTo(80, 0);
  });

  it("does not turn stripes into ridges", () => {
    const rough = (bands: number) => {
      const { field } = raise(makeStripedSphere(192, bands), 128, { symmetry: "off" });
      const [w, d, h] = field.size;
      const all = sampleAll(field);
      const front: number[] = [];
      for (let z = 0; z < h; z++) {
        for (let y = 0; y < d; y++) {
          const at = (z * d + y) * w + (w >> 1);
          if (all[at] > 0) {
            front[z] = y - all[at] / (all[at] - all[at - w]);
            break;
          }
        }
      }
      let bend = 0;
      for (let z = 30; z < 100; z++)
        bend = Math.max(bend, Math.abs(front[z - 3] - 2 * front[z] + front[z + 3]));
      return bend;
    };
    // Half a cell of 128: 0.4 % of the size, between three-cell steps.
    expect(rough(9) - rough(0)).toBeLessThan(0.5);
  });

  it("brings up low-contrast detail on the front only, by at most 2 %", () => {
    const plain = drawRaster(160, 160, (x, y) => [128, 128, 128, Math.hypot(x - 80, y - 80) < 70 ? 255 : 0]);
    const dotted = drawRaster(160, 160, (x, y) => {
      const v = 128 + 22 * Math.sin(x / 2.5) * Math.sin(y / 2.5);
      return [v, v, v, Math.hypot(x - 80, y - 80) < 70 ? 255 : 0];
    });
    const mask = Uint8Array.from({ length: 160 * 160 }, (_, i) => plain.data[i * 4 + 3]);
    const extents = [plain, dotted].map((raster) => {
      const { field } = figureField(raster, mask, { resolution: 128, symmetry: "off" });
      const [w, d, h] = field.size;
      const all = sampleAll(field);
      const sides = { front: new Float32Array(w * h), back: new Float32Array(w * h) };
      for (let z = 0; z < h; z++) {
        for (let x = 0; x < w; x++) {
          let first = -1;
          let last = -1;
          for (let y = 0; y < d; y++) {
            if (all[(z * d + y) * w + x] <= 0) continue;
            if (first < 0) first = y;
            last = y;
          }
          if (first < 0) continue;
          sides.front[z * w + x] = (d - 1) / 2 - first;
          sides.back[z * w + x] = last - (d - 1) / 2;
        }
      }
      return sides;
    });
    const differ = (side: "front" | "back") =>
      extents[0][side].reduce((most, v, i) => Math.max(most, Math.abs(v - extents[1][side][i])), 0);
    expect(differ("front")).toBeGreaterThanOrEqual(1);
    expect(differ("front")).toBeLessThanOrEqual(0.02 * 128 + 1);
    expect(differ("back")).toBe(0);
  });

  it("turns on strict evidence only", () => {
    const turned = (name: "bottle" | "teddy" | "figure") =>
      raise(makeScene(name, "transparent", 192), 96).notes.some((n) => n.includes("turned body"));
    expect(turned("teddy")).toBe(false);
    expect(turned("figure")).toBe(false);
    expect(raise(makeScene("teddy", "transparent", 128), 64, { symmetry: "revolve" }).notes.join()).toMatch(
      /turned body/,
    );
  });

  it("obeys depth ratio and tilt", () => {
    const scene = makeScene("sphere", "transparent", 128);
    const deep = (options: object) => {
      const bounds = measureBounds(extractSurface(raise(scene, 64, options).field));
      return bounds.high[1] - bounds.low[1];
    };
    const round = deep({});
    expect(deep({ depthRatio: 0.5 }) / round).toBeCloseTo(0.5, 1);
    expect(deep({ tilt: { x: 0.5, z: 0 } })).toBeGreaterThan(round * 1.08);
  });

  it("never makes a limb thinner than 1.2 % of the size", () => {
    const raster = drawRaster(300, 300, (x, y) => {
      const head = Math.hypot(x - 150, y - 60) < 45;
      return [90, 60, 60, head || (x === 150 && y < 290 && y > 60) ? 255 : 0];
    });
    const mask = Uint8Array.from({ length: 90000 }, (_, i) => raster.data[i * 4 + 3]);
    const { field, notes } = figureField(raster, mask, { resolution: 200 });
    const [w, d, h] = field.size;
    const all = sampleAll(field);
    const z = Math.round(h * 0.3);
    let across = 0;
    for (let x = 0; x < w; x++) if (all[(z * d + ((d - 1) >> 1)) * w + x] > 0) across++;
    expect(across).toBeGreaterThanOrEqual(2);
    expect(notes.join()).toMatch(/thickened/);
  });

  it("colours the front from the picture, without the background's fringe, and the back from the rim", () => {
    const scene = makeScene("teddy", "white", 192);
    const { field, colorAt } = raise(scene, 96);
    const mesh = extractSurface(field);
    const colors = colorAt(mesh);
    const middle = (field.size[1] - 1) / 2;
    let dark = 0;
    let darkBehind = 0;
    let fringe = 0;
    for (let v = 0; v < colors.length; v += 3) {
      const lightness = (colors[v] + colors[v + 1] + colors[v + 2]) / 3;
      if (lightness < 45 && mesh.positions[v + 1] < middle) dark++;
      else if (lightness < 45) darkBehind++;
      if (Math.min(colors[v], colors[v + 1], colors[v + 2]) > 190) fringe++;
    }
    expect(colors.length).toBe(mesh.positions.length);
    expect(dark).toBeGreaterThan(20);
    expect(darkBehind).toBe(0);
    expect(fringe).toBe(0);
  });

  it("knows its boxes", () => {
    expectConservative(raise(makeScene("mug", "transparent", 160), 90).field, 5);
    expectConservative(
      raise(makeScene("figure", "transparent", 160), 70, { tilt: { x: 0.3, z: -0.2 } }).field,
      6,
    );
    const near = Float32Array.from({ length: 3600 }, (_, i) => (i % 60 < 30 ? 0.9 : (i % 60) / 90));
    const depth = { map: { width: 60, height: 60, near } };
    expectConservative(raise(makeScene("duck", "transparent", 160), 70, { depth }).field, 8);
    expectConservative(raise(makeScene("duck", "transparent", 160), 70, { depth, flatBack: true }).field, 9);
    expectConservative(reliefField(makeLandscape(), { resolution: 100 }).field, 7);
  });

  it("takes any mask: lines, checks, full, border, noise", () => {
    const masks: Record<string, (x: number, y: number) => boolean> = {
      dot: (x, y) => x === 20 && y === 20,
      horizontal: (_, y) => y === 12,
      vertical: (x) => x === 39,
      diagonal: (x, y) => x === y,
      checks: (x, y) => (x + y) % 2 === 0,
      full: () => true,
      corner: (x, y) => x + y < 20,
    };
    const random = seededRandom(11);
    for (let n = 0; n < 14; n++) {
      const level = 0.2 + 0.6 * random();
      masks[`noise ${n}`] = () => random() < level;
    }
    for (const [name, inside] of Object.entries(masks)) {
      const mask = Uint8Array.from({ length: 1600 }, (_, i) =>
        inside(i % 40, Math.floor(i / 40)) ? 255 : 0,
      );
      const raster = drawRaster(40, 40, (x, y) => [x * 6, y * 6, 90, 255]);
      const mesh = extractSurface(figureField(raster, mask, { resolution: 48 }).field);
      const report = checkManifold(mesh);
      expect([name, report.watertight, report.manifold, mesh.indices.length > 0]).toEqual([
        name,
        true,
        true,
        true,
      ]);
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
    }
    const near = Float32Array.from({ length: 1600 }, () => (random() < 0.1 ? NaN : random()));
    const noise = { depth: { map: { width: 40, height: 40, near }, range: 0.5 } };
    for (const level of [0.3, 0.8, 1]) {
      const mask = Uint8Array.from({ length: 1600 }, () => (random() < level ? 255 : 0));
      const raster = drawRaster(40, 40, (x, y) => [x * 6, y * 6, 90, 255]);
      const report = checkManifold(
        extractSurface(figureField(raster, mask, { resolution: 48, ...noise }).field),
      );
      expect([level, report.watertight, report.manifold]).toEqual([level, true, true]);
    }
    const nothing = () =>
      figureField(flatRaster(20, 20, [0, 0, 0, 0]), new Uint8Array(400), { resolution: 64 });
    expect(nothing).toThrow(EmptySubjectError);
  });

  it("repeats itself to the bit", () => {
    const once = sampleAll(raise(makeScene("duck", "transparent", 128), 64).field);
    expect(sampleAll(raise(makeScene("duck", "transparent", 128), 64).field)).toEqual(once);
  });
});
