import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRow } from "./bench-table";
import { makePhotograph } from "./make-photograph";
import { environmentForChild } from "@/lib/core/env";
import { findFreePort } from "./find-free-port";
import { median } from "./time-by-turns";

/**
 * Times the API of a portal of its own, started on a new data folder: the answer to a submission with a 1 MB photograph,
 * from submission to a finished `default` model, and from enqueue to start. The anchor is the health answer, which does
 * as little as a route can.
 */
export async function benchApi(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-bench-"));
  const port = await findFreePort();
  const launcher = spawn(process.execPath, ["lib/run/bootstrap.mjs", "start"], {
    env: environmentForChild({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" }),
    stdio: "ignore",
  });
  try {
    const { url, api_key: key } = await firstRun(dataDir, launcher);
    return await measure(url, key);
  } finally {
    const ended = new Promise((resolve) => launcher.once("exit", resolve));
    launcher.kill("SIGINT");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

const RUNS = 15;
/** Asking more often would time the asking: one answer takes some milliseconds of the same two cores. */
const POLL_MS = 40;

async function measure(url: string, key: string): Promise<BenchRow[]> {
  const headers = { Authorization: `Bearer ${key}` };
  const photo = await makePhotograph();
  const submit = async () => {
    const form = new FormData();
    form.set("image", new Blob([new Uint8Array(photo)], { type: "image/jpeg" }), "photo.jpg");
    form.set("quality", "default");
    const answer = await fetch(`${url}/api/v1/generations`, { method: "POST", headers, body: form });
    if (answer.status !== 202)
      throw new Error(`Submission answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const finish = async (id: string) => {
    for (;;) {
      const answer = await fetch(`${url}/api/v1/generations/${id}`, { headers });
      const generation = (await answer.json()) as { status: string; created_at: string; started_at: string };
      if (generation.status === "completed") return generation;
      if (generation.status === "failed") throw new Error("A generation failed while it was timed");
      await sleep(POLL_MS);
    }
  };

  await finish((await submit()).id);
  const health = await medianOf(200, async () => void (await (await fetch(`${url}/api/health`)).text()));
  const posts: number[] = [];
  const totals: number[] = [];
  const waits: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begin = performance.now();
    const { id } = await submit();
    posts.push(performance.now() - begin);
    const { created_at, started_at } = await finish(id);
    totals.push(performance.now() - begin);
    waits.push(Date.parse(started_at) - Date.parse(created_at));
  }
  const row = (name: string, values: number[], targetMs: number) => {
    const medianMs = median(values);
    return { name, medianMs, ratio: medianMs / health, targetMs };
  };
  return [
    { name: "GET /api/health (anchor)", medianMs: health, ratio: 1 },
    row("POST a 1 MB photograph, answer", posts, 60),
    row("enqueue to start", waits, 50),
    row("POST to finished default model", totals, 1500),
  ];
}

async function firstRun(dataDir: string, launcher: ChildProcess): Promise<{ url: string; api_key: string }> {
  for (let waitedMs = 0; waitedMs < 300_000; waitedMs += 200) {
    if (launcher.exitCode !== null) throw new Error("The portal did not start; `npm start` shows why.");
    const text = await readFile(path.join(dataDir, "first-run.json"), "utf8").catch(() => undefined);
    if (text) {
      const details = JSON.parse(text) as { url: string; api_key: string };
      const healthy = await fetch(`${details.url}/api/health`).catch(() => undefined);
      if (healthy?.ok) return details;
    }
    await sleep(200);
  }
  throw new Error("The portal did not start within five minutes; `npm start` shows why.");
}

async function medianOf(runs: number, body: () => Promise<void>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    await body();
    values.push(performance.now() - begin);
  }
  return median(values);
}
