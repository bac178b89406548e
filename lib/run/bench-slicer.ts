import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import type { EngineName, MeshFormat } from "@/lib/engines/engine";
import { makeModel } from "@/lib/engines/local/make-model";
import { prepareImage } from "@/lib/engines/local/prepare-image";
import { EngineSettings } from "@/lib/engines/settings";
import { readStl } from "@/lib/geometry/formats/read-stl";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import type { BenchRow } from "./bench-table";
import { isInstalled } from "./is-installed";
import { timeByTurns, timeOnce } from "./time-by-turns";

interface Wish {
  engine: EngineName;
  about?: string;
  /** Under public/samples. */
  image?: string;
  prompt?: string;
  settings?: object;
  format?: MeshFormat;
}

const WISHES: Wish[] = [
  { engine: "figure", image: "vase.png" },
  { engine: "relief", image: "hills.svg" },
  { engine: "lithophane", image: "hills.svg" },
  { engine: "extrude", image: "shield.svg" },
  { engine: "layers", image: "badge.svg", format: "3mf" },
  { engine: "hull", image: "vase.png" },
  { engine: "text", prompt: "PrintPal" },
  { engine: "parametric", prompt: "a vase" },
  {
    engine: "figure",
    about: "hollow, on a disc",
    image: "vase.png",
    settings: { print: { hollow_mm: 2, base: "disc" } },
  },
];

/**
 * Every engine's model sliced by PrusaSlicer with its stock profile at 0.2 mm and 15 % infill: our grams and minutes over
 * the slicer's, and the time of our report over that of slicing. Fails where a model is not sliced, or an estimate is off
 * by more than a quarter. Where the slicer (Debian package prusa-slicer) is missing, our own times stand alone.
 */
export async function benchSlicer(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-slicer-"));
  try {
    const rows: BenchRow[] = [];
    for (const wish of WISHES) rows.push(await sliceWish(wish, folder));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function sliceWish(wish: Wish, folder: string): Promise<BenchRow> {
  const { bytes, stl, report } = await makeWish(wish);
  const mesh = weldVertices(readStl(stl));
  const file = path.join(folder, `model.${wish.format ?? "stl"}`);
  writeFileSync(file, bytes);
  const { medianMs } = await timeByTurns(
    () => void measurePrint(mesh, measureMesh(mesh)),
    () => undefined,
    { runs: 3, warmUps: 3 },
  );
  const name = wish.about ? `${wish.engine}, ${wish.about}` : wish.engine;
  if (!isInstalled("prusa-slicer")) return { name, medianMs, note: "PrusaSlicer not installed" };
  let sliced = { grams: 0, minutes: 0 };
  const slicerMs = await timeOnce(() => void (sliced = slice(file)));
  return { name, medianMs, ratio: medianMs / slicerMs, note: compare(report, sliced) };
}

async function makeWish({ engine, image, prompt, settings, format = "stl" }: Wish) {
  const picture = image && (await readPicture(image));
  const { files, report } = await makeModel({
    engine,
    ...(picture ? { image: picture, views: engine === "hull" ? [picture] : undefined } : { prompt }),
    resolution: 256,
    textured: false,
    sizeMm: 80,
    sizeAxis: "longest",
    maxTriangles: 100_000,
    seed: 0,
    formats: [format, "stl"],
    settings: EngineSettings.parse(settings ?? {}),
  });
  return { bytes: files[0].bytes, stl: files[1].bytes, report };
}

async function readPicture(name: string): Promise<Uint8Array> {
  const bytes = readFileSync(path.resolve("public/samples", name));
  return (await prepareImage(await sharp(bytes).png().toBuffer())).bytes;
}

function slice(file: string): { grams: number; minutes: number } {
  const out = `${file}.gcode`;
  const options = ["--layer-height", "0.2", "--perimeters", "2", "--fill-density", "15%"];
  execFileSync(
    "prusa-slicer",
    ["--export-gcode", ...options, "--filament-density", "1.24", "-o", out, file],
    {
      stdio: "ignore",
    },
  );
  const said = readFileSync(out, "utf8");
  const grams = Number(/^; (?:total )?filament used \[g\] = ([\d.]+)/m.exec(said)?.[1]);
  const time = /^; estimated printing time \(normal mode\) = (.*)$/m.exec(said)?.[1] ?? "";
  const part = (unit: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(time)?.[1] ?? 0);
  return { grams, minutes: 1440 * part("d") + 60 * part("h") + part("m") + part("s") / 60 };
}

/** Says how our figures stand to the slicer's; what is off by more than a quarter ends the bench with 1. */
function compare(report: PrintReport, sliced: { grams: number; minutes: number }): string {
  const grams = report.filamentGrams / sliced.grams;
  const minutes = report.printMinutes / sliced.minutes;
  const off = [grams, minutes].some((ratio) => !(ratio >= 0.75 && ratio <= 1.25));
  if (off) process.exitCode = 1;
  const figures = `${sliced.grams.toFixed(1)} g × ${grams.toFixed(2)}, ${sliced.minutes.toFixed(0)} min × ${minutes.toFixed(2)}`;
  return off ? `${figures}, OFF` : figures;
}
