import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/lib/run/find-free-port";
import { prepareBundles, prepareWeb } from "@/lib/run/prepare.mjs";
import type { FirstRun } from "@/lib/run/first-run-file";
import type { Runtime } from "@/lib/run/runtime-file";

export interface PortalDetails {
  url: string;
  dataDir: string;
  databaseUrl: string;
  /** The launcher's process number. */
  pid: number;
  /** The demo account, with 500 credits; absent with `DEMO=off`. */
  demo?: FirstRun;
}

export interface RunningPortal {
  details: PortalDetails;
  launcher: ChildProcess;
  /** What the launcher and its children have printed so far. */
  output(): string;
  /** Which processes run now, by name. */
  processes(): Promise<Record<string, number>>;
  /** Ctrl-C, and the data folder is removed. Resolves to the launcher's exit code. */
  stop(): Promise<void>;
}

export interface PortalOptions {
  /** Variables beside DATA_DIR and PORT, such as DATABASE_URL. */
  env?: Record<string, string>;
  /** A folder to start on again; a new one otherwise. */
  dataDir?: string;
}

const LIMIT_MS = 90_000;

/** The launcher as `npm start` runs it, on a port and a data folder of its own; the built site is brought up to date. */
export async function runPortal({ env = {}, dataDir }: PortalOptions = {}): Promise<RunningPortal> {
  await prepareBundles();
  await prepareWeb();
  const folder = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), "printpal-portal-")));
  const port = await findFreePort();
  const { launcher, output } = launch({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: "warn", ...env });
  const runtime = async () =>
    JSON.parse(await readFile(path.join(folder, "runtime.json"), "utf8")) as Runtime;
  await waitForBanner(launcher, output);
  const { url, databaseUrl, pid } = await runtime();
  const demo = await readFile(path.join(folder, "first-run.json"), "utf8").then(
    (text) => JSON.parse(text) as FirstRun,
    () => undefined,
  );
  return {
    details: { url, databaseUrl, pid, dataDir: folder, demo },
    launcher,
    output,
    processes: async () => (await runtime()).processes,
    async stop() {
      if (launcher.exitCode === null && launcher.signalCode === null) {
        const ended = new Promise((resolve) => launcher.once("exit", resolve));
        launcher.kill("SIGINT");
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One for all test files, on a database of the shared PostgreSQL. */
export const startSharedPortal = (databaseUrl: string): Promise<RunningPortal> =>
  runPortal({ env: { DATABASE_URL: databaseUrl, DESIGN_PAGE: "on" } });

/** Starts `dist/start.mjs` without waiting for anything. */
export function launch(env: Record<string, string>): { launcher: ChildProcess; output(): string } {
  const launcher = spawn(process.execPath, ["lib/run/bootstrap.mjs", "start"], {
    // The test runner's own NODE_ENV is not the portal's.
    env: { ...process.env, NODE_ENV: "production", BACKUP_DIR: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return { launcher, output: () => text };
}

async function waitForBanner(launcher: ChildProcess, output: () => string): Promise<void> {
  for (let waitedMs = 0; !output().includes("Ctrl-C stops it"); waitedMs += 50) {
    if (launcher.exitCode !== null || waitedMs > LIMIT_MS) {
      launcher.kill("SIGKILL");
      throw new Error(`The portal did not start:\n${output()}`);
    }
    await sleep(50);
  }
}
