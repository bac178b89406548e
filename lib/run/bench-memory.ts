import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { decodeRaster } from "@/lib/engines/local/decode-raster";
import { figureField } from "@/lib/geometry/field/figure-field";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { ballField } from "./bench-fields";
import type { BenchRow } from "./bench-table";
import { writeStlFile } from "./write-stl-file";

/** What is meshed: the drawn sample, or the ball, which fills its frame as no picture does. */
const subjects = ["picture", "ball"] as const;
const sizes = [1024, 1280, 1536];
const SAMPLE = "public/samples/vase.png";

/**
 * Peak of memory from picture (or field) to STL at the finest grids, every triangle kept, one thread. Each figure comes
 * from a process of its own, the whole of it counted; times are of a single cold run.
 */
export async function benchMemory(): Promise<BenchRow[]> {
  return sizes.flatMap((size) =>
    subjects.map((subject): BenchRow => {
      const child = spawnSync(process.execPath, ["dist/bench.mjs", "peak", subject, String(size)], {
        encoding: "utf8",
      });
      if (child.status !== 0) throw new Error(`${subject} at ${size}³ failed: ${child.stderr}`);
      const { ms, peakMb, triangles, fileMb } = JSON.parse(child.stdout) as Peak;
      const count = triangles.toLocaleString("en");
      return {
        name: `${subject} to STL at ${size}³`,
        medianMs: ms,
        note: `peak ${peakMb} MB, ${count} triangles, ${fileMb} MB file`,
      };
    }),
  );
}

interface Peak {
  ms: number;
  peakMb: number;
  triangles: number;
  fileMb: number;
}

/** One run in the process that calls it; prints a {@link Peak}. */
export async function printPeak(subject: string | undefined, size: number): Promise<void> {
  const begin = performance.now();
  const surface = subject === "ball" ? extractSurface(ballField(size)) : await pictureSurface(size);
  const mesh = placeMesh(surface, { sizeMm: 100, axis: "longest", inPlace: true });
  const fileBytes = writeStlFile(mesh);
  const peak: Peak = {
    ms: performance.now() - begin,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    triangles: mesh.indices.length / 3,
    fileMb: Math.round(fileBytes / 1024 ** 2),
  };
  console.log(JSON.stringify(peak));
}

async function pictureSurface(size: number): Promise<Mesh> {
  const raster = await decodeRaster(await readFile(SAMPLE), size);
  return extractSurface(figureField(raster, segmentSubject(raster).alpha, { resolution: size }).field);
}
