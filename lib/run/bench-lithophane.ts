import { decodeRaster } from "@/lib/engines/local/decode-raster";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { lithophaneMesh } from "@/lib/geometry/sheet/lithophane-mesh";
import type { LithophaneShape } from "@/lib/geometry/sheet/lithophane-form";
import type { BenchRow } from "./bench-table";
import { makePhotograph } from "./make-photograph";
import { timeByTurns } from "./time-by-turns";

/** From a decoded photograph to an STL file, each shape beside the flat one of the same run. */
export async function benchLithophane(): Promise<BenchRow[]> {
  const photograph = await decodeRaster(await makePhotograph(), 1024);
  const rows: BenchRow[] = [];
  const make = (shape: LithophaneShape, resolution: number) =>
    lithophaneMesh(photograph, {
      shape,
      resolution,
      sizeMm: 120,
      axis: "longest",
      minMm: 0.8,
      maxMm: 3,
      attenuationPerMm: 0.8,
      frameMm: 3,
      frameThicknessMm: 3,
      curveDegrees: 120,
      openingMm: 40,
      capMm: 0,
      tabMm: 0,
      lying: false,
      invert: false,
      smoothing: 0.4,
      maxErrorMm: 0.02,
      maxTriangles: 1_000_000,
    }).mesh;
  for (const resolution of [512, 1024])
    for (const shape of ["flat", "curved", "cylinder", "sphere"] as const) {
      const { medianMs, ratio } = await timeByTurns(
        () => void writeStl(make(shape, resolution)),
        () => void writeStl(make("flat", resolution)),
      );
      const triangles = make(shape, resolution).indices.length / 3;
      const note = `${triangles.toLocaleString("en")} triangles`;
      rows.push({ name: `${shape} at ${resolution} to STL`, medianMs, ratio, note });
    }
  return rows;
}
