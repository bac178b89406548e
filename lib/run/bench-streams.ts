import { readFile } from "node:fs/promises";
import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";

const STREAMS = 1_000;

/** What 1,000 open event streams add to the memory of the process that serves them. */
export async function streamRows({ url, key }: BenchPortal, webPid: number): Promise<BenchRow[]> {
  const headers = { Authorization: `Bearer ${key}` };
  const page = await fetch(`${url}/api/v1/generations?status=pending&limit=1`, { headers });
  const [{ id }] = ((await page.json()) as { data: { id: string }[] }).data;
  const before = await residentMegabytes(webPid);
  const agent = new Agent({ keepAlive: true, maxSockets: STREAMS });
  const begin = performance.now();
  const streams: IncomingMessage[] = [];
  for (let opened = 0; opened < STREAMS; opened += 50)
    streams.push(...(await Promise.all(Array.from({ length: 50 }, () => open(id)))));
  const openMs = (performance.now() - begin) / STREAMS;
  await sleep(2_000);
  const added = (await residentMegabytes(webPid)) - before;
  const alive = streams.filter(({ closed }) => !closed).length;
  agent.destroy();
  const note = `${alive} open, ${added.toFixed(0)} MB more (≤ 150), ${before.toFixed(0)} MB before`;
  return [{ name: "open an event stream", medianMs: openMs, note }];

  function open(generationId: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      get(`${url}/api/v1/generations/${generationId}/events`, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`A stream answered ${answer.statusCode}`));
        answer.on("error", () => undefined);
        answer.once("data", () => resolve(answer));
      }).on("error", reject);
    });
  }
}

/** Linux only, as the other memory figures are. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
