import { beforeAll, describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { pickBody } from "@/lib/geometry/mesh/pick-body";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import type { PrintSettings } from "@/lib/engines/settings/print";
import { loadManifold } from "@/lib/engines/local/load-manifold";
import { splitToFit, type SplitModel } from "@/lib/engines/local/split-to-fit";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";
import { functionField, sphereAt } from "../../support/make-fields";
import { joinMeshes, makeBox, paintVertices } from "../../support/make-solids";
import { readStl } from "../../support/read-stl";

const split = (mesh: Mesh, contract: PrintSettings = {}, textured = false) =>
  splitToFit(mesh, { split: "pegs", ...contract }, textured) as Promise<SplitModel>;
const piecesOf = ({ mesh }: SplitModel): Mesh[] => mesh.bodies!.map((body) => pickBody(mesh, body));
const sizeOf = (mesh: Mesh): number[] => {
  const { low, high } = measureBounds(mesh);
  return [0, 1, 2].map((axis) => high[axis] - low[axis]);
};
const refusal = async (running: Promise<unknown>) =>
  ((await running.catch((reason) => reason)) as Error).message;

const bed: [number, number, number] = [60, 80, 50];
const ball = placeMesh(extractSurface(functionField([64, 64, 64], sphereAt(32, 32, 32, 28), 1)), {
  sizeMm: 120,
  axis: "longest",
});

describe("splitToFit, a ball of 120 mm on a bed of 60 × 80 × 50", () => {
  let model: SplitModel;
  let pieces: Mesh[];
  beforeAll(async () => {
    model = await split(ball, { bed_mm: bed });
    pieces = piecesOf(model);
  });

  it("makes pieces that fit the bed with their pegs, closed and manifold", () => {
    // 3 along x, 2 along y and 3 upright.
    expect(pieces).toHaveLength(18);
    for (const piece of pieces) {
      const [x, y, z] = sizeOf(piece);
      expect(z).toBeLessThanOrEqual(50.001);
      expect(Math.min(x, y)).toBeLessThanOrEqual(60.001);
      expect(Math.max(x, y)).toBeLessThanOrEqual(80.001);
      expect(findMeshFaults(piece)).toEqual([]);
      expect(measureBounds(piece).low[2]).toBeCloseTo(0, 4);
    }
  });

  it("says so: names, sizes, pegs, and the size of all put together", () => {
    expect(model.pieces.map(({ name }) => name)).toEqual(model.mesh.bodies!.map(({ name }) => name));
    expect(model.pieces[0].name).toBe(`piece 1 of ${pieces.length}`);
    model.pieces.forEach(({ sizeMm }, n) => expect(sizeMm.x).toBeCloseTo(sizeOf(pieces[n])[0], 3));
    expect(model.sizeMm.z).toBeCloseTo(sizeOf(ball)[2], 3);
    expect(model.notes).toEqual([
      expect.stringMatching(/^Cut into \d+ pieces that fit 60 × 80 × 50 mm: 33 joints have pegs\.$/),
    ]);
  });

  it("keeps the volume, but for the air round the pegs", () => {
    const volume = pieces.reduce((sum, piece) => sum + signedVolume(piece), 0);
    const pegs = model.pieces.reduce((sum, { pegs: count }) => sum + count, 0);
    expect(pegs).toBeGreaterThan(pieces.length);
    const lost = signedVolume(ball) - volume;
    // A hole is wider by 0.2 mm all round and 0.5 mm deeper than a peg of at most 4 mm radius, less the bevel.
    const most = pegs * (Math.PI * (4.2 ** 2 * 8.5 - 4 ** 2 * 8) + 10);
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(most);
  });

  it("lays them side by side without touching, in a file that is sound when it is read again", () => {
    const boxes = pieces.map(measureBounds);
    boxes.forEach((a, n) =>
      boxes.slice(n + 1).forEach((b) => {
        const apart = [0, 1].some(
          (axis) => a.low[axis] > b.high[axis] + 7.9 || b.low[axis] > a.high[axis] + 7.9,
        );
        expect(apart).toBe(true);
      }),
    );
    expect(findMeshFaults(readStl(writeStl(model.mesh)))).toEqual([]);
  });

  it("gives the same bytes again", async () => {
    const again = writeStl((await split(ball, { bed_mm: bed })).mesh);
    expect(Buffer.compare(again, writeStl(model.mesh))).toBe(0);
  });
});

describe("splitToFit, a rod in two", () => {
  const rod = makeBox([-10, -15, 0], [10, 15, 150]);
  const room: [number, number, number] = [60, 60, 100];

  it.each([
    ["fdm", {}, 0.2],
    ["sla", { process: "sla" }, 0.1],
    ["a clearance of one's own", { split_clearance_mm: 0.35 }, 0.35],
  ] as const)("leaves the gap of %s round two pegs that enter their holes", async (_name, contract, gap) => {
    const model = await split(rod, { bed_mm: room, ...contract });
    const [low, high] = piecesOf(model);
    expect(model.pieces.map(({ pegs }) => pegs)).toEqual([2, 0]);
    expect(sizeOf(low)[2] - 75).toBeCloseTo(8, 3);
    expect(sizeOf(high)[2]).toBeCloseTo(75, 3);
    const found = await gapBetween(low, high);
    expect(found.overlapMm3).toBeLessThan(1e-3);
    expect(found.gapMm).toBeGreaterThanOrEqual(gap * 0.95);
    expect(found.gapMm).toBeLessThanOrEqual(gap * 1.001);
  });

  it("uses one square peg where there is no room for two", async () => {
    const slim = makeBox([-4, -4, 0], [4, 4, 150]);
    const model = await split(slim, { bed_mm: room });
    expect(model.pieces.map(({ pegs }) => pegs)).toEqual([1, 0]);
    const [low] = piecesOf(model);
    // A square peg has four upright edges, all of one height.
    const tip = [...low.positions].filter((_, at) => at % 3 === 2 && low.positions[at] > 75.1);
    expect(tip.length).toBe(8);
  });

  it("says where there is no room for any", async () => {
    const wire = makeBox([-1, -1, 0], [1, 1, 150]);
    const model = await split(wire, { bed_mm: room });
    expect(model.pieces.map(({ pegs }) => pegs)).toEqual([0, 0]);
    expect(model.notes[0]).toMatch(/1 had no room for pegs and is for glue alone/);
  });

  it("turns the model on the bed where that takes fewer cuts", async () => {
    const plank = makeBox([-20, -70, 0], [20, 70, 20]);
    expect((await split(plank, { bed_mm: [150, 50, 50] })).pieces).toHaveLength(1);
    const longer = makeBox([-20, -120, 0], [20, 120, 20]);
    expect((await split(longer, { bed_mm: [150, 50, 50] })).pieces).toHaveLength(2);
  });

  it("makes no slivers of what is hardly too long", async () => {
    const model = await split(makeBox([-10, -15, 0], [10, 15, 100.01]), { bed_mm: room });
    expect(model.pieces).toHaveLength(2);
    for (const { sizeMm } of model.pieces) expect(sizeMm.z).toBeGreaterThan(40);
  });

  it("keeps a hollow inside the piece that it lies in", async () => {
    const hollow = joinMeshes(rod, makeBox([-5, -5, 100], [5, 5, 140], true));
    const model = await split(hollow, { bed_mm: room });
    const volumes = piecesOf(model).map(signedVolume);
    expect(volumes).toHaveLength(2);
    expect(volumes[1]).toBeLessThan(600 * 75 - 4000);
    expect(volumes[1]).toBeGreaterThan(600 * 75 - 4000 - 1000);
  });

  it("keeps vertex colours", async () => {
    const model = await split(paintVertices(rod), { bed_mm: room });
    expect(new Set(model.mesh.colors).size).toBeGreaterThan(2);
    expect(piecesOf(model).map(findMeshFaults)).toEqual([[], []]);
  });
});

describe("splitToFit leaves alone or refuses", () => {
  const small = makeBox([-10, -10, 0], [10, 10, 20]);

  it("what was not to be split", async () => {
    expect(await splitToFit(ball, { bed_mm: bed }, false)).toBeNull();
    expect(await splitToFit(ball, { bed_mm: bed, split: "none" }, false)).toBeNull();
  });

  it("what fits, as it was", async () => {
    const model = await split(small);
    expect(model.mesh).toBe(small);
    expect(model.pieces).toEqual([{ name: "piece 1 of 1", sizeMm: { x: 20, y: 20, z: 20 }, pegs: 0 }]);
    expect(model.notes).toEqual(["It fits the printer's room in one piece, so it was not cut."]);
  });

  it("bodies, pictures, and more pieces than anyone would glue", async () => {
    const bodies = {
      ...ball,
      bodies: [{ name: "1", color: [0, 0, 0] as const, firstTriangle: 0, triangleCount: 1 }],
    };
    expect(await refusal(split(bodies))).toMatch(/several bodies/);
    expect(await refusal(split(ball, {}, true))).toMatch(/not carried over a cut/);
    expect(await refusal(split(ball, { bed_mm: [20, 20, 20] }))).toMatch(/more than 40 pieces/);
  });
});

/** Puts the upper piece back on the lower one, and measures what overlaps and how near the pegs' sides come. */
async function gapBetween(low: Mesh, high: Mesh): Promise<{ overlapMm3: number; gapMm: number }> {
  const wasm = await loadManifold();
  const solid = ({ positions, indices }: Mesh) =>
    new wasm.Manifold(new wasm.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices }));
  const { low: from } = measureBounds(low);
  const { low: to } = measureBounds(high);
  const lower = solid(low).translate([-from[0], -from[1], 0]);
  const upper = solid(high).translate([-to[0], -to[1], 75]);
  // The cut itself touches; only the pegs' shafts, from above it, are asked for their distance.
  const shafts = lower.trimByPlane([0, 0, 1], 75.5).trimByPlane([0, 0, -1], -82);
  const answer = { overlapMm3: lower.intersect(upper).volume(), gapMm: shafts.minGap(upper, 2) };
  return answer;
}
