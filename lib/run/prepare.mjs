/** Makes the working tree ready to run. Each step is skipped while the hash of what it reads has not changed. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeNetworkTable, networkSources, networkTableFile } from "./make-network-table.mjs";
import { requireReleasable } from "./release/security-findings.mjs";
import { root, runNode, runNpm } from "./run-command.mjs";

const stampFile = path.join(root, "dist/stamps.json");
const lockFile = path.join(root, "dist/build.lock");

/** The processes' entries, and on its own what can be checked before a build. */
const entries = {
  start: "lib/run/start.ts",
  web: "lib/run/web.ts",
  worker: "lib/run/worker.ts",
  portal: "lib/run/portal.ts",
  "stand-in": "lib/run/stand-in.ts",
  bench: "lib/run/bench.ts",
  "check-before-start": "lib/run/check-before-start.ts",
  "engine-thread": "lib/engines/local/thread-entry.ts",
  "engine-crew": "lib/engines/local/crew-entry.ts",
};

/** node_modules as locked, the Prisma client, the table of networks, and dist/*.mjs. */
export async function prepareBundles() {
  await install();
  await locked(async () => {
    const schema = hashOf(["prisma/schema", "prisma.config.ts", "package-lock.json"]);
    const client = existsSync(path.join(root, "lib/db/generated/client.ts"));
    await step("client", client && schema, schema, "Generating the database client", () =>
      runNode("node_modules/prisma/build/index.js", ["generate"], { quiet: true }),
    );
    const data = hashOf(networkSources);
    await step("networks", existsSync(networkTableFile) && data, data, "Packing the table of networks", () =>
      makeNetworkTable(),
    );
    const configs = ["prisma/schema", "package-lock.json", "tsconfig.json"];
    const sources = hashOf(["lib", "app/api", "public/openapi.json", ...configs]);
    await step(
      "bundles",
      existsSync(path.join(root, "dist/start.mjs")) && sources,
      sources,
      "Bundling",
      bundle,
    );
  });
}

/** What the last run of the tests was of, and what a build is of. */
export const hashOfSources = () =>
  hashOf(["app", "components", "lib", "prisma", "tests", "next.config.js", "proxy.ts", "package-lock.json"]);

const builtProofs = path.join(root, "dist/proofs.json");

/** Lays the tests' last report beside the build where it is of these very sources; an older one goes. */
function takeProofs() {
  const file = path.join(root, "tests/.output/proofs.json");
  const fits = existsSync(file) && JSON.parse(readFileSync(file, "utf8")).sources === hashOfSources();
  if (fits) cpSync(file, builtProofs);
  else rmSync(builtProofs, { force: true });
}

/** The site, by `next build`, with the report of the tests on its sources. */
export async function prepareWeb() {
  await locked(async () => {
    takeProofs();
    const configs = [
      "next.config.js",
      "tsconfig.json",
      "postcss.config.mjs",
      "proxy.ts",
      "package-lock.json",
    ];
    const sources = hashOf(["app", "components", "lib", "prisma/schema", ...configs]);
    await step(
      "web",
      existsSync(path.join(root, ".next/BUILD_ID")) && sources,
      sources,
      "Building the site",
      () => {
        writeMaterials();
        requireReleasable();
        return runNode("node_modules/next/dist/bin/next", ["build"], {
          quiet: true,
          env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        });
      },
    );
  });
}

/** What this build is made of, beside it: the list that a release is shipped and looked through with. */
function writeMaterials() {
  const bill = execFileSync(process.execPath, ["dist/portal.mjs", "security", "materials"], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  writeFileSync(path.join(root, "dist/materials.cdx.json"), bill);
}

/** `npm ci` unless what is installed is what the lock file says. No package here needs its install script. */
async function install() {
  if (installedAsLocked()) return;
  const env = { ...process.env };
  // Either would leave out what building and testing need.
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  const done = announce("Installing packages");
  await runNpm(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { quiet: true, env });
  done();
}

function installedAsLocked() {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) return false;
  const installed = read("node_modules/.package-lock.json");
  return Object.entries(read("package-lock.json")).every(
    ([name, wanted]) =>
      name === "" || (installed[name] ? installed[name].version === wanted.version : wanted.optional),
  );
}

async function bundle() {
  const { build, stop } = await import("esbuild");
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    logLevel: "error",
  });
  // Its own process would otherwise stay for as long as the launcher runs in this one.
  await stop();
}

/** Runs `work` and stamps it with `hash`, unless the stamp of the last run still holds. */
async function step(name, currentHash, hash, title, work) {
  const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : {};
  if (currentHash && stamps[name] === currentHash) return;
  const done = announce(title);
  await work();
  done();
  writeFileSync(stampFile, JSON.stringify({ ...stamps, [name]: hash }));
}

function announce(title) {
  const startedAt = performance.now();
  process.stderr.write(`${title} … `);
  return () => process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

/** One build at a time in a working tree; a lock whose owner has ended is taken over. */
async function locked(work) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!ownerAlive()) rmSync(lockFile, { force: true });
      else if (!waited) process.stderr.write("Waiting for another build in this folder …\n");
      await sleep(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function ownerAlive() {
  try {
    process.kill(Number(readFileSync(lockFile, "utf8")) || process.pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** SHA-256 over the paths and contents of files and folders; what is absent counts as empty. */
function hashOf(paths) {
  const hash = createHash("sha256").update(`${process.versions.node} ${process.platform} ${process.arch}`);
  for (const file of paths.flatMap(filesUnder).sort())
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** What is made and not written. */
const unhashed = new Set([path.join("lib", "db", "generated"), path.join("tests", ".output")]);

function filesUnder(relative) {
  const stat = statSync(path.join(root, relative), { throwIfNoEntry: false });
  if (!stat || unhashed.has(relative)) return [];
  if (!stat.isDirectory()) return [relative];
  return readdirSync(path.join(root, relative)).flatMap((name) => filesUnder(path.join(relative, name)));
}
