import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { countHelpers, leastSharedResolution } from "@/lib/engines/local/count-threads";
import { decodeRaster } from "@/lib/engines/local/decode-raster";
import { loadSimplifier } from "@/lib/engines/local/load-simplifier";
import { SharedCrew } from "@/lib/engines/local/shared-crew";
import { alone, type Crew } from "@/lib/geometry/crew/crew";
import type { Field } from "@/lib/geometry/field/field";
import { figureField } from "@/lib/geometry/field/figure-field";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { ballField, figureLikeField } from "./bench-fields";
import type { BenchRow } from "./bench-table";
import { makePhotograph } from "./make-photograph";
import { openVdbBall, REFERENCE_MS, REFERENCE_RADIUS } from "./openvdb-ball";
import { timeByTurns, timeOnce } from "./time-by-turns";
import { writeStlFile } from "./write-stl-file";

const SAMPLE = "public/samples/vase.png";
/** The tier cap that meshes of each size are reduced to. */
const REDUCED_TO: Record<number, number> = { 256: 100_000, 512: 400_000, 1024: 1_000_000 };
const PICTURE_TARGETS_MS: Record<number, number> = { 256: 200, 512: 600, 1024: 1000 };
/** Reducing and checking the finest one. */
const REDUCE_TARGET_MS = 2500;
const EXTRACT_TARGETS_MS: Record<number, number> = { 256: 60, 512: 250, 1024: 900 };

/**
 * Times the steps from picture to file at one grid size, in the process that calls it: start a new one for each size, for
 * the peak of memory is that of the process. The first picture is made before anything else, so that its peak is its own;
 * its time includes the compiler's warming up and is given apart. From picture to STL a large job is shared with
 * helpers, opened for it, as in the product where a core is free; all single steps run in one thread. A target in milliseconds counts on the machine that it
 * was set for; so what must meet one runs by turns with the ball that OpenVDB meshed there, and the target is the ratio
 * that the two had.
 */
export async function benchCore(size: number): Promise<BenchRow[]> {
  const simplify = await loadSimplifier();
  const picture = await readFile(SAMPLE);
  anchor();
  // The answer, a number of bytes, would pass for the time it took.
  const toStl = (bytes: Buffer) => async () => void (await pictureToStl(bytes, size));
  const firstMs = await timeOnce(toStl(picture));
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const rows: BenchRow[] = [];
  const row = async (name: string, body: () => unknown, targetMs?: number, note?: string) => {
    const { medianMs, ratio } = await timeByTurns(body, anchor);
    rows.push({ name, medianMs, ratio, targetMs, note });
  };
  const native = openVdbBall(size, REFERENCE_RADIUS);
  const promised = async (name: string, body: () => unknown, targetMs?: number, note = "") => {
    if (!native) return row(name, body, targetMs, note);
    const { medianMs, ratio, otherMs } = await timeByTurns(body, native);
    const targetRatio = targetMs && Number((targetMs / REFERENCE_MS[size]).toFixed(2));
    const reference = targetMs && `${targetMs} ms where that takes ${REFERENCE_MS[size]}`;
    const beside = [`OpenVDB ${Math.round(otherMs)} ms`, reference].filter(Boolean).join("; ");
    rows.push({ name, medianMs, ratio, targetRatio, note: [beside, note].filter(Boolean).join("; ") });
  };
  await row("anchor: square roots into an array", anchor, undefined, "4 M floats");
  const note = `first ${Math.round(firstMs)} ms, peak ${peakMb} MB`;
  await promised("picture to STL, all of it", toStl(picture), PICTURE_TARGETS_MS[size], note);
  await promised("the same in one thread", async () => void (await pictureToStl(picture, size, alone)));

  const photograph = await makePhotograph();
  // A ball in all of the frame is the most surface that a picture can ask for: at 1024³ 2.9 times the triangles of the figure
  // that the targets were set with, and half as many again as the picture above.
  await promised("photograph to STL, all of it", toStl(photograph), undefined, "a ball fills it");
  const opaque = await decodeRaster(photograph, size);
  await row("photograph: decode", () => decodeRaster(photograph, size));
  await row("photograph: find the subject", () => segmentSubject(opaque));

  const raster = await decodeRaster(picture, size);
  const { alpha } = segmentSubject(raster);
  const { field } = figureField(raster, alpha, { resolution: size });
  await row("picture: decode", () => decodeRaster(picture, size));
  await row("picture: find the subject", () => segmentSubject(raster));
  await row("picture: build the field", () => figureField(raster, alpha, { resolution: size }));
  const fields: [string, Field][] = [
    ["picture", field],
    ["toy figure", figureLikeField(size)],
    ["ball", ballField(size)],
  ];
  for (const [name, shape] of fields) {
    const mesh = extractSurface(shape);
    const triangles = `${(mesh.indices.length / 3).toLocaleString("en")} triangles`;
    await row(`${name}: extract`, () => extractSurface(shape), EXTRACT_TARGETS_MS[size], triangles);
    if (name === "ball") continue;
    await finishRows(mesh, { size, simplify }, (step, body, about) =>
      size === 1024 && step === REDUCE
        ? promised(`${name}: ${step}`, body, REDUCE_TARGET_MS, about)
        : row(`${name}: ${step}`, body, undefined, about),
    );
  }
  if (size === 1024) {
    // The issue's own sum: three million triangles to one, each checked.
    const placed = placeMesh(extractSurface(figureLikeField(THREE_MILLION_SIDE)), {
      sizeMm: 100,
      axis: "longest",
    });
    const { rounds, mesh: small } = decimate(placed, REDUCED_TO[size], simplify);
    const [from, to] = [placed, small].map(({ indices }) => (indices.length / 3).toLocaleString("en"));
    const about = `${from} to ${to} triangles in ${rounds} round(s)`;
    const body = () => decimate(placed, REDUCED_TO[size], simplify);
    await promised("toy figure, 3 M to 1 M: reduce and check", body, REDUCE_TARGET_MS, about);
  }
  return rows;
}

/** The toy figure has three million triangles on a grid of this side. */
const THREE_MILLION_SIDE = 905;

const REDUCE = "reduce and check";

type AddRow = (step: string, body: () => unknown, note?: string) => Promise<void>;

async function finishRows(
  mesh: Mesh,
  { size, simplify }: { size: number; simplify: Simplify },
  add: AddRow,
): Promise<void> {
  const placed = placeMesh(mesh, { sizeMm: 100, axis: "longest" });
  await add("check", () => checkManifold(placed));
  await add("parts", () => splitParts(placed));
  await add("STL", () => writeStl(placed));
  const { rounds, mesh: small } = decimate(placed, REDUCED_TO[size], simplify);
  const note = `to ${(small.indices.length / 3).toLocaleString("en")} in ${rounds} round(s)`;
  await add(REDUCE, () => decimate(placed, REDUCED_TO[size], simplify), note);
}

async function pictureToStl(picture: Buffer, size: number, crew = openCrew(size)): Promise<number> {
  // The mesh is placed in place and written in pieces: memory peaks while it is made, with its field beside it.
  const mesh = await pictureToMesh(picture, size, crew);
  const sizeBytes = writeStlFile(placeMesh(mesh, { sizeMm: 100, axis: "longest", inPlace: true }), crew);
  crew.dismiss();
  return sizeBytes;
}

const openCrew = (size: number): Crew =>
  size < leastSharedResolution
    ? alone
    : new SharedCrew(path.resolve("dist/engine-crew.mjs"), countHelpers(1, os.availableParallelism()));

async function pictureToMesh(picture: Buffer, size: number, crew: Crew): Promise<Mesh> {
  const raster = await decodeRaster(picture, size);
  const { alpha } = segmentSubject(raster);
  return extractSurface(figureField(raster, alpha, { resolution: size }, crew).field, Infinity, crew);
}

/** Work of the core's kind and nothing else: floats computed one by one and written to memory. */
function anchor(): void {
  for (let at = 0; at < anchorOut.length; at++) anchorOut[at] = Math.sqrt(at * 0.5 + 1);
}

const anchorOut = new Float32Array(4_000_000);
