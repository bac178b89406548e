import { describe, expect, it } from "vitest";
import { figureField } from "@/lib/geometry/field/figure-field";
import { frameSubject } from "@/lib/geometry/field/frame-subject";
import { integrateNormals, type NormalMap } from "@/lib/geometry/field/integrate-normals";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { findMeshFaults } from "../../support/check-closed-mesh";
import { drawRaster, seededRandom } from "../../support/make-pictures";

/** The normals of the surface z(x, y) over a square of −1 to 1, x right and y up. */
function slopesOf(size: number, height: (x: number, y: number) => number): NormalMap {
  const normals = new Float32Array(3 * size * size);
  const e = 1e-4;
  for (let i = 0; i < size * size; i++) {
    const x = ((i % size) + 0.5) * (2 / size) - 1;
    const y = 1 - (Math.floor(i / size) + 0.5) * (2 / size);
    const across = (height(x + e, y) - height(x - e, y)) / (2 * e);
    const up = (height(x, y + e) - height(x, y - e)) / (2 * e);
    const length = Math.hypot(across, up, 1);
    normals.set([-across / length, -up / length, 1 / length], 3 * i);
  }
  return { width: size, height: size, normals };
}

const plain = (size: number) => drawRaster(size, size, () => [120, 120, 120, 255]);
const square = (size: number, inside: (x: number, y: number) => boolean = () => true) =>
  Uint8Array.from({ length: size * size }, (_, i) => (inside(i % size, Math.floor(i / size)) ? 255 : 0));
const hill = (x: number, y: number) => 0.4 * Math.exp(-3 * (x * x + (y - 0.3) ** 2)) + 0.2 * x;

/** The mean and greatest distance of the depth found, in cells, from the surface's own, mean on mean. */
function errorOf(cells: number, map: NormalMap, height: (x: number, y: number) => number) {
  const picture = plain(96);
  const subject = frameSubject(picture, square(96), cells);
  const { near, range } = integrateNormals(map, picture, subject);
  const { width, window, step, coverage } = subject;
  const errors: number[] = [];
  for (let i = 0; i < near.length; i++) {
    if (coverage[i] < 0.5) continue;
    const x = ((window.x + ((i % width) + 0.5) * step) * 2) / 96 - 1;
    const y = 1 - ((window.y + (Math.floor(i / width) + 0.5) * step) * 2) / 96;
    errors.push(near[i] * range - (height(x, y) * cells) / 2);
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return Math.max(...errors.map((error) => Math.abs(error - mean)));
}

describe("integrateNormals", () => {
  it.each([
    ["as fine as the map", 96, 96],
    ["finer than the map", 300, 128],
    ["coarser than the map", 64, 200],
  ])("finds a hill on a slope to a quarter of a cell, %s", (_, cells, size) => {
    expect(errorOf(cells, slopesOf(size, hill), hill)).toBeLessThan(cells > 96 ? 0.9 : 0.25);
  });

  it("carries on where the map says nothing, and knows nothing of a map without slopes", () => {
    const map = slopesOf(96, hill);
    for (let i = 0; i < 96 * 96; i++)
      if (i % 96 > 60 && i % 96 < 66 && i < 96 * 60) map.normals.fill(NaN, 3 * i, 3 * i + 3);
    const picture = plain(96);
    const { near, range } = integrateNormals(map, picture, frameSubject(picture, square(96), 96));
    expect([near.every(Number.isFinite), range > 20]).toEqual([true, true]);
    const flat = integrateNormals(
      slopesOf(96, () => 0),
      picture,
      frameSubject(picture, square(96), 96),
    );
    expect([flat.range, flat.near.every((value) => value === 0)]).toEqual([0, true]);
  });

  it("tells a map whose green runs the other way", () => {
    const upside = slopesOf(96, hill);
    for (let i = 1; i < upside.normals.length; i += 3) upside.normals[i] *= -1;
    const notes = (map: NormalMap) =>
      figureField(plain(96), square(96), { resolution: 64, normals: map }).notes.filter((note) =>
        note.includes("exchanged"),
      );
    expect(notes(slopesOf(96, hill))).toEqual([]);
    expect(notes(upside)).toEqual([
      "The normal map fits far better with up and down exchanged: try the other normal_green.",
    ]);
  });

  it("gives a sound body for any map", () => {
    const random = seededRandom(5);
    for (const known of [0, 0.02, 0.5, 1]) {
      const normals = new Float32Array(3 * 40 * 40).fill(NaN);
      for (let i = 0; i < 1600; i++)
        if (random() < known) normals.set([random() - 0.5, random() - 0.5, random() - 0.3], 3 * i);
      const mask = square(40, (x, y) => (x - 20) ** 2 + (y - 18) ** 2 < 300 || random() < 0.1);
      const { field } = figureField(plain(40), mask, {
        resolution: 48,
        normals: { width: 40, height: 40, normals },
      });
      const mesh = extractSurface(field);
      expect([known, ...findMeshFaults(mesh)]).toEqual([known]);
      if (known === 0) expect(countSelfIntersections(new TriangleTree(mesh))).toBe(0);
    }
  });
});
