import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { decodeRaster } from "@/lib/engines/local/decode-raster";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { plateMesh, reliefMesh } from "@/lib/geometry/sheet/relief-mesh";
import type { BenchRow } from "./bench-table";
import { compileAnchor } from "./compile-anchor";
import { makePhotograph } from "./make-photograph";
import { timeByTurns } from "./time-by-turns";

/** Of the height between the lowest and the highest: what the engine aims at is three times as much. */
const TOLERANCE = 0.001;

/**
 * From a height map to an STL file, by turns with a greedy triangulation (Garland and Heckbert, Delaunay) of the same
 * heights to the same largest error: our own, in C++, because `hmm` is seldom installed. Needs g++; without it our own
 * times stand alone. Reading and writing files is left out for both.
 */
export async function benchRelief(): Promise<BenchRow[]> {
  const program = compileAnchor("greedy-tin", []);
  const rows: BenchRow[] = [];
  for (const size of [1024, 2048, 4096]) {
    const heights = terrain(size + 1);
    const grid = { width: size + 1, height: size + 1, tile: 128, wraps: false };
    const ours = () => void writeStl(plateMesh(grid, heights, TOLERANCE));
    const triangles = plateMesh(grid, heights, TOLERANCE).indices.length / 3;
    const file = path.resolve("dist", "anchor-heights.bin");
    writeFileSync(file, new Uint8Array(heights.buffer));
    let greedy = 0;
    const native = () => {
      const said = execFileSync(program ?? "", [file, String(size + 1), String(TOLERANCE)], {
        encoding: "utf8",
      });
      const [ms, count] = said.split(" ").map(Number);
      greedy = count;
      return ms;
    };
    const { medianMs, ratio, otherMs } = await timeByTurns(ours, program ? native : ours);
    const name = `heights at ${size}² to STL`;
    const target = size >= 2048 ? { targetRatio: 0.5 } : {};
    const counts = `${triangles.toLocaleString("en")} triangles`;
    if (program)
      rows.push({
        name,
        medianMs,
        ratio,
        ...target,
        note: `${counts}, ${(triangles / greedy).toFixed(1)} × greedy in ${Math.round(otherMs)} ms`,
      });
    else rows.push({ name, medianMs, note: `${counts}; no compiler for the anchor` });
  }
  const photograph = await decodeRaster(await makePhotograph(), 1024);
  for (const resolution of [256, 512, 1024]) {
    const ours = () => void writeStl(reliefMesh(photograph, { resolution }));
    const { medianMs } = await timeByTurns(ours, () => undefined);
    rows.push({ name: `photograph at ${resolution} to STL`, medianMs });
  }
  return rows;
}

/** Hills, ripples and a winding wall, between 1 and about 2: smooth parts and steps. */
function terrain(side: number): Float32Array {
  const heights = new Float32Array(side * side);
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++, at++) {
      const u = x / (side - 1);
      const v = y / (side - 1);
      const hills = 0.2 * Math.sin(9 * u + 4 * v * v) * Math.cos(7 * v) + 0.08 * Math.sin(40 * u * v + 3 * u);
      const wall = Math.abs(u - 0.5 + 0.2 * Math.sin(6 * v)) < 0.1 ? 0.1 : 0;
      heights[at] = 1.5 + hills + 0.03 * Math.sin(90 * v - 50 * u) + wall;
    }
  return heights;
}
