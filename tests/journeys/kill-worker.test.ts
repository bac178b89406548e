import { execFile, spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentForChild, overrideEnv } from "@/lib/core/env";
import { closeDb, db } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import { connectPortal } from "@/lib/run/connect-portal";
import { readSecrets } from "@/lib/run/secrets";
import { startPortal } from "../support/portal";
import type { RunningPortal } from "../support/run-portal";

const KILLS = 20;
const run = promisify(execFile);

let portal: RunningPortal;
let headers: Record<string, string>;

/** Moments to kill at, spread over a run's phases; a fixed row of them, so that a failure can be seen again. */
const moments = Array.from({ length: KILLS }, (_, round) => (round * 137) % 400);

interface Answer {
  id: string;
  status: string;
  credits_used: number;
  files: { url: string }[];
}

const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(portal.details.url + path, {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as Answer;
};

/** As the operator asks for it. */
async function askForInvariants(): Promise<{ ok: boolean }> {
  const env = environmentForChild({ DATA_DIR: portal.details.dataDir });
  const { stdout } = await run(process.execPath, ["dist/portal.mjs", "invariants", "--json"], { env });
  return JSON.parse(stdout) as { ok: boolean };
}

/** The portal's own worker starts ever more slowly the more often it dies, so those that are killed are ours. */
function startWorker(): ChildProcess {
  const { dataDir, databaseUrl } = portal.details;
  const secrets = readSecrets(dataDir);
  const env = environmentForChild({
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    MASTER_KEY: secrets?.master_key ?? "",
    AUTH_SECRET: secrets?.auth_secret ?? "",
    // Each of them warms its threads anew, and there is one job at a time.
    ENGINE_THREADS: "1",
  });
  return spawn(process.execPath, ["dist/worker.mjs"], { env, stdio: "inherit" });
}

async function kill(worker: ChildProcess): Promise<void> {
  expect(worker.exitCode).toBeNull();
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await ended;
}

const hasBegun = async (id: string): Promise<boolean> =>
  (await db().generation.findUniqueOrThrow({ where: { id } })).attempt > 0;

beforeAll(async () => {
  portal = await startPortal();
  headers = { Authorization: `Bearer ${portal.details.demo?.api_key}` };
  overrideEnv({ dataDir: portal.details.dataDir, databaseUrl: undefined });
  await connectPortal();
});
afterAll(closeDb);

describe("a worker that is killed", () => {
  it(`${KILLS} times leaves one result and one charge a generation, or none`, async () => {
    const { worker: own } = await portal.processes();
    process.kill(own, "SIGSTOP");
    const ids: string[] = [];
    for (const moment of moments) {
      const worker = startWorker();
      const { id } = await call("POST", "/api/v1/generations", { prompt: "a vase", quality: "default" });
      ids.push(id);
      while (!(await hasBegun(id))) await sleep(20);
      await sleep(moment);
      await kill(worker);
      expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);
    }
    process.kill(own, "SIGCONT");
    const finished: Answer[] = [];
    for (const id of ids) {
      let generation = await call("GET", `/api/v1/generations/${id}`);
      while (["pending", "processing"].includes(generation.status)) {
        await sleep(200);
        generation = await call("GET", `/api/v1/generations/${id}`);
      }
      finished.push(generation);
    }
    expect(await askForInvariants()).toMatchObject({ ok: true });
    const charged = finished.reduce((sum, generation) => sum + generation.credits_used, 0);
    const completed = finished.filter((generation) => generation.status === "completed");
    expect(charged).toBe(completed.length * 4);
    expect(completed.length).toBeGreaterThan(KILLS / 2);
    for (const { files } of completed) expect((await fetch(files[0].url)).status).toBe(200);
    const { credits } = (await (await fetch(`${portal.details.url}/api/credits`, { headers })).json()) as {
      credits: number;
    };
    expect(credits).toBe(500 - charged);
  }, 900_000);
});
