import { describe, expect, it } from "vitest";
import { findNoun, shapeNouns } from "@/lib/geometry/field/shape-catalog";
import { parsePrompt } from "@/lib/geometry/field/parse-prompt";
import { shapeField } from "@/lib/geometry/field/shape-field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { countParts, dropSmallParts } from "@/lib/geometry/mesh/split-parts";
import { findMeshFaults } from "../../support/check-closed-mesh";

function meshOf(prompt: string, resolution = 96): Mesh {
  const parsed = parsePrompt(prompt);
  if (parsed.kind !== "shape") throw new Error(`not understood: ${prompt}`);
  const { field, colorAt } = shapeField(parsed.recipe, { resolution });
  const mesh = extractSurface(field);
  return { ...mesh, colors: colorAt(mesh) };
}

/** Lowest and highest values along each axis, in lattice units. */
function boxOf({ positions }: Mesh): { low: number[]; high: number[] } {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3], value);
    high[i % 3] = Math.max(high[i % 3], value);
  });
  return { low, high };
}

const extentsOf = (mesh: Mesh): number[] => {
  const { low, high } = boxOf(mesh);
  return [0, 1, 2].map((k) => high[k] - low[k]);
};

describe("every noun of the catalogue", () => {
  it("has names of its own", () => {
    const names = shapeNouns.flatMap((noun) => noun.names);
    expect(names.length).toBe(new Set(names).size);
    expect(shapeNouns.length).toBeGreaterThan(80);
    expect(findNoun("sphere")).toBe(findNoun("ball"));
  });

  it.each(shapeNouns.map((noun) => noun.names[0]))(
    "%s is one closed body with its foot on the plate",
    (name) => {
      const mesh = dropSmallParts(meshOf(`a ${name}`));
      expect(findMeshFaults(mesh)).toEqual([]);
      expect(countParts(mesh)).toBe(1);
      const { low } = boxOf(mesh);
      // The domain's border must not have cut it: the bounds are honest.
      for (let axis = 0; axis < 3; axis++) expect(low[axis]).toBeGreaterThan(0.9);
      expect(Math.max(...extentsOf(mesh))).toBeGreaterThan(0.88 * 96);
      expect(Math.max(...extentsOf(mesh))).toBeLessThan(98);
    },
  );
});

describe("measures that a prompt states", () => {
  const sizeOf = (prompt: string): { mm: number[]; parts: number } => {
    const parsed = parsePrompt(prompt);
    if (parsed.kind !== "shape") throw new Error(`not understood: ${prompt}`);
    const { sizeMmHint } = shapeField(parsed.recipe, { resolution: 96 });
    const mesh = meshOf(prompt);
    const extents = extentsOf(mesh);
    const along =
      sizeMmHint?.axis === "z" ? extents[2] : sizeMmHint?.axis === "x" ? extents[0] : Math.max(...extents);
    return { mm: extents.map((each) => (each * (sizeMmHint?.sizeMm ?? 0)) / along), parts: countParts(mesh) };
  };
  const near = (found: number[], wanted: number[]): void =>
    found.forEach((each, axis) => expect(Math.abs(each / wanted[axis] - 1)).toBeLessThan(0.015));

  it("hold for the thing itself, whatever lies beside it", () => {
    const box = sizeOf("box 60x40x30 mm with a lid");
    expect(box.parts).toBe(2);
    near(box.mm.slice(1), [40, 30]);
    expect(box.mm[0]).toBeGreaterThan(120);
    near(sizeOf("a stack of three 20 mm cubes").mm, [20, 20, 58.8]);
  });

  it("stretch what is no box", () => near(sizeOf("vase 40x50x100 mm").mm, [40, 50, 100]));
  it("make a cube a block", () => near(sizeOf("cube 10 cm by 5 cm by 2 cm").mm, [100, 50, 20]));
  it("win over adjectives", () => near(sizeOf("tall box 60x40x30 mm").mm, [60, 40, 30]));
});

describe("exact bodies", () => {
  const share = (mesh: Mesh): number => {
    const six = mesh.indices.reduce((sum, _, i) => (i % 3 === 0 ? sum + sixfold(mesh, i) : sum), 0);
    const [x, y, z] = extentsOf(mesh);
    return six / 6 / (x * y * z);
  };
  const sixfold = ({ positions: p, indices }: Mesh, i: number): number => {
    const [a, b, c] = [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]];
    return (
      p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
      p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
      p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])
    );
  };

  it("fill the share of their box that geometry says", () => {
    expect(share(meshOf("ball"))).toBeCloseTo(Math.PI / 6, 2);
    expect(share(meshOf("sharp cylinder"))).toBeCloseTo(Math.PI / 4, 2);
    expect(share(meshOf("sharp cube"))).toBeCloseTo(1, 2);
    // An icosahedron of inradius r holds 5.054 r³; lying on a face it is 2 r high. Its edges are rounded a little.
    const [x, y, z] = extentsOf(meshOf("sharp icosahedron"));
    expect((share(meshOf("sharp icosahedron")) * x * y * z) / z ** 3).toBeCloseTo(5.054 / 8, 2);
    // Torus 2π²Rr² in a box of (2(R + r))² · 2r, with R = 36 and r = 14.
    expect(share(meshOf("torus"))).toBeCloseTo((2 * Math.PI ** 2 * 36 * 14 ** 2) / (100 * 100 * 28), 2);
  });

  it("takes three lengths as they are", () => {
    const [x, y, z] = extentsOf(meshOf("block 20 x 30 x 10 mm"));
    expect(y / x).toBeCloseTo(1.5, 1);
    expect(z / x).toBeCloseTo(0.5, 1);
  });
});

describe("what adjectives and counts do", () => {
  const ratio = (prompt: string): number => {
    const [x, , z] = extentsOf(meshOf(prompt, 64));
    return z / x;
  };

  it("proportions", () => {
    expect(ratio("tall ball")).toBeCloseTo(1.5, 1);
    expect(ratio("flat ball")).toBeCloseTo(0.45, 1);
    expect(ratio("wide ball")).toBeCloseTo(1 / 1.4, 1);
  });

  it("a stack is as high as its copies, a row as wide; both are one body", () => {
    expect(ratio("a stack of 3 cubes")).toBeCloseTo(2.94, 1);
    const row = dropSmallParts(meshOf("three ducks"));
    expect(findMeshFaults(row)).toEqual([]);
    expect(countParts(row)).toBe(1);
    const [x, y] = extentsOf(row);
    expect(x / y).toBeGreaterThan(1.8);
  });

  it("hollow takes most of the inside away and leaves it open", () => {
    const solid = meshOf("egg", 64);
    const hollow = meshOf("hollow egg", 64);
    const volume = (mesh: Mesh): number =>
      mesh.indices.reduce((sum, _, i) => {
        if (i % 3 !== 0) return sum;
        const [a, b, c] = [3 * mesh.indices[i], 3 * mesh.indices[i + 1], 3 * mesh.indices[i + 2]];
        const p = mesh.positions;
        return (
          sum +
          (p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
            p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
            p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])) /
            6
        );
      }, 0);
    expect(volume(hollow) / volume(solid)).toBeLessThan(0.45);
    expect(volume(hollow) / volume(solid)).toBeGreaterThan(0.1);
    expect(findMeshFaults(hollow)).toEqual([]);
  });

  it.each([
    "twisted vase",
    "ribbed bowl",
    "twisted cube",
    "hexagonal vase",
    "ribbed mug",
    "twisted pyramid",
    "octagonal box",
  ])("a %s is still one closed body", (prompt) => {
    const mesh = dropSmallParts(meshOf(prompt, 72));
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(countParts(mesh)).toBe(1);
  });

  it("counts teeth: their tips cross a circle near the rim that often", () => {
    const mesh = meshOf("gear with 9 teeth");
    const { low, high } = boxOf(mesh);
    const [cx, cy] = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
    const reach = (high[0] - low[0]) / 2;
    const angles = new Set<number>();
    for (let i = 0; i < mesh.positions.length; i += 3) {
      const [x, y] = [mesh.positions[i] - cx, mesh.positions[i + 1] - cy];
      if (Math.hypot(x, y) > 0.93 * reach)
        angles.add((Math.round((Math.atan2(y, x) * 9) / (2 * Math.PI)) + 9) % 9);
    }
    expect(angles.size).toBe(9);
  });

  it("paints: a red ball is red all over, a snowman's nose is not snow", () => {
    const ball = meshOf("red ball", 32);
    expect([...ball.colors!.subarray(0, 3)]).toEqual([0xd0, 0x34, 0x2c]);
    expect(new Set(meshOf("snowman", 64).colors).size).toBeGreaterThan(8);
  });
});
