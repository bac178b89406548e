import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import type { EngineJob } from "@/lib/engines/engine";
import { decodeRaster } from "@/lib/engines/local/decode-raster";
import { loadSimplifier } from "@/lib/engines/local/load-simplifier";
import { makeMesh } from "@/lib/engines/local/make-mesh";
import { prepareImage } from "@/lib/engines/local/prepare-image";
import { EngineSettings } from "@/lib/engines/settings";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import type { BenchRow } from "./bench-table";
import { isInstalled } from "./is-installed";
import { timeByTurns } from "./time-by-turns";
import { writeBitmap } from "./write-bitmap";

const SIZE_MM = 80;
const RESOLUTION = 256;
/** Pixels of the bitmaps that potrace is given. */
const BITMAP = 1024;

/** The engine's job, and what OpenSCAD is given for a body of the same kind; `draw` prepares it, untimed. */
interface Pair {
  name: string;
  job: Pick<EngineJob, "engine"> & Partial<EngineJob>;
  draw: (folder: string) => Promise<Native>;
}

/** Bitmaps to trace first, and a program for each file that comes out. */
interface Native {
  bitmaps: string[];
  programs: string[];
}

/** Words as raised type. */
export const benchText = (): Promise<BenchRow[]> =>
  run([
    {
      name: "“PrintPal” to STL",
      job: { engine: "text", prompt: "PrintPal" },
      draw: async () => ({
        bitmaps: [],
        programs: ['linear_extrude(5) text("PrintPal", size = 14, $fn = 64);'],
      }),
    },
  ]);

/** One thing that is turned from a profile, of as many triangles as ours has, and one of several bodies. */
export const benchParametric = (): Promise<BenchRow[]> =>
  run([
    {
      name: "“a vase” to STL",
      job: { engine: "parametric", prompt: "a vase" },
      draw: async () => ({ bitmaps: [], programs: [turnedVase()] }),
    },
    {
      name: "“a mug” to STL",
      job: { engine: "parametric", prompt: "a mug" },
      draw: async () => ({ bitmaps: [], programs: [MUG] }),
    },
  ]);

/** Two outlines cut into each other. */
export async function benchHull(): Promise<BenchRow[]> {
  const picture = await readPicture("vase.png");
  return run([
    {
      name: "two views to STL",
      job: { engine: "hull", image: picture, views: [picture] },
      draw: async (folder) => {
        const bitmap = path.join(folder, "view.pbm");
        const raster = await decodeRaster(Buffer.from(picture), BITMAP);
        const { alpha } = segmentSubject(raster);
        writeBitmap(bitmap, raster, alpha, (value) => value >= 128);
        const view = `rotate([90, 0, 0]) linear_extrude(400, center = true) import("${traced(bitmap)}", center = true);`;
        return { bitmaps: [bitmap], programs: [`intersection() { ${view} rotate([0, 0, 90]) ${view} }`] };
      },
    },
  ]);
}

/** A drawing in colours, a body each. */
export async function benchLayers(): Promise<BenchRow[]> {
  const picture = await readPicture("badge.svg");
  return run([
    {
      name: "a badge to STL",
      job: { engine: "layers", image: picture },
      draw: async (folder) => {
        const bitmaps = await drawColors(picture, folder);
        return {
          bitmaps,
          programs: bitmaps.map((bitmap) => `linear_extrude(1) import("${traced(bitmap)}");`),
        };
      },
    },
  ]);
}

/** From prepared picture or words to STL, by turns with potrace and OpenSCAD, whose start is part of what one waits for. */
async function run(pairs: Pair[]): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-openscad-"));
  const workshop = { note: () => {}, simplify: await loadSimplifier(), memoryBytes: Infinity };
  const rows: BenchRow[] = [];
  try {
    for (const { name, job, draw } of pairs) {
      let triangles = 0;
      const ours = async (): Promise<void> => {
        const { mesh } = await makeMesh(wholeJob(job), workshop);
        triangles = mesh.indices.length / 3;
        writeStl(mesh);
      };
      const native = isInstalled("potrace", "openscad") ? nativeTools(folder, await draw(folder)) : undefined;
      const { medianMs, ratio, otherMs } = await timeByTurns(ours, native ?? ours);
      const about = `${triangles.toLocaleString("en")} triangles`;
      if (native) rows.push({ name, medianMs, ratio, note: `${about}; OpenSCAD ${Math.round(otherMs)} ms` });
      else rows.push({ name, medianMs, note: `${about}; potrace or OpenSCAD not installed` });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

const wholeJob = (job: Pair["job"]): EngineJob => ({
  resolution: RESOLUTION,
  textured: false,
  sizeMm: SIZE_MM,
  sizeAxis: "longest",
  maxTriangles: 100_000,
  seed: 0,
  formats: ["stl"],
  settings: EngineSettings.parse({}),
  ...job,
});

const readPicture = async (name: string): Promise<Uint8Array> =>
  (
    await prepareImage(
      await sharp(readFileSync(path.resolve("public/samples", name)))
        .png()
        .toBuffer(),
    )
  ).bytes;

/** A bitmap for each of the picture's commonest colours. */
async function drawColors(picture: Uint8Array, folder: string): Promise<string[]> {
  const { data } = await sharp(picture)
    .resize(BITMAP, BITMAP, { fit: "contain", background: "#0000", kernel: "nearest" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colors = new Uint32Array(data.buffer, data.byteOffset, BITMAP * BITMAP);
  const counts = new Map<number, number>();
  for (const color of colors) if (color >>> 24 === 255) counts.set(color, (counts.get(color) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count > 0.01 * colors.length);
  return common.map(([color], n) => {
    const bitmap = path.join(folder, `color-${n}.pbm`);
    writeBitmap(bitmap, { width: BITMAP, height: BITMAP }, colors, (value) => value === color);
    return bitmap;
  });
}

const traced = (bitmap: string): string => bitmap.replace(/pbm$/, "svg");

/** Outside and inside of a bellied wall, 200 by 250 steps: 100,000 triangles. */
function turnedVase(): string {
  const steps = 125;
  const radius = (t: number): number => 22 + 14 * Math.sin(1 + 4.2 * t);
  const at = (n: number): number => n / (steps - 1);
  const outside = Array.from({ length: steps }, (_, n) => [radius(at(n)), SIZE_MM * at(n)]);
  const inside = outside.map(([r, z]) => [r - 2, Math.max(2, z)]).reverse();
  return `rotate_extrude($fn = 200) polygon(${JSON.stringify([[0, 0], ...outside, ...inside, [0, 2]])});`;
}

/** A cup with a handle, at 96 steps a turn: its unions take OpenSCAD far longer than its triangles, of which it has fewer. */
const MUG = `$fn = 96; difference() {
  union() {
    cylinder(h = 80, r = 36);
    translate([36, 0, 40]) rotate([90, 0, 0]) rotate_extrude() translate([22, 0]) circle(5);
  }
  translate([0, 0, 3]) cylinder(h = 80, r = 33);
}`;

function nativeTools(folder: string, { bitmaps, programs }: Native): () => void {
  const files = programs.map((program, n) => {
    const scad = path.join(folder, `${n}.scad`);
    writeFileSync(scad, program);
    return scad;
  });
  return () => {
    for (const bitmap of bitmaps) execFileSync("potrace", ["--svg", "-o", traced(bitmap), bitmap]);
    for (const scad of files)
      execFileSync("openscad", ["-o", scad.replace(/scad$/, "stl"), scad], { stdio: "ignore" });
  };
}
