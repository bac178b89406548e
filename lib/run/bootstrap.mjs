/**
 * Where `npm start`, `npm test` and the other scripts begin. Plain JavaScript without dependencies, since there may be
 * no node_modules yet: it makes ready what the command needs, each step only when its sources changed, and runs it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run-command.mjs";

const [command, ...args] = process.argv.slice(2);

const commands = {
  start: () => launch(["web"], "start.mjs"),
  dev: () => launch([], "start.mjs", "--dev"),
  build: () => prepare(["web"]),
  portal: () => launch([], "portal.mjs"),
  worker: () => launch([], "worker.mjs"),
  bench: () => launch(["web"], "bench.mjs"),
  check: async () => {
    await prepare([]);
    const { check } = await import("./run-tests.mjs");
    process.exitCode = await check();
  },
  test: async () => {
    await prepare(["web", "browser"]);
    const { test } = await import("./run-tests.mjs");
    process.exitCode = await test(args);
  },
  /** Ten thousand events of payments, of which the tests deliver some hundred. */
  soak: async () => {
    process.env.BILLING_EVENTS ??= "10000";
    await prepare([]);
    const { test } = await import("./run-tests.mjs");
    process.exitCode = await test(["tests/billing/soak.test.ts"]);
  },
};

await main().catch((error) => {
  console.error(`\n${error.expected ? error.message : (error.stack ?? error)}`);
  process.exitCode = 1;
});

async function main() {
  requireNode(20, 19);
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (!commands[command])
    throw new Error(`Unknown command ${command}. One of: ${Object.keys(commands).join(", ")}.`);
  await commands[command]();
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Node ${process.versions.node} is too old: PrintPal needs ${major}.${minor} or newer.`);
  process.exit(1);
}

/** Installs, generates and bundles; `web` also builds the site, after the settings were found good. */
async function prepare(parts) {
  const steps = await import("./prepare.mjs");
  await steps.prepareBundles();
  if (parts.includes("web")) {
    if (command === "start") await checkBeforeStart();
    await steps.prepareWeb();
  }
  if (parts.includes("browser")) await (await import("./find-chromium.mjs")).ensureChromium();
}

/** A bad setting, a busy port or a second launcher is reported before the long build, by the code that checks it later. */
async function checkBeforeStart() {
  await (await bundle("check-before-start.mjs")).checkBeforeStart();
}

/** Runs a bundle inside this process: one process less, and signals arrive where they are handled. */
async function launch(parts, file, ...extra) {
  await prepare(parts);
  process.argv = [process.argv[0], path.join(root, "dist", file), ...extra, ...args];
  await bundle(file);
}

function bundle(file) {
  return import(pathToFileURL(path.join(root, "dist", file)).href);
}
