import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { startPortal } from "../support/portal";
import type { RunningPortal } from "../support/run-portal";

const KILLS = 20;
const run = promisify(execFile);

let portal: RunningPortal;
let headers: Record<string, string>;

/** Moments to kill at, spread over a run's phases; a fixed row of them, so that a failure can be seen again. */
const moments = Array.from({ length: KILLS }, (_, round) => ((round * 137) % 700) + 20);

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

async function invariants(): Promise<{ ok: boolean }> {
  const env = { ...process.env, DATA_DIR: portal.details.dataDir };
  const { stdout } = await run(process.execPath, ["dist/portal.mjs", "invariants", "--json"], { env });
  return JSON.parse(stdout) as { ok: boolean };
}

beforeAll(async () => {
  portal = await startPortal();
  headers = { Authorization: `Bearer ${portal.details.demo?.api_key}` };
});

describe("a worker that is killed", () => {
  it(`${KILLS} times leaves one result and one charge a generation, or none`, async () => {
    const ids: string[] = [];
    for (const moment of moments) {
      ids.push((await call("POST", "/api/v1/generations", { prompt: "a vase", quality: "high" })).id);
      await sleep(moment);
      const { worker } = await portal.processes();
      try {
        process.kill(worker, "SIGKILL");
      } catch {
        // It has just ended by itself and is being started again.
      }
      expect(await invariants()).toMatchObject({ ok: true });
    }
    const finished: Answer[] = [];
    for (const id of ids) {
      let generation = await call("GET", `/api/v1/generations/${id}`);
      while (["pending", "processing"].includes(generation.status)) {
        await sleep(200);
        generation = await call("GET", `/api/v1/generations/${id}`);
      }
      finished.push(generation);
    }
    expect(await invariants()).toMatchObject({ ok: true });
    const charged = finished.reduce((sum, generation) => sum + generation.credits_used, 0);
    const completed = finished.filter((generation) => generation.status === "completed");
    expect(charged).toBe(completed.length * 6);
    expect(completed.length).toBeGreaterThan(KILLS / 2);
    for (const { files } of completed) expect((await fetch(files[0].url)).status).toBe(200);
    const { credits } = (await (await fetch(`${portal.details.url}/api/credits`, { headers })).json()) as {
      credits: number;
    };
    expect(credits).toBe(500 - charged);
  }, 240_000);
});
