import sharp from "sharp";
import { grantCredits } from "@/lib/credits";
import { closeDb } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { type BenchPortal, withBenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";
import { findOwner } from "./commands/operator-context";
import { listRows } from "./bench-list";
import { streamRows } from "./bench-streams";
import { connectBenchPortal } from "./connect-bench-portal";
import { type Load, type LoadedCall, loadByTurns } from "./load-by-turns";
import { withBareNext } from "./bare-next";

/**
 * The API under load, beside a route handler that reads its request and does nothing, served by Next.js in the same way:
 * requests a second of a status read and of a submission over 16 connections; what a page of 50 among 100,000 generations
 * takes in the database; the memory of 1,000 streams that stay open. The worker is stopped meanwhile: models are not what
 * is measured here.
 */
export const benchLoad = (): Promise<BenchRow[]> =>
  withBenchPortal(async (portal) => {
    const running = await connectBenchPortal(portal.dataDir);
    process.kill(running.worker, "SIGSTOP");
    try {
      const rows = await withBareNext((bareUrl) => loadRows(portal, bareUrl));
      return [...rows, ...(await streamRows(portal, running.web)), ...(await listRows(portal))];
    } finally {
      await closeDb();
      process.kill(running.worker, "SIGCONT");
    }
  });

async function loadRows(portal: BenchPortal, bareUrl: string): Promise<BenchRow[]> {
  const picture = await makePicture();
  const submit = await submission(portal, picture);
  const answer = await fetch(submit.url, { method: "POST", ...submit.next() } as RequestInit);
  const { id } = (await answer.json()) as { id: string };
  const read: LoadedCall = {
    url: `${portal.url}/api/v1/generations/${id}`,
    status: 200,
    next: () => ({ headers: { Authorization: `Bearer ${portal.key}` } }),
  };
  const bare: LoadedCall = { url: bareUrl, status: 200, next: () => ({}) };
  const bareSubmit: LoadedCall = { ...submit, url: bareUrl };
  const [bareRead, ownRead] = await loadByTurns([bare, read]);
  const [barePost, ownPost] = await loadByTurns([bareSubmit, submit], {
    turns: 3,
    turnMs: 1_500,
    warmUpRequests: 500,
  });
  return [
    row("bare handler, GET (anchor)", bareRead),
    row("read a generation", ownRead, bareRead, 0.6),
    row(`bare handler, POST ${picture.byteLength >> 10} KB (anchor)`, barePost),
    row("submit the same picture", ownPost, barePost, 0.35),
  ];
}

function row(name: string, load: Load, anchor?: Load, leastRatio?: number): BenchRow {
  const { requestsPerSecond, p50Ms, p99Ms } = load;
  const tail = `p99 ${p99Ms.toFixed(0)} ms, ${(p99Ms / p50Ms).toFixed(1)} × p50${anchor ? " (≤ 5)" : ""}`;
  const ratio = anchor ? requestsPerSecond / anchor.requestsPerSecond : 1;
  return { name, medianMs: p50Ms, ratio, leastRatio, note: `${requestsPerSecond.toFixed(0)}/s, ${tail}` };
}

/** A submission under one of fifty keys in turn, so that no key's requests a minute are used up. */
async function submission({ url, email }: BenchPortal, picture: Uint8Array): Promise<LoadedCall> {
  const { ctx } = await findOwner(email);
  await grantCredits(ctx, { amount: 1_000_000, reason: "Load", cause: "bench:load" });
  const secrets: string[] = [];
  for (let made = 0; made < KEYS; made++)
    secrets.push((await createKey(ctx, { name: `Load ${made}`, scopes: ["generate"] })).secret);
  const boundary = "printpal-bench";
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${part('name="quality"')}default\r\n`),
    Buffer.from(part('name="image"; filename="load.jpg"')),
    picture,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  let sent = 0;
  const next = () => ({
    headers: {
      Authorization: `Bearer ${secrets[sent++ % KEYS]}`,
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
    },
    body,
  });
  return { url: `${url}/api/v1/generations`, method: "POST", status: 202, next };
}

/** All but the demo's own: an organization may have fifty. */
const KEYS = 49;

/** A JPEG of about 64 KB, always the same. */
async function makePicture(): Promise<Uint8Array> {
  const side = 420;
  const pixels = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const inside = (((at / 3) % side) - side / 2) ** 2 + (at / 3 / side - side / 2) ** 2 < 120 ** 2;
    pixels[at] = (inside ? 90 : 220) + (state >>> 28);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 96 })
    .toBuffer();
}
