import { mkdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/**
 * Bundles the engine thread, and its helper beside it, as the project's build does, into a folder of the caller's under dist/ (ignored by git, and
 * inside the project, so that the packages left outside are found). Returns the file's absolute path.
 */
export async function buildEngineThread(name: string): Promise<string> {
  const root = path.resolve(import.meta.dirname, "../..");
  const outdir = path.join(root, "dist/tests", name);
  mkdirSync(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      "engine-thread": "lib/engines/local/thread-entry.ts",
      "engine-crew": "lib/engines/local/crew-entry.ts",
    },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return path.join(outdir, "engine-thread.mjs");
}
