import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { streamStl } from "@/lib/geometry/formats/write-stl";
import { alone, type Crew } from "@/lib/geometry/crew/crew";
import type { Mesh } from "@/lib/geometry/mesh/mesh";

/** Writes a mesh to a temporary STL file, a piece at a time, and removes it again. Returns the file's size in bytes. */
export function writeStlFile(mesh: Mesh, crew: Crew = alone): number {
  const folder = mkdtempSync(path.join(os.tmpdir(), "printpal-bench-"));
  try {
    const file = openSync(path.join(folder, "model.stl"), "w");
    let sizeBytes = 0;
    for (const chunk of streamStl(mesh, crew)) sizeBytes += writeSync(file, chunk);
    closeSync(file);
    return sizeBytes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
