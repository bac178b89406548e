import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { environmentForChild } from "@/lib/core/env";
import { findFreePort } from "./find-free-port";

export interface BenchPortal {
  url: string;
  email: string;
  /** A live key of the demo organization. */
  key: string;
  dataDir: string;
}

/** Runs `body` beside a portal of its own on a new data folder, which is stopped and removed afterwards. */
export async function withBenchPortal<T>(body: (portal: BenchPortal) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-bench-"));
  const port = await findFreePort();
  const launcher = spawn(process.execPath, ["lib/run/bootstrap.mjs", "start"], {
    env: environmentForChild({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", BACKUP_DIR: "off" }),
    stdio: "ignore",
  });
  try {
    const { url, email, api_key: key } = await firstRun(dataDir, launcher);
    return await body({ url, email, key, dataDir });
  } finally {
    const ended = new Promise((resolve) => launcher.once("exit", resolve));
    launcher.kill("SIGINT");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface FirstRun {
  url: string;
  email: string;
  api_key: string;
}

async function firstRun(dataDir: string, launcher: ChildProcess): Promise<FirstRun> {
  for (let waitedMs = 0; waitedMs < 300_000; waitedMs += 200) {
    if (launcher.exitCode !== null) throw new Error("The portal did not start; `npm start` shows why.");
    const text = await readFile(path.join(dataDir, "first-run.json"), "utf8").catch(() => undefined);
    if (text) {
      const details = JSON.parse(text) as FirstRun;
      const healthy = await fetch(`${details.url}/api/health`).catch(() => undefined);
      if (healthy?.ok) return details;
    }
    await sleep(200);
  }
  throw new Error("The portal did not start within five minutes; `npm start` shows why.");
}
