import type { EngineOutput, MeshFormat } from "@/lib/engines";
import { completeGeneration } from "@/lib/generations/complete-generation";
import { takeGeneration } from "@/lib/generations/take-generation";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Finishes a generation as a worker does, with files that hold their own names: for tests of what comes after. */
export async function makeResult(id: string, formats: MeshFormat[] = ["stl"]): Promise<void> {
  const row = await takeGeneration(id);
  if (!row) throw new Error(`${id} is not to be made`);
  const files = formats.map((format) => ({
    format,
    extension: format,
    contentType: "model/test",
    bytes: bytes(`${id} as ${format}`),
  }));
  const report = {
    watertight: true,
    manifold: true,
    triangles: 4,
    vertices: 4,
    parts: 1,
    volumeMm3: 1,
    areaMm2: 1,
    sizeMm: { x: 1, y: 1, z: 1 },
    overhangShare: 0,
    bedContactMm2: 1,
    filamentGrams: 1,
    printMinutes: 1,
    fitsBed: true,
  } as EngineOutput["report"];
  await completeGeneration(row, {
    engine: "parametric",
    engineReason: "Test",
    engineVersion: "1.0.0",
    files,
    preview: bytes(`${id} preview`),
    thumbnail: bytes(`${id} thumbnail`),
    report,
    notes: [],
  });
}
