import { expect } from "vitest";
import type { ErrorCode } from "@/lib/core/errors";
import { makeKey } from "../../support/call-api";
import { HOST, type OverTheWire, type WireCase } from "./over-the-wire";

const CLOSE = `${HOST}Connection: close\r\n`;
const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

const raw = (row: number, name: string, text: string, status: number, code: ErrorCode): WireCase => ({
  row,
  name,
  answer: [status, code],
  send: (place) => place.raw(text),
});

/** Without `Connection: close`: that the answer comes to an end shows that the server closed. */
const post = (headers: string, body = "") =>
  `POST /api/v1/generations HTTP/1.1\r\n${HOST}${headers}\r\n${body}`;
const smuggled = "0\r\n\r\nGET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** What a stranger is told about a private page, however the question is dressed up: to sign in, and nothing else. */
const page = (name: string, headers: string, status: 200 | 307): WireCase => ({
  row: 16,
  name,
  answer: [status],
  async send(place) {
    const ask = (at: string) => place.raw(`GET ${at} HTTP/1.1\r\n${CLOSE}${headers}\r\n`);
    const first = await ask("/keys");
    const next = first.headers.get("location") ?? "";
    // Data is first sent to an address that says what was asked for.
    return next.startsWith("/keys?_rsc") ? ask(next) : first;
  },
  also({ headers: sent, text }, { account, key }) {
    if (status === 307) expect(sent.get("location")).toBe("/sign-in?next=%2Fkeys");
    for (const secret of [account.email, key.slice(-4), "Test"]) expect(text).not.toContain(secret);
  },
});

const framed = (path: string): WireCase => ({
  row: 94,
  name: `${path} in a frame`,
  answer: [200],
  send: (place) => place.raw(`GET ${path} HTTP/1.1\r\n${CLOSE}\r\n`),
  also({ headers }) {
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  },
});

const crossSite = (name: string, path: string, headers: string): WireCase => ({
  row: 81,
  name,
  answer: [403, "forbidden"],
  send: (place) =>
    place.raw(
      `POST ${path} HTTP/1.1\r\n${CLOSE}${headers}Content-Length: 2\r\nContent-Type: text/plain\r\n\r\n[]`,
    ),
});

const MEGABYTE = 1024 * 1024;
const upload = (place: OverTheWire, headers: string, ...body: (string | Uint8Array)[]) =>
  place.raw(
    post(`X-API-Key: ${place.key}\r\nContent-Type: multipart/form-data; boundary=x\r\n${headers}`),
    ...body,
  );

/** Rows 10 to 16, 18, 19, 44, 81 and 94: what only a running server can show. */
export const transportCases: WireCase[] = [
  {
    row: 10,
    name: "a key from another address than its own, whatever X-Forwarded-For claims",
    answer: [403, "address_not_allowed"],
    prepare: ({ account }) => makeKey(account.ctx, { allowed_addresses: ["203.0.113.0/24"] }),
    send: (place, key) =>
      place.raw(
        `GET /api/v1/credits HTTP/1.1\r\n${CLOSE}X-API-Key: ${key}\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n`,
      ),
  },
  raw(
    11,
    "a NUL in a header",
    `GET /api/health HTTP/1.1\r\n${CLOSE}X-Odd: a\0b\r\n\r\n`,
    400,
    "invalid_request",
  ),
  raw(
    11,
    "a bare CR in a header",
    `GET /api/health HTTP/1.1\r\n${CLOSE}X-Odd: a\rX-More: b\r\n\r\n`,
    400,
    "invalid_request",
  ),
  raw(
    11,
    "a bare LF in a header",
    `GET /api/health HTTP/1.1\r\n${CLOSE}X-Odd: a\nX-More: b\r\n\r\n`,
    400,
    "invalid_request",
  ),
  raw(
    11,
    "a name with a blank",
    `GET /api/health HTTP/1.1\r\n${CLOSE}X Odd: a\r\n\r\n`,
    400,
    "invalid_request",
  ),
  raw(11, "what is not HTTP", "HELLO\r\n\r\n", 400, "invalid_request"),
  raw(
    12,
    "headers of 32 KB",
    `GET / HTTP/1.1\r\n${CLOSE}X-Long: ${"a".repeat(32_768)}\r\n\r\n`,
    431,
    "headers_too_large",
  ),
  raw(13, "an address of 9 KB", `GET /${"a".repeat(9_000)} HTTP/1.1\r\n${CLOSE}\r\n`, 414, "uri_too_long"),
  raw(
    14,
    "a length and chunks at once",
    post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", smuggled),
    400,
    "invalid_request",
  ),
  raw(
    14,
    "chunks and a length at once",
    post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", smuggled),
    400,
    "invalid_request",
  ),
  raw(14, "two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), 400, "invalid_request"),
  raw(
    14,
    "another encoding than chunks",
    post("Transfer-Encoding: xchunked\r\n", smuggled),
    400,
    "invalid_request",
  ),
  ...["TRACE", "PROPFIND", "PURGE"].map((method): WireCase => ({
    ...raw(15, method, `${method} /api/health HTTP/1.1\r\n${CLOSE}\r\n`, 405, "method_not_allowed"),
    also: ({ headers }) => expect(headers.get("allow")).toBe(METHODS),
  })),
  {
    ...raw(
      15,
      "PUT where nobody takes it",
      `PUT /api/v1/generations HTTP/1.1\r\n${CLOSE}Content-Length: 0\r\n\r\n`,
      405,
      "method_not_allowed",
    ),
    also: ({ headers }) => expect(headers.get("allow")).toBe("POST, GET, HEAD, OPTIONS"),
  },
  page("a private page", "", 307),
  page("one asked for as if from inside", "x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy\r\n", 307),
  page("its data alone", "RSC: 1\r\n", 200),
  page("its data in advance", "RSC: 1\r\nNext-Router-Prefetch: 1\r\n", 200),
  page(
    "a segment of it",
    "RSC: 1\r\nNext-Router-Prefetch: 1\r\nNext-Router-Segment-Prefetch: /_tree\r\n",
    200,
  ),
  {
    row: 18,
    name: "a body that stops arriving",
    answer: [408, "request_timeout"],
    send: ({ stalled }) => stalled.body,
  },
  {
    row: 18,
    name: "headers that stop arriving",
    answer: [408, "request_timeout"],
    send: ({ stalled }) => stalled.head,
  },
  raw(
    19,
    "an unknown host",
    "GET /api/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    421,
    "misdirected_request",
  ),
  raw(
    19,
    "an unknown host for a page",
    "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    421,
    "misdirected_request",
  ),
  {
    row: 44,
    name: "22 MB that are declared, before a byte of them is sent",
    answer: [413, "payload_too_large"],
    send: (place) => upload(place, `Connection: close\r\nContent-Length: ${22 * MEGABYTE}\r\n`),
  },
  {
    row: 44,
    name: "22 MB in chunks",
    answer: [413, "payload_too_large"],
    send: (place) =>
      upload(
        place,
        "Connection: close\r\nTransfer-Encoding: chunked\r\n",
        `${(22 * MEGABYTE).toString(16)}\r\n`,
        new Uint8Array(22 * MEGABYTE),
        "\r\n0\r\n\r\n",
      ),
  },
  crossSite("a form of another site", "/sign-up", "Origin: https://evil.example\r\n"),
  crossSite("an action from another site", "/keys", "Origin: https://evil.example\r\nNext-Action: 00\r\n"),
  crossSite("a form from a frame without an origin", "/settings", "Origin: null\r\n"),
  crossSite(
    "a sign-in from another site",
    "/api/auth/callback/credentials",
    "Origin: https://evil.example\r\n",
  ),
  crossSite("our own name at another port", "/keys", "Origin: http://localhost:1\r\n"),
  framed("/"),
  framed("/sign-in"),
];
