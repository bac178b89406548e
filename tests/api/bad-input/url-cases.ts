import http from "node:http";
import type { AddressInfo } from "node:net";
import { isIP } from "node:net";
import { expect, vi } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import type { ErrorCode } from "@/lib/core/errors";
import { outsideNames } from "@/lib/core/fetch-outside";
import { postJson, type ApiCase } from "./in-process";

/** A server on this machine that answers badly, and what was asked of it. */
export interface Receiver {
  hits: string[];
  port: number;
  close(): void;
}

export async function openReceiver(): Promise<Receiver> {
  const hits: string[] = [];
  const server = http.createServer((request, response) => {
    const path = request.url ?? "";
    hits.push(path);
    const go = (location: string) => response.writeHead(302, { location }).end();
    const step = Number(/^\/hop\/(\d)/.exec(path)?.[1]);
    if (step) return void go(step < 4 ? `/hop/${step + 1}` : "/page");
    if (path === "/inside") return void go("http://169.254.169.254/latest/meta-data/");
    if (path === "/again") return void go(`http://changing.example:${port}/page`);
    if (path === "/page") return void response.end("<html>no picture</html>");
    if (path === "/drip") return void response.write("x");
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { hits, port, close };
}

/** The names of these tests: `receiver.example` is this machine, which only its own cases may reach. */
export function answerNames(): void {
  let asked = 0;
  outsideNames.resolve = async (host) => {
    const family = isIP(host);
    if (family) return [{ address: host, family }];
    const found = {
      "receiver.example": ["127.0.0.1"],
      "mixed.example": ["8.8.8.8", "10.0.0.1"],
      "changing.example": asked++ % 2 === 0 ? ["127.0.0.1"] : ["10.0.0.1"],
      "public.example": ["8.8.8.8"],
      localhost: ["127.0.0.1"],
    }[host];
    if (!found) throw new Error("ENOTFOUND");
    return found.map((address) => ({ address, family: 4 }));
  };
}

/** Refused by the address alone: nothing is sent anywhere. */
const unsent = (row: number, url: string, code: ErrorCode = "address_refused"): ApiCase => ({
  row,
  name: `a picture at ${url}`,
  answer: [400, code, "image_url"],
  async send(place) {
    const asked = vi.spyOn(http, "request");
    try {
      return await postJson(place, { image_url: url });
    } finally {
      expect(asked).not.toHaveBeenCalled();
      asked.mockRestore();
    }
  },
});

const hook = (url: string, code: ErrorCode = "address_refused"): ApiCase => ({
  row: 67,
  name: `a webhook to ${url}`,
  answer: [400, code, "url"],
  send: (place) => place.call("POST", "/api/v1/webhooks", { json: { url } }),
});

const privatePlaces = [
  "127.1",
  "0x7f000001",
  "017700000001",
  "2130706433",
  "[::ffff:7f00:1]",
  "[64:ff9b::7f00:1]",
  "169.254.169.254",
  "[fd00::1]",
  "100.64.0.1",
  "10.0.0.1",
  "0.0.0.0",
  "[::1]",
  "localhost",
];

/** Rows 61 to 67. A name that changes between look-up and connection is pinned: tests/core/fetch-outside.test.ts. */
export function urlCases(receiver: () => Receiver): ApiCase[] {
  const reached = (
    row: number,
    path: string,
    hits: number,
    code: ErrorCode,
    param = "image_url",
    host = "receiver",
  ): ApiCase => ({
    row,
    name: `a picture at ${path} of ${host}.example`,
    answer: [400, code, param],
    async send(place) {
      overrideEnv({ outboundAllowedNetworks: ["127.0.0.1/32"] });
      receiver().hits.length = 0;
      const url = `http://${host}.example:${receiver().port}${path}`;
      const answer = await postJson(place, { image_url: url });
      overrideEnv({ outboundAllowedNetworks: [] });
      expect(receiver().hits).toHaveLength(hits);
      return answer;
    },
  });
  const drip = reached(66, "/drip", 1, "image_not_fetched");
  return [
    ...[
      "file:///etc/passwd",
      "gopher://shop.example/",
      "data:image/png;base64,AAAA",
      "javascript:1",
      "no address",
    ].map((url) => unsent(61, url, "invalid_request")),
    ...privatePlaces.map((host) => unsent(62, `http://${host}/`)),
    unsent(63, "https://mixed.example/a.png"),
    reached(63, "/again", 1, "address_refused", "image_url", "changing"),
    reached(64, "/inside", 1, "address_refused"),
    reached(64, "/hop/1", 4, "address_refused"),
    unsent(65, "https://user:word@public.example/"),
    unsent(65, "https://public.example:22/"),
    reached(66, "/endless", 1, "image_not_fetched"),
    reached(66, "/page", 1, "invalid_image", "image"),
    {
      ...drip,
      async send(place, made) {
        // Its ten seconds, cut short.
        const limit = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
          const soon = new AbortController();
          setTimeout(() => soon.abort(), 300);
          return soon.signal;
        });
        return drip.send(place, made).finally(() => limit.mockRestore());
      },
    },
    ...[
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://192.168.1.1/",
      "https://mixed.example/",
      "http://localhost:3000/api/v1/generations",
      "https://user:word@public.example/",
    ].map((url) => hook(url)),
    hook("file:///etc/passwd", "invalid_request"),
    {
      row: 67,
      name: "a generation that tells a private address",
      answer: [400, "address_refused", "webhook_url"],
      send: (place) => postJson(place, { prompt: "a cube", webhook_url: "https://10.0.0.1/" }),
    },
    {
      row: 67,
      name: "a webhook to the portal's own API",
      answer: [400, "address_refused", "url"],
      async send(place) {
        overrideEnv({ publicUrl: "https://public.example" });
        const json = { url: "https://public.example/api/v1/generations" };
        const answer = await place.call("POST", "/api/v1/webhooks", { json });
        overrideEnv({ publicUrl: "http://localhost:3000" });
        return answer;
      },
    },
  ];
}
