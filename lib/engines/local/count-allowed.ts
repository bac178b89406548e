import type { EngineJob } from "../engine";

/** Triangles that the finished model may have: the quality's bound or the print contract's, whichever is lower. */
export function countAllowed({ maxTriangles, settings }: EngineJob): number {
  return Math.min(maxTriangles || Infinity, settings?.print?.max_triangles ?? Infinity);
}
