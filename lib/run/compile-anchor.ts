import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * Compiles `lib/run/anchors/NAME.cpp`, a native program to be timed against, into dist/, for this very processor.
 * @returns the program's path; undefined where no compiler or library is installed.
 */
export function compileAnchor(name: string, libraries: string[]): string | undefined {
  const program = path.resolve("dist", `anchor-${name}`);
  const source = path.resolve("lib/run/anchors", `${name}.cpp`);
  const options = ["-O3", "-march=native", "-std=c++17", source, "-o", program];
  const done = spawnSync("g++", [...options, ...libraries.map((library) => `-l${library}`)]);
  return done.status === 0 ? program : undefined;
}
