import { beforeAll, describe, expect, it } from "vitest";
import { unzipSync } from "fflate";
import type { EngineJob, EngineOutput, MeshFormat } from "@/lib/engines/engine";
import { makeModel } from "@/lib/engines/local/make-model";
import { EngineSettings } from "@/lib/engines/settings";
import {
  colorDistance,
  glbSurface,
  lookAt,
  objSurface,
  pixelAt,
  type Surface,
} from "../../support/look-at-surface";
import { drawRaster, encodePicture } from "../../support/make-pictures";
import { read3mf, readGlb, readPly } from "../../support/read-meshes";

const RED = [200, 30, 30];
const BLUE = [20, 60, 190];
const YELLOW = [240, 210, 40];
const GROUND = [250, 246, 230];
const opaque = ([r, g, b]: number[]): [number, number, number, number] => [r, g, b, 255];

/** A red square beside a blue one, 160 × 100 px from (20, 30) on; a yellow square within the red one. */
function paintAt(x: number, y: number): number[] | undefined {
  if (x < 20 || x >= 180 || y < 30 || y >= 130) return undefined;
  if (x >= 40 && x < 70 && y >= 60 && y < 90) return YELLOW;
  return x < 100 ? RED : BLUE;
}
const onGround = drawRaster(200, 160, (x, y) => opaque(paintAt(x, y) ?? GROUND));
const cutOut = drawRaster(200, 160, (x, y) => {
  const color = paintAt(x, y);
  // What a cut-out picture hides under its transparent pixels is often black.
  return color ? opaque(color) : [0, 0, 0, 0];
});

async function make(job: Partial<EngineJob>, settings: object = {}): Promise<EngineOutput> {
  return makeModel({
    engine: "auto",
    resolution: 96,
    textured: true,
    sizeMm: 80,
    sizeAxis: "longest",
    maxTriangles: 0,
    seed: 0,
    formats: ["glb", "obj", "usdz", "ply", "3mf"],
    ...job,
    settings: EngineSettings.parse(settings),
  });
}
const bytesOf = ({ files }: EngineOutput, wanted: MeshFormat): Uint8Array =>
  files.find(({ format }) => format === wanted)!.bytes;

const DOWN = [0, 0, -1] as const;
const UP = [0, 0, 1] as const;
/** The drawing's middle stands over the origin, two pixels to a millimetre. */
const over = (x: number, y: number) => [(x - 100) / 2, (80 - y) / 2, 0] as const;

function expectPlacesInside({ places, triangles }: Surface): void {
  expect(places).toHaveLength(2 * triangles.length);
  expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
}

/** Vertex colours beside the texture at the same points: the share of vertices that differ by more than so much. */
function shareApart(
  surface: Surface,
  { positions, colors }: { positions: number[]; colors?: number[] },
): number {
  const key = (p: number[], at: number) => [0, 1, 2].map((k) => Math.round(200 * p[3 * at + k])).join();
  const shown = new Map<string, number[][]>();
  surface.triangles.forEach((vertex, corner) => {
    const [u, v] = surface.places.slice(2 * corner, 2 * corner + 2);
    const at = key(surface.positions, vertex);
    shown.set(at, [...(shown.get(at) ?? []), pixelAt(surface, u, v)]);
  });
  let apart = 0;
  const count = positions.length / 3;
  for (let vertex = 0; vertex < count; vertex++) {
    const color = colors!.slice(3 * vertex, 3 * vertex + 3);
    const pixels = shown.get(key(positions, vertex)) ?? [];
    // Between the lowest and the highest that the texture shows there, give or take the JPEG's error.
    const within = color.every((value, c) => {
      const all = pixels.map((pixel) => pixel[c]);
      return value > Math.min(...all) - 16 && value < Math.max(...all) + 16;
    });
    if (!within) apart++;
  }
  return apart / count;
}

describe("a textured extrusion", () => {
  let output: EngineOutput;
  beforeAll(async () => {
    output = await make(
      { engine: "extrude", image: await encodePicture(onGround) },
      { extrude: { height_mm: 4 } },
    );
  });

  it.each(["glb", "obj"] as const)(
    "shows the picture on top and its edge's colours elsewhere: %s",
    async (format) => {
      const surface = await (format === "glb" ? glbSurface : objSurface)(bytesOf(output, format));
      expectPlacesInside(surface);
      const seen = (
        point: readonly [number, number, number],
        into = DOWN as readonly [number, number, number],
      ) => lookAt(surface, into, point);
      expect(colorDistance(seen(over(55, 75)), YELLOW)).toBeLessThan(12);
      expect(colorDistance(seen(over(85, 40)), RED)).toBeLessThan(12);
      expect(colorDistance(seen(over(150, 100)), BLUE)).toBeLessThan(12);
      // A third of a millimetre from the outline there is no trace of the ground yet.
      expect(colorDistance(seen(over(20.7, 100)), RED)).toBeLessThan(12);
      expect(colorDistance(seen(over(150, 30.7)), BLUE)).toBeLessThan(12);
      // Walls left, right and in front.
      expect(colorDistance(seen([0, 0, 2], [1, 0, 0]), RED)).toBeLessThan(12);
      expect(colorDistance(seen([0, 0, 2], [-1, 0, 0]), BLUE)).toBeLessThan(12);
      expect(colorDistance(seen([30, 0, 2], [0, 1, 0]), BLUE)).toBeLessThan(12);
      // The back has the edge's colours and no yellow square.
      expect(colorDistance(seen(over(30, 100), UP), RED)).toBeLessThan(24);
      expect(colorDistance(seen(over(55, 75), UP), RED)).toBeLessThan(60);
    },
  );

  it("keeps the picture's own pixels and no more, and gives USDZ the same picture", async () => {
    const { picture, places, triangles, positions } = await glbSurface(bytesOf(output, "glb"));
    const onTop = triangles.flatMap((vertex, corner) =>
      positions[3 * vertex + 2] > 3.99 ? [places[2 * corner] * picture.width] : [],
    );
    expect(Math.max(...onTop) - Math.min(...onTop)).toBeCloseTo(160, 0);
    const parts = unzipSync(bytesOf(output, "usdz"));
    expect(Buffer.from(parts["textures/model.jpg"]).equals(readGlb(bytesOf(output, "glb")).picture!)).toBe(
      true,
    );
  });

  it("agrees with the vertex colours of PLY and 3MF", async () => {
    const surface = await glbSurface(bytesOf(output, "glb"));
    expect(shareApart(surface, readPly(bytesOf(output, "ply")))).toBe(0);
    expect(shareApart(surface, read3mf(bytesOf(output, "3mf")))).toBe(0);
  });

  it("stands on a plate of the ground's colour", async () => {
    const image = await encodePicture(onGround);
    const based = await make(
      { engine: "extrude", image, formats: ["glb"] },
      { extrude: { base: "rectangle", margin_mm: 8 } },
    );
    const surface = await glbSurface(bytesOf(based, "glb"));
    expectPlacesInside(surface);
    for (const [point, into] of [
      [[-38, 0, 0], DOWN],
      [[0, 0, 0], UP],
      [
        [0, 0, 0.5],
        [1, 0, 0],
      ],
    ] as const)
      expect(colorDistance(lookAt(surface, into, point), GROUND)).toBeLessThan(12);
    expect(colorDistance(lookAt(surface, DOWN, [-5, 12, 0]), RED)).toBeLessThan(12);
    expect(colorDistance(lookAt(surface, [1, 0, 0], [0, 0, based.report.sizeMm.z - 0.3]), RED)).toBeLessThan(
      12,
    );
  });

  it("fits the largest picture into 4,096", async () => {
    const wide = drawRaster(5000, 40, (x, y) =>
      x > 9 && x < 4990 && y > 9 && y < 31 ? opaque(RED) : opaque(GROUND),
    );
    const long = await make({ engine: "extrude", image: await encodePicture(wide), formats: ["glb"] });
    const { picture } = await glbSurface(bytesOf(long, "glb"));
    expect(picture.width).toBeLessThanOrEqual(4096);
    expect(picture.width).toBeGreaterThan(4000);
  });
});

describe("a textured relief with a cut-out subject", () => {
  let output: EngineOutput;
  beforeAll(async () => {
    output = await make({ engine: "relief", image: await encodePicture(cutOut) });
  });

  it.each(["glb", "obj"] as const)("shows the picture on paper within its frame: %s", async (format) => {
    const surface = await (format === "glb" ? glbSurface : objSurface)(bytesOf(output, format));
    expectPlacesInside(surface);
    const scale = 80 / (200 / 0.95);
    const seen = (x: number, y: number) => lookAt(surface, DOWN, [(x - 100) * scale, (80 - y) * scale, 0]);
    expect(colorDistance(seen(55, 75), YELLOW)).toBeLessThan(12);
    expect(colorDistance(seen(85, 45), RED)).toBeLessThan(12);
    expect(colorDistance(seen(150, 100), BLUE)).toBeLessThan(12);
    expect(colorDistance(seen(8, 80), [235, 235, 235])).toBeLessThan(12);
    // On either side of the outline there is neither paper nor the black that transparent pixels hide.
    for (const [x, y, color] of [
      [20.6, 100, RED],
      [19.3, 100, RED],
      [150, 129.4, BLUE],
      [150, 130.7, BLUE],
    ] as const)
      expect(colorDistance(seen(x, y), color), `${x}, ${y}`).toBeLessThan(16);
    const frame = lookAt(surface, DOWN, [-39.5, 0, 0]);
    expect(lookAt(surface, UP, [0, 0, 0])).toEqual(frame);
    expect(Math.max(...frame)).toBeGreaterThan(60);
  });

  it("agrees with the vertex colours away from edges", async () => {
    const surface = await glbSurface(bytesOf(output, "glb"));
    expect(shareApart(surface, readPly(bytesOf(output, "ply")))).toBeLessThan(0.12);
  });
});

describe("few colours", () => {
  it("layers: each body is one exact colour to its edge, in GLB and in OBJ", async () => {
    const output = await make(
      { engine: "layers", image: await encodePicture(onGround), formats: ["glb", "obj", "usdz"] },
      { layers: { colors: 4, arrangement: "side_by_side" } },
    );
    const surface = await objSurface(bytesOf(output, "obj"));
    expectPlacesInside(surface);
    const scale = 80 / 200;
    for (const [x, y, color] of [
      [85, 40, RED],
      [99, 40, RED],
      [101, 40, BLUE],
      [55, 75, YELLOW],
      [41, 61, YELLOW],
      [10, 10, GROUND],
    ] as const)
      expect(
        colorDistance(lookAt(surface, DOWN, [(x - 100) * scale, (80 - y) * scale, 0]), color),
        `${x}, ${y}`,
      ).toBeLessThan(3);
    const { document, picture } = readGlb(bytesOf(output, "glb"));
    expect(document.images).toHaveLength(1);
    expect(document.images![0].mimeType).toBe("image/png");
    expect(document.meshes).toHaveLength(4);
    for (const { primitives } of document.meshes)
      expect(Object.keys(primitives[0].attributes)).toEqual(["POSITION", "NORMAL", "TEXCOORD_0"]);
    expect(Buffer.from(unzipSync(bytesOf(output, "usdz"))["textures/model.png"]).equals(picture!)).toBe(true);
  });

  it("layers without a texture keep a plain material a body", async () => {
    const output = await make(
      { engine: "layers", image: await encodePicture(onGround), formats: ["glb"], textured: false },
      { layers: { colors: 4 } },
    );
    const { document } = readGlb(bytesOf(output, "glb"));
    expect(document.images).toBeUndefined();
    expect(document.materials).toHaveLength(4);
  });

  it("parametric: no shade between two colours, though the vertices have one colour each", async () => {
    const output = await make({
      prompt: "a red mushroom",
      textured: false,
      resolution: 48,
      formats: ["glb", "ply"],
    });
    const surface = await glbSurface(bytesOf(output, "glb"));
    expectPlacesInside(surface);
    const { colors } = readPly(bytesOf(output, "ply"));
    const palette = new Set(
      colors!.flatMap((_, i, all) => (i % 3 === 0 ? [all.slice(i, i + 3).join()] : [])),
    );
    expect(palette.size).toBeGreaterThan(1);
    // Anywhere on any triangle, not only at its corners.
    for (let at = 0; at < surface.triangles.length; at += 3)
      for (const shares of [
        [0.8, 0.1, 0.1],
        [0.4, 0.4, 0.2],
        [0.1, 0.2, 0.7],
      ]) {
        const [u, v] = [0, 1].map((k) =>
          shares.reduce((sum, share, n) => sum + share * surface.places[2 * (at + n) + k], 0),
        );
        expect(palette.has(pixelAt(surface, u, v).join())).toBe(true);
      }
    // Where three colours meet, a triangle shows two.
    expect(shareApart(surface, readPly(bytesOf(output, "ply")))).toBeLessThan(0.001);
  });
});
