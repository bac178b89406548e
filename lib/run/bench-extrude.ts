import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import earcut from "earcut";
import sharp from "sharp";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { logoCoverage } from "@/lib/geometry/image/logo-coverage";
import type { Raster } from "@/lib/geometry/image/raster";
import { extrudeRings } from "@/lib/geometry/outline/extrude-rings";
import { simplifyRings } from "@/lib/geometry/outline/simplify-rings";
import { traceRings } from "@/lib/geometry/outline/trace-rings";
import type { BenchRow } from "./bench-table";
import { isInstalled } from "./is-installed";
import { timeByTurns } from "./time-by-turns";
import { writeBitmap } from "./write-bitmap";

/**
 * A logo of three rings, from decoded pixels to STL, by turns with potrace (to SVG) and OpenSCAD (SVG to STL), which are
 * given the bitmap ready made. Where the Debian packages potrace and openscad are missing, our own times stand alone.
 */
export async function benchExtrude(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-extrude-"));
  const rows: BenchRow[] = [];
  try {
    for (const size of [1024, 2048, 4096]) {
      const raster = await drawRings(size);
      const { coverage } = logoCoverage(raster) ?? { coverage: new Uint8Array(0) };
      const native = isInstalled("potrace", "openscad") ? nativeTools(folder, coverage, size) : undefined;
      const target = size === 4096 ? { targetRatio: 1 } : {};
      for (const [name, ours] of [
        [`pixels to STL at ${size}²`, () => void toStl(logoCoverage(raster)?.coverage ?? coverage, size)],
        [`coverage to STL at ${size}²`, () => void toStl(coverage, size)],
      ] as const) {
        const { medianMs, ratio, otherMs } = await timeByTurns(ours, native ?? ours);
        if (!native) rows.push({ name, medianMs, ...target, note: "potrace or OpenSCAD not installed" });
        else
          rows.push({
            name,
            medianMs,
            ratio,
            ...target,
            note: `potrace + OpenSCAD ${Math.round(otherMs)} ms`,
          });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

const toStl = (coverage: Uint8Array, size: number): Uint8Array =>
  writeStl(extrudeRings(simplifyRings(traceRings(coverage, size, size), 0.2), 10, earcut));

async function drawRings(size: number): Promise<Raster> {
  const rings = [44, 30, 16].map(
    (r) => `<circle cx="50" cy="50" r="${r}" fill="none" stroke="#124" stroke-width="6"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100"><rect width="100" height="100" fill="#fff"/>${rings.join("")}</svg>`;
  const data = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  return {
    width: size,
    height: size,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
  };
}

function nativeTools(folder: string, coverage: Uint8Array, size: number): () => void {
  const [bitmap, svg, scad, stl] = ["pbm", "svg", "scad", "stl"].map((ending) =>
    path.join(folder, `${size}.${ending}`),
  );
  writeBitmap(bitmap, { width: size, height: size }, coverage, (value) => value >= 128);
  writeFileSync(scad, `linear_extrude(10) import("${svg}");`);
  return () => {
    execFileSync("potrace", ["--svg", "-o", svg, bitmap]);
    execFileSync("openscad", ["-o", stl, scad], { stdio: "ignore" });
  };
}
