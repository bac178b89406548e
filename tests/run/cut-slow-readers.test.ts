import { createServer, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { cutSlowReaders, judgeReader, readingLimits, type Reader } from "@/lib/run/cut-slow-readers";
import { makeCertificate } from "../support/make-certificate";

/** More than the system holds for a connection at both of its ends. */
const LARGE = Buffer.alloc(32 * 1024 * 1024, "x");
const short = { ...readingLimits, withinMs: 200, lookedAtEveryMs: 20 };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (response: ServerResponse) => void;

/** A server with such limits, of which each call asks something and reads nothing of what comes. */
async function serve(
  answer: Answer,
  { limits = short, tls = false, now = undefined as (() => number) | undefined } = {},
) {
  const { cert, key } = makeCertificate();
  let asked: (response: ServerResponse) => void;
  const listen = (_: unknown, response: ServerResponse) => (answer(response), asked(response));
  const server = tls ? createTlsServer({ cert, key }, listen) : createServer(listen);
  servers.push(server);
  cutSlowReaders(server, limits, now);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const to = { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
  return async () => {
    const response = new Promise<ServerResponse>((resolve) => (asked = resolve));
    const client = tls ? connectTls({ ...to, rejectUnauthorized: false }) : connect(to);
    client.on("error", () => undefined);
    client.pause().write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return { client, response: await response };
  };
}

const large: Answer = (response) => void response.setHeader("Content-Length", LARGE.length).end(LARGE);
const closed = (response: ServerResponse) =>
  new Promise<void>((resolve) => response.once("close", () => resolve()));
/** How much still comes until the connection ends. */
const drain = (client: Socket) =>
  new Promise<number>((resolve) => {
    let bytes = 0;
    client.on("data", (chunk: Buffer) => (bytes += chunk.length)).once("close", () => resolve(bytes));
    client.resume();
  });

describe("who asks and does not read", () => {
  it.each([false, true])("is cut, and gets no more of it; over TLS: %s", async (tls) => {
    const ask = await serve(large, { tls });
    const { client, response } = await ask();
    await closed(response);
    expect(await drain(client)).toBeLessThan(LARGE.length);
  });

  it("is cut sooner where too many of one address are late", async () => {
    let looks = 0;
    const limits = { ...short, withinMs: 300, lookedAtEveryMs: 5, lateOfOneAddress: 1 };
    const ask = await serve(large, { limits, now: () => ++looks });
    const first = await ask();
    const second = await ask();
    // A third of the looks that the first has.
    await closed(second.response);
    expect(first.response.destroyed).toBe(false);
    expect(await drain(first.client)).toBeGreaterThan(LARGE.length);
  });
});

describe("who reads", () => {
  it("gets all of it, with a stop after each piece", async () => {
    const ask = await serve(large, { limits: readingLimits });
    const { client } = await ask();
    client.on("data", () => {
      client.pause();
      setImmediate(() => client.resume());
    });
    expect(await drain(client)).toBeGreaterThan(LARGE.length);
  });

  it("is left alone for as long as nothing waits", async () => {
    let [time, looks] = [0, 0];
    const ask = await serve((response) => void response.write("data: 1\n\n"), { now: () => (looks++, time) });
    const { client, response } = await ask();
    let text = "";
    client.on("data", (chunk: Buffer) => (text += chunk.toString())).resume();
    await expect.poll(() => text).toContain("data: 1");
    const passLooks = async (count: number) => {
      const seen = looks;
      await expect.poll(() => looks).toBeGreaterThan(seen + count);
    };
    // The system confirms within a fifth of a second what it has handed over.
    await passLooks(30);
    for (let day = 1; day < 4; day++) {
      time = day * 86_400_000;
      await passLooks(1);
    }
    response.end("data: 2\n\n");
    await expect.poll(() => text).toContain("data: 2");
  });
});

describe("what a reader owes", () => {
  const MB = 1_000_000;
  const after = (reader: Reader, now: number, written: number, waiting: number) =>
    judgeReader(reader, { written, waiting }, 30_000, now);

  it("is some of what waits, and time begins anew with each time that it is taken", () => {
    const reader: Reader = { seenTo: 0 };
    expect(after(reader, 0, 8 * MB, 5 * MB)).toBe(0);
    expect(after(reader, 20_000, 8 * MB, 5 * MB - 29_999)).toBe(20_000);
    expect(after(reader, 25_000, 8 * MB, 5 * MB - 30_000)).toBe(0);
    expect(after(reader, 54_000, 8 * MB, 5 * MB - 30_000)).toBe(29_000);
  });

  it("is all of it where less waits, whatever is written behind it", () => {
    const reader: Reader = { seenTo: 0 };
    expect(after(reader, 0, 1000, 400)).toBe(0);
    expect(after(reader, 9_000, 1500, 501)).toBe(9_000);
    expect(after(reader, 10_000, 1500, 500)).toBe(0);
    expect(after(reader, 11_000, 1500, 0)).toBe(0);
    expect(reader).toEqual({ seenTo: 1500, waits: undefined });
  });

  it("is met by fifty kilobytes a second through any number of looks", () => {
    const reader: Reader = { seenTo: 0 };
    for (let second = 0; second < 2_000; second += 5)
      expect(after(reader, second * 1000, 100 * MB, 100 * MB - second * 50_000)).toBe(0);
  });
});
