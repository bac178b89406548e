import { execFileSync } from "node:child_process";
import { compileAnchor } from "./compile-anchor";

/** What OpenVDB took for its ball on the machine that the targets in milliseconds were set for. */
export const REFERENCE_MS: Record<number, number> = { 256: 83, 512: 306, 1024: 1271 };

/**
 * OpenVDB's ball of a size as a body to time: it answers the milliseconds that meshing took, on one core. Needs g++ and
 * the Debian packages libopenvdb-dev, libboost-dev, libboost-iostreams-dev, libtbb-dev and libimath-dev; undefined
 * without them.
 */
export function openVdbBall(size: number): (() => number) | undefined {
  const program = compileAnchor("openvdb-sphere", ["openvdb", "tbb"]);
  if (!program) return undefined;
  return () => Number.parseFloat(execFileSync(program, [String(size)], { encoding: "utf8" }));
}
