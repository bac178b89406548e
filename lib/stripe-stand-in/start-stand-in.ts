import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { anythingDue, runDue } from "./advance-time";
import { answerApi } from "./answer-api";
import { makeEndpoint } from "./api/events";
import { startCourier, type Courier } from "./deliver-events";
import { mergeFaults, noFaults, type Faults } from "./faults";
import { answerPage } from "./pages/answer-page";
import { Store } from "./store";
import { World } from "./world";

export interface StandInOptions {
  secretKey: string;
  webhookSecret: string;
  /** Where events go; nowhere where it is absent. */
  webhookUrl?: string;
  /** A free one where it is absent. */
  port?: number;
  /** The journal; in memory alone where it is absent. */
  file?: string;
  /** Before each further try of an event. */
  retryDelaysMs?: readonly number[];
}

export interface StandIn {
  url: string;
  /** All that it holds: for tests, which need moments that no call leads to. */
  world: World;
  /** Switches faults on and off; what is not named stays. */
  setFaults(faults: Partial<Faults>): void;
  /** Resolves when all events that are due were sent. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Each few seconds what has fallen due by the clock that runs by itself. */
const TICK_MS = 5_000;

/** Answers as Stripe's API does, on this machine alone, with pages to pay on and events that are sent. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const world = new World(new Store(options.file));
  const state = { faults: noFaults };
  const courier = startCourier(world, () => state.faults, options.retryDelaysMs);
  const server = createServer((request, response) => {
    handle(world, options, state, courier, request, response).catch((error: unknown) => {
      process.stderr.write(`The stand-in for Stripe failed: ${String((error as Error).stack ?? error)}\n`);
      write(response, 500, { "Content-Type": "application/json" }, serverError);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  nameEndpoint(world, options);
  const timer = setInterval(() => {
    if (anythingDue(world)) world.store.transaction(() => runDue(world));
    courier.wake();
  }, TICK_MS).unref();
  courier.wake();
  return {
    url: world.baseUrl,
    world,
    setFaults: (faults) => void (state.faults = mergeFaults(state.faults, { ...faults })),
    settled: () => courier.settled(),
    async close() {
      clearInterval(timer);
      courier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The endpoint of the settings has an identifier of its own, so that a restart changes its address and adds none. */
function nameEndpoint(world: World, { webhookUrl, webhookSecret }: StandInOptions): void {
  world.store.transaction(() => {
    const id = "we_configured";
    if (!webhookUrl) return world.store.remove("webhook_endpoint", id);
    const made = makeEndpoint(world, { url: webhookUrl, events: ["*"], secret: webhookSecret });
    world.store.remove("webhook_endpoint", made.id);
    world.store.put("webhook_endpoint", { ...made, id });
  });
}

const MOST_BYTES = 1024 * 1024;
const serverError = JSON.stringify({
  error: { type: "api_error", message: "The stand-in for Stripe failed. Its log says why." },
});

async function handle(
  world: World,
  options: StandInOptions,
  state: { faults: Faults },
  courier: Courier,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocal(request)) return write(response, 403, {}, "This address answers on this machine alone.\n");
  const body = await read(request);
  if (body === undefined) return write(response, 413, {}, "Too large.\n");
  const asked = { method: request.method ?? "GET", url: request.url ?? "/", headers: request.headers, body };
  if (!asked.url.startsWith("/v1/")) {
    const page = answerPage(world, state, asked);
    courier.wake();
    return write(response, page.status, page.headers, page.body);
  }
  const { api, latencyMs } = state.faults;
  if (latencyMs > 0) await sleep(latencyMs);
  if (api === "silent") return;
  if (api === "down") return write(response, 503, { "Content-Type": "application/json" }, serverError);
  const answer = answerApi(world, options.secretKey, asked);
  courier.wake();
  write(response, answer.status, answer.headers, answer.body);
}

/** A page elsewhere that resolves its own name to this address must not reach it. */
function isLocal({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  return host === "127.0.0.1" || host === "localhost";
}

async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function write(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  if (!response.headersSent) response.writeHead(status, headers).end(body);
}
