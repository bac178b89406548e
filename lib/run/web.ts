import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { problem } from "@/lib/api/problem";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { replayErasures } from "@/lib/privacy";
import { watchProbes } from "@/lib/status";
import { watchPassing } from "@/lib/storage";
import { builtRoutes } from "./built-routes";
import { checkSettings } from "./check-settings";
import { ExpectedFailure } from "./expected-failure";
import { cutSlowReaders, readingLimits } from "./cut-slow-readers";
import { allowedMethods, refuseEarly } from "./refuse-early";
import { refuseUnannounced } from "./refuse-unannounced";
import { setSecurityHeaders } from "./security-headers";
import { apiServer } from "./serve-api";
import { tlsServer } from "./tls-server";

/**
 * The web process: Next.js behind a server of our own, which answers what Next would turn into a bare 400 or a 500, and
 * bounds how slowly a request may arrive and an answer may be read. Any number may run on one database.
 */
async function serve(): Promise<void> {
  checkSettings();
  await refuseUnannounced();
  const { host, port, nodeEnv, tls, trustProxy } = env();
  const app = next({ dev: nodeEnv === "development", hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  // While developing, Next.js builds each route anew.
  const serveApi = nodeEnv === "development" ? undefined : apiServer(builtRoutes(process.cwd()));
  // Looked at every five seconds: Node's own half minute would let slow headers take three times as long.
  const limits = {
    headersTimeout: 15_000,
    requestTimeout: 75_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  };
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    try {
      refuseEarly(request);
    } catch (error) {
      return void answer(request, response, error);
    }
    hideInside(request);
    setSecurityHeaders(request, response);
    const served = serveApi ? serveApi(request, response) : Promise.resolve(false);
    served
      .then((done) => (done ? undefined : handle(request, response)))
      .catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else void answer(request, response, error);
      });
  };
  const server = createServer(limits, listen);
  // What speaks to this machine itself still may without; others are meant to come this way.
  const overTls = tls && tlsServer(tls, limits, listen);
  // A proxy's own address stands for everybody behind it.
  const reading = { ...readingLimits, ...(trustProxy ? { lateOfOneAddress: undefined } : {}) };
  for (const each of [server, overTls]) {
    each?.on("clientError", answerBroken);
    if (each) cutSlowReaders(each, reading);
  }
  // Of an old backup that was restored: whoever was erased since goes before anything is served.
  await replayErasures(personalRooms);
  server.listen(port, host);
  overTls?.listen(tls!.port);
  watchProbes();
  watchPassing();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      // Answers under way are finished; connections that only wait are closed.
      server.close(() => void app.close().finally(() => process.exit(0)));
      server.closeIdleConnections();
      overTls?.close();
      overTls?.closeIdleConnections();
    });
}

/** What Next trusts and a client must not say. The socket's address goes behind the client's claims. */
function hideInside(request: IncomingMessage): void {
  const { headers } = request;
  delete headers["x-middleware-subrequest"];
  const claimed = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = [claimed, request.socket.remoteAddress].filter(Boolean).join(", ");
  if ("encrypted" in request.socket) headers["x-forwarded-proto"] = "https";
}

async function answer(request: IncomingMessage, response: ServerResponse, error: unknown): Promise<void> {
  const requestId = newId("request");
  const path = (request.url ?? "/").split("?")[0].slice(0, 200);
  const { status, headers, body } = await write(error, requestId, path);
  if (status === 405) headers.Allow = allowedMethods;
  response.writeHead(status, { ...headers, Connection: "close" }).end(body);
  // What is still on its way is not read.
  request.resume();
}

/** A request that is not HTTP, too large in its headers, or too slow: the socket is all there is to answer on. */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  void write(reasonOf(error.code), newId("request"), "/").then(({ status, headers, body }) => {
    const lines = Object.entries({
      ...headers,
      "Content-Length": String(Buffer.byteLength(body)),
      Connection: "close",
    });
    socket.end(
      `HTTP/1.1 ${status} Refused\r\n${lines.map((line) => line.join(": ")).join("\r\n")}\r\n\r\n${body}`,
    );
  });
}

function reasonOf(code: string | undefined): AppError {
  if (code === "HPE_HEADER_OVERFLOW")
    return new AppError("headers_too_large", "The headers may have up to 16 KB together. Send less.");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new AppError("request_timeout", "The request did not arrive in time. Send it again.");
  return new AppError(
    "invalid_request",
    "The request is not valid HTTP. Check its first line and its headers.",
  );
}

async function write(error: unknown, requestId: string, path: string) {
  const answered = problem(error, { requestId, path });
  const headers: Record<string, string> = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
  answered.headers.forEach((value, name) => (headers[name] = value));
  return { status: answered.status, headers, body: await answered.text() };
}

serve().catch((error: unknown) => {
  if (error instanceof ExpectedFailure) process.stderr.write(`${error.message}\n`);
  else log.error("web stopped", {}, error);
  process.exit(1);
});
