import { setTimeout as sleep } from "node:timers/promises";
import { type BenchPortal, withBenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";
import { makePhotograph } from "./make-photograph";
import { median } from "./time-by-turns";

/**
 * Times the API of a portal of its own, started on a new data folder: the answer to a submission with a 1 MB photograph,
 * from submission to a finished `default` model, and from enqueue to start. The anchor is the health answer, which does
 * as little as a route can.
 */
export const benchApi = (): Promise<BenchRow[]> => withBenchPortal(measure);

const RUNS = 15;
/** Asking more often would time the asking: one answer takes some milliseconds of the same two cores. */
const POLL_MS = 40;

async function measure({ url, key }: BenchPortal): Promise<BenchRow[]> {
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

async function medianOf(runs: number, body: () => Promise<void>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    await body();
    values.push(performance.now() - begin);
  }
  return median(values);
}
