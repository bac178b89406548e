import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { checkOutside, fetchOutside, outsideNames, type OutsideFailure } from "@/lib/core/fetch-outside";

/** A server on this machine, and a table of names that lead where a test says. */
let server: http.Server;
let at: string;
let hits: string[];
const realResolve = outsideNames.resolve;
const names = new Map<string, string[]>();
const limits = { timeoutMs: 2_000, maxBytes: 1_000 };

beforeAll(async () => {
  server = http.createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    const [, what, rest = ""] = /^\/(\w+)(.*)$/.exec(request.url ?? "") ?? [];
    if (what === "hop") {
      const left = Number(rest.slice(1));
      const location = left > 0 ? `/hop/${left - 1}` : "/text";
      response.writeHead(302, { location }).end();
    } else if (what === "away")
      response.writeHead(302, { location: decodeURIComponent(rest.slice(1)) }).end();
    else if (what === "endless") {
      const drip = setInterval(() => response.write("x".repeat(100)), 2);
      response.on("close", () => clearInterval(drip));
    } else if (what === "silent") return;
    else if (what === "cut") {
      response.writeHead(200, { "content-length": "500" }).write("half");
      setTimeout(() => response.destroy(), 20);
    } else response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  outsideNames.resolve = async (host) => {
    const addresses = names.get(host) ?? [host];
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
});
afterAll(() => {
  outsideNames.resolve = realResolve;
  server.closeAllConnections();
  server.close();
});
afterEach(() => open([]));
const open = (networks: string[]) => {
  hits = [];
  overrideEnv({ outboundAllowedNetworks: networks });
};
const LOOPBACK = ["127.0.0.0/8"];
const refusal = (address: string, more = {}) =>
  fetchOutside(address, { ...limits, ...more }).then(
    () => "answered",
    ({ kind }: OutsideFailure) => kind,
  );

describe("refuses, without a packet", () => {
  it.each([
    ...[
      "file:///etc/passwd",
      "gopher://example.com/",
      "data:text/plain,x",
      "ftp://example.com/",
      "//example.com",
      "",
    ],
    ...["http://user:pass@8.8.8.8/", "http://8.8.8.8:22/", "https://8.8.8.8:8443/"],
    ...["http://127.1/", "http://0x7f000001/", "http://017700000001/", "http://2130706433/", "http://[::1]/"],
    ...["http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://169.254.169.254/latest/meta-data"],
    ...["http://[fd00::1]/", "http://100.64.0.1/", "http://10.0.0.1/", "http://0/", "http://192.168.0.1/"],
  ])("%s", async (address) => {
    open([]);
    expect(await refusal(address)).toBe("refused");
  });

  it("this server, at its own port", async () => {
    open([]);
    expect(await refusal(`${at}/text`)).toBe("refused");
    expect(hits).toEqual([]);
  });

  it("a name of which one address is private", async () => {
    open([]);
    names.set("mixed.example", ["8.8.8.8", "127.0.0.1"]);
    expect(await refusal("http://mixed.example/")).toBe("refused");
    await expect(checkOutside("http://mixed.example/")).rejects.toMatchObject({ kind: "refused" });
  });
});

it("connects to the address that was looked at, though the name leads elsewhere by then", async () => {
  open(LOOPBACK);
  const { port } = server.address() as AddressInfo;
  let asked = 0;
  const resolve = outsideNames.resolve;
  outsideNames.resolve = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
  const answer = await fetchOutside(`http://turncoat.example:${port}/text`, limits);
  outsideNames.resolve = resolve;
  expect([answer.status, answer.bytes.toString(), asked]).toEqual([200, "hello", 1]);
});

describe("redirects", () => {
  it("are an answer where none is allowed, and followed up to the number that is", async () => {
    open(LOOPBACK);
    expect((await fetchOutside(`${at}/hop/0`, limits)).status).toBe(302);
    const followed = await fetchOutside(`${at}/hop/2`, { ...limits, maxRedirects: 3 });
    expect([followed.status, followed.bytes.toString()]).toEqual([200, "hello"]);
    expect(await refusal(`${at}/hop/3`, { maxRedirects: 3 })).toBe("refused");
  });

  it("are looked at anew: one into a private network is refused", async () => {
    open(["127.0.0.1/32"]);
    const away = (target: string) => `${at}/away/${encodeURIComponent(target)}`;
    expect(await refusal(away("http://169.254.169.254/"), { maxRedirects: 3 })).toBe("refused");
    expect(await refusal(away("http://127.0.0.2/"), { maxRedirects: 3 })).toBe("refused");
    expect(await refusal(away("file:///etc/passwd"), { maxRedirects: 3 })).toBe("refused");
    expect(hits).toHaveLength(3);
  });
});

describe("gives up", () => {
  it("an endless answer at the cap, or cuts it there", async () => {
    open(LOOPBACK);
    expect(await refusal(`${at}/endless`)).toBe("too_large");
    const { bytes } = await fetchOutside(`${at}/endless`, { ...limits, cutAtMaxBytes: true });
    expect(bytes.length).toBe(1_000);
  });

  it("what does not answer in time, refuses the connection, or stops halfway", async () => {
    open(LOOPBACK);
    expect(await refusal(`${at}/silent`, { timeoutMs: 100 })).toBe("timeout");
    expect(await refusal("http://127.0.0.1:9/")).toBe("unreachable");
    expect(await refusal(`${at}/cut`)).toBe("unreachable");
  });
});
