import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import createManifold, { type ManifoldToplevel } from "manifold-3d";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { EngineJob } from "@/lib/engines/engine";
import { makeModel } from "@/lib/engines/local/make-model";
import { EngineSettings } from "@/lib/engines/settings";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";
import { readStl } from "../../support/read-stl";

let library: ManifoldToplevel;
const pictures: Record<string, Uint8Array> = {};
beforeAll(async () => {
  library = await createManifold();
  library.setup();
  for (const name of ["vase.png", "hills.svg", "shield.svg", "badge.svg"])
    pictures[name] = await sharp(await readFile(`public/samples/${name}`))
      .png()
      .toBuffer();
});

/** What a library that is not ours makes of a written file: its verdict, and the volume in cubic millimetres. */
function judge(mesh: ReturnType<typeof readStl>) {
  const body = new library.Mesh({
    numProp: 3,
    vertProperties: Float32Array.from(mesh.positions),
    triVerts: Uint32Array.from(mesh.indices),
  });
  body.merge();
  const solid = new library.Manifold(body);
  const verdict = { status: solid.status(), volume: solid.volume() };
  solid.delete();
  return verdict;
}

type Wish = Partial<EngineJob> & Pick<EngineJob, "engine">;
const wishes: [string, () => Wish][] = [
  ["figure", () => ({ engine: "figure", image: pictures["vase.png"] })],
  ["relief", () => ({ engine: "relief", image: pictures["hills.svg"] })],
  ["lithophane", () => ({ engine: "lithophane", image: pictures["hills.svg"] })],
  ["extrude", () => ({ engine: "extrude", image: pictures["shield.svg"] })],
  // Its bodies touch, so each is an object of its own, and looked at by itself.
  ["layers", () => ({ engine: "layers", image: pictures["badge.svg"], formats: ["3mf"] })],
  ["hull of two views", () => hull(1)],
  ["hull of three views", () => hull(2)],
  ["text", () => ({ engine: "text", prompt: "Ada & Bob" })],
  ["parametric", () => ({ engine: "parametric", prompt: "a castle tower" })],
];
const hull = (more: number): Wish => ({
  engine: "hull",
  image: pictures["vase.png"],
  views: Array.from({ length: more }, () => pictures["vase.png"]),
});

/** The bodies of an STL, which is one, or of a 3MF, an object each. */
function readBodies(format: string, bytes: Uint8Array): ReturnType<typeof readStl>[] {
  if (format === "stl") return [readStl(bytes)];
  const xml = strFromU8(unzipSync(bytes)["3D/3dmodel.model"]);
  return [...xml.matchAll(/<mesh>(.*?)<\/mesh>/gs)].map(([, mesh]) => ({
    positions: Float32Array.from(
      [...mesh.matchAll(/<vertex x="(\S+)" y="(\S+)" z="(\S+)"/g)].flatMap((all) => all.slice(1).map(Number)),
    ),
    indices: Uint32Array.from(
      [...mesh.matchAll(/<triangle v1="(\d+)" v2="(\d+)" v3="(\d+)"/g)].flatMap((all) =>
        all.slice(1).map(Number),
      ),
    ),
  }));
}

describe("a library that is not ours calls the written file sound, and measures the reported volume", () => {
  it.each(wishes.flatMap(([name, wish]) => [64, 128].map((side) => [name, side, wish] as const)))(
    "%s at %d³",
    async (_name, resolution, wish) => {
      const { files, report } = await makeModel({
        ...{ resolution, textured: false, sizeMm: 60, sizeAxis: "longest", maxTriangles: 100_000, seed: 0 },
        ...{ formats: ["stl"], settings: EngineSettings.parse({}) },
        ...wish(),
      } as EngineJob);
      const bodies = readBodies(files[0].format, files[0].bytes);
      let total = 0;
      for (const mesh of bodies) {
        expect(findMeshFaults(mesh)).toEqual([]);
        const { status, volume } = judge(mesh);
        expect(status).toBe("NoError");
        expect(volume / signedVolume(mesh)).toBeCloseTo(1, 4);
        total += volume;
      }
      expect(total / report.volumeMm3).toBeCloseTo(1, 3);
    },
  );
});
