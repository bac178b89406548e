import { describe, expect, it } from "vitest";
import type { EngineJob } from "@/lib/engines";
import { makeModel } from "@/lib/engines/local/make-model";
import { shapeLayers } from "@/lib/engines/local/shape-layers";
import { EngineSettings } from "@/lib/engines/settings";
import type { Raster } from "@/lib/geometry/image/raster";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { pickBody } from "@/lib/geometry/mesh/pick-body";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";
import { drawRaster, encodePicture } from "../../support/make-pictures";

/** Three bands with blended edges and a disc across two of them. */
const flag = drawRaster(160, 100, (x, y) => {
  if (Math.hypot(x - 60, y - 50) < 20) return [250, 210, 40, 255];
  const mix = (from: number[], to: number[]): [number, number, number, number] =>
    [0, 1, 2].map((c) => Math.round((from[c] + to[c]) / 2)).concat(255) as [number, number, number, number];
  const [navy, white, red] = [
    [20, 30, 90],
    [255, 255, 255],
    [200, 30, 40],
  ];
  if (x === 60) return mix(navy, white);
  if (x === 110) return mix(white, red);
  const [r, g, b] = x < 60 ? navy : x < 110 ? white : red;
  return [r, g, b, 255];
});

async function jobOf(raster: Raster, settings: object, part: Partial<EngineJob> = {}): Promise<EngineJob> {
  return {
    engine: "layers",
    image: await encodePicture(raster),
    resolution: 128,
    textured: false,
    sizeMm: 80,
    sizeAxis: "longest",
    maxTriangles: 0,
    seed: 1,
    formats: ["3mf"],
    settings: EngineSettings.parse({ layers: settings }),
    ...part,
  };
}

async function shape(...wish: Parameters<typeof jobOf>) {
  const shaped = await shapeLayers(await jobOf(...wish), () => {});
  const { mesh } = shaped.solid as { mesh: Mesh };
  const bodies = mesh.bodies!.map((body) => pickBody(mesh, body));
  return { ...shaped, mesh, bodies, faults: bodies.flatMap(findMeshFaults) };
}

const corners = ({ positions }: Mesh) =>
  new Set(Array.from({ length: positions.length / 3 }, (_, n) => positions.slice(n * 3, n * 3 + 3).join()));

describe("shapeLayers", () => {
  it("lays colours side by side that fill the picture without gap", async () => {
    const { faults, bodies, mesh, swaps } = await shape(flag, {
      arrangement: "side_by_side",
      thickness_mm: 3,
    });
    expect(faults).toEqual([]);
    expect(swaps).toBeUndefined();
    expect(mesh.bodies!.map(({ name }) => name)).toEqual([
      "1 #141e5a",
      "2 #c81e28",
      "3 #fad228",
      "4 #ffffff",
    ]);
    const volume = bodies.reduce((sum, body) => sum + signedVolume(body), 0);
    // All but the half pixel that is cut off each corner of the frame.
    expect(volume / (3 * 80 * 50)).toBeCloseTo(1, 3);
    const [white, red] = [corners(bodies[3]), corners(bodies[1])];
    expect([...white].filter((corner) => red.has(corner)).length).toBeGreaterThanOrEqual(4);
  });

  it("changes no colour for a spot too small to print", async () => {
    const spotted = (side: number) =>
      drawRaster(160, 100, (x, y) => {
        const spot = x >= 40 && x < 40 + side && y >= 40 && y < 40 + side;
        return spot || x >= 110 ? [200, 30, 40, 255] : [20, 30, 90, 255];
      });
    const handles = async (side: number) => {
      const { bodies } = await shape(spotted(side), { arrangement: "side_by_side" }, { sizeMm: 20 });
      return bodies.map(({ positions, indices }) => 2 - (positions.length / 3 - indices.length / 6));
    };
    // An eighth of a millimetre a pixel: half a millimetre is nothing, a whole one is a hole and its filling.
    expect((await handles(4)).sort()).toEqual([0, 0]);
    expect((await handles(8)).sort((a, b) => a - b)).toEqual([-2, 2]);
  });

  it("stacks them by lightness and says when to change the filament", async () => {
    const { faults, bodies, swaps, notes } = await shape(flag, { base_mm: 1, step_mm: 0.5 });
    expect(faults).toEqual([]);
    expect(swaps).toEqual([
      { heightMm: 1, layer: 6, color: "#c81e28" },
      { heightMm: 1.6, layer: 9, color: "#fad228" },
      { heightMm: 2.2, layer: 12, color: "#ffffff" },
    ]);
    expect(notes).toEqual([
      "With one nozzle and layers of 0.2 mm, start with #141e5a, then change the filament to #c81e28 at 1 mm (layer 6), " +
        "to #fad228 at 1.6 mm (layer 9), to #ffffff at 2.2 mm (layer 12).",
    ]);
    const heights = bodies.map(({ positions }) => positions.filter((_, at) => at % 3 === 2));
    expect(
      heights.map((z) => [Math.min(...z), Math.max(...z)].map((value) => Number(value.toFixed(3)))),
    ).toEqual([
      [0, 1],
      [1, 1.6],
      [1.6, 2.2],
      [2.2, 2.8],
    ]);
  });

  it("turns the order, and takes the filaments at hand", async () => {
    const light = await shape(flag, {
      order: "light_first",
      palette: ["#ffffff", "#000000", "#ff8800", "#00ff00"],
    });
    expect(light.mesh.bodies!.map(({ name }) => name)).toEqual(["1 #ffffff", "2 #ff8800", "3 #000000"]);
    expect(light.notes).toContain("The picture shows 3 of the 4 colours of the palette.");
  });

  it("reports what a printer meets as one thing, with the changes", async () => {
    const { report, files } = await makeModel(await jobOf(flag, {}));
    expect(report).toMatchObject({
      watertight: true,
      manifold: true,
      parts: 1,
      islands: 0,
      selfIntersections: 0,
    });
    expect(report.thinnestWallMm).toBeGreaterThan(1.1);
    expect(report.filamentSwaps).toHaveLength(3);
    expect(files).toHaveLength(1);
  });

  it("makes one body of one colour and drops specks", async () => {
    const disc = drawRaster(120, 120, (x, y) => {
      if (x === 60 && y === 60) return [255, 0, 0, 255];
      return [10, 120, 60, Math.hypot(x - 60, y - 60) < 50 ? 255 : 0];
    });
    const { faults, mesh, notes } = await shape(disc, {});
    expect(faults).toEqual([]);
    expect(mesh.bodies!.map(({ name }) => name)).toEqual(["1 #0a783c"]);
    expect(notes).toEqual(["The picture shows one colour only, so there is one body."]);
    const specked = drawRaster(120, 120, (x, y) =>
      x % 12 === 6 && y % 12 === 6 ? [255, 0, 0, 255] : [10, 120, 60, 255],
    );
    expect((await shape(specked, {})).notes).toContain(
      "100 specks were too small to keep and were left out. If they are a line, draw it wider or send a larger picture.",
    );
  });

  it("refuses a height as size and a picture of specks alone", async () => {
    await expect(shape(flag, {}, { sizeAxis: "z" })).rejects.toMatchObject({ code: "invalid_request" });
    const speck = drawRaster(64, 64, (x, y) => [0, 0, 0, x === 9 && y === 9 ? 255 : 0]);
    await expect(shape(speck, {})).rejects.toMatchObject({ code: "empty_subject" });
  });

  it("keeps to the triangles allowed, with borders that still match, and says by how much they moved", async () => {
    const round = drawRaster(200, 200, (x, y) => {
      const away = Math.hypot(x - 100, y - 100) + 6 * Math.sin(9 * Math.atan2(y - 100, x - 100));
      return away < 40 ? [200, 30, 40, 255] : away < 80 ? [250, 210, 40, 255] : [20, 30, 90, 255];
    });
    for (const arrangement of ["side_by_side", "stacked"]) {
      const free = await shape(round, { arrangement, colors: 3 });
      const bound = await shape(round, { arrangement, colors: 3 }, { maxTriangles: 400 });
      expect(free.mesh.indices.length / 3).toBeGreaterThan(800);
      expect(bound.mesh.indices.length / 3).toBeLessThanOrEqual(400);
      expect(bound.faults).toEqual([]);
      expect(bound.notes!.at(-1)).toMatch(
        /^Borders were moved by up to \d\.\d\d mm to have no more than 400 triangles\.$/,
      );
      expect(free.notes!.join()).not.toContain("Borders");
      if (arrangement === "stacked") continue;
      const volume = bound.bodies.reduce((sum, body) => sum + signedVolume(body), 0);
      const whole = free.bodies.reduce((sum, body) => sum + signedVolume(body), 0);
      // What one body loses its neighbour gains; only the frame's own corners are cut a little.
      expect(Math.abs(volume / whole - 1)).toBeLessThan(0.006);
      const [inner, ring] = [bound.bodies[1], bound.bodies[2]].map(corners);
      expect([...inner].every((corner) => ring.has(corner))).toBe(true);
    }
  });
});
