import { execFileSync } from "node:child_process";
import { compileAnchor } from "./compile-anchor";

/**
 * What OpenVDB took on the machine that the targets in milliseconds were set for, and for which ball: at 1024³ it had
 * 2.42 million quads, so .35 of the cells as its radius.
 */
export const REFERENCE_MS: Record<number, number> = { 256: 83, 512: 306, 1024: 1271 };
export const REFERENCE_RADIUS = 0.35;

/**
 * OpenVDB's ball of a size, and of a radius as a share of it, as a body to time: it answers the milliseconds that meshing took, on one core. Needs g++ and
 * the Debian packages libopenvdb-dev, libboost-dev, libboost-iostreams-dev, libtbb-dev and libimath-dev; undefined
 * without them.
 */
export function openVdbBall(size: number, radius: number): (() => number) | undefined {
  const program = compileAnchor("openvdb-sphere", ["openvdb", "tbb"]);
  if (!program) return undefined;
  return () => Number.parseFloat(execFileSync(program, [String(size), String(radius)], { encoding: "utf8" }));
}
