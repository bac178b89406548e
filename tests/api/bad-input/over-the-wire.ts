import { connect } from "node:net";
import { scopes } from "@/lib/core/actor";
import { db } from "@/lib/db";
import { makeKey, type ApiAnswer } from "../../support/call-api";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { enterDatabase, sharedPortal } from "../../support/portal";
import type { BadCase, Place } from "./bad-case";
// Closes the connection to the portal's database when the file ends.
import "../../support/database";

/** The running portal, spoken to over a bare socket. */
export interface OverTheWire extends Place {
  account: TestAccount;
  key: string;
  url: string;
  /** Sends the bytes as they are and reads until the server closes: what no HTTP client would let out. */
  raw(...pieces: (string | Uint8Array)[]): Promise<ApiAnswer>;
  /** Senders that never come to an end, opened before all else and given up by the server. */
  stalled: { head: Promise<ApiAnswer>; body: Promise<ApiAnswer> };
}

export type WireCase = BadCase<OverTheWire>;

export async function openOverTheWire(): Promise<OverTheWire> {
  const portal = await sharedPortal();
  enterDatabase(portal);
  const { url } = portal;
  const account = await makeAccount();
  const { organizationId } = account;
  const key = await makeKey(account.ctx, { scopes: [...scopes] });
  const port = Number(new URL(url).port);
  const raw: OverTheWire["raw"] = (...pieces) => exchange(port, pieces);
  const start = `POST /api/v1/generations HTTP/1.1\r\n${HOST}X-API-Key: ${key}\r\n`;
  const stalled = {
    head: raw(`${start}X-Slow: a`),
    body: raw(`${start}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"prompt":"`),
  };
  const where = { organizationId };
  return {
    account,
    key,
    url,
    raw,
    stalled,
    reset: async () => undefined,
    footprint: async () => [
      await db().generation.count({ where }),
      await db().ledgerEntry.findMany({ where }),
      await db().print.count({ where }),
    ],
  };
}

export const HOST = "Host: localhost\r\n";

function exchange(port: number, pieces: (string | Uint8Array)[]): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => pieces.forEach((piece) => socket.write(piece)));
    socket.on("data", (chunk) => chunks.push(chunk));
    // What is still being sent may meet a closed door; the answer stands before it.
    socket.on("error", (error) => (chunks.length === 0 ? reject(error) : undefined));
    socket.on("close", () => resolve(read(Buffer.concat(chunks))));
  });
}

function read(bytes: Buffer): ApiAnswer {
  const end = bytes.indexOf("\r\n\r\n");
  const [first, ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = new Headers(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(":")),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  const rest = bytes.subarray(end + 4);
  const text = (headers.get("transfer-encoding") === "chunked" ? joinChunks(rest) : rest).toString();
  const json = headers.get("content-type")?.includes("json");
  return { status: Number(first.split(" ")[1]), headers, text, body: json ? JSON.parse(text) : {} };
}

function joinChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const line = bytes.indexOf("\r\n", at);
    const length = parseInt(bytes.subarray(at, line).toString(), 16);
    if (!(length > 0)) break;
    parts.push(bytes.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return Buffer.concat(parts);
}
