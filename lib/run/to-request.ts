import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A request of Node.js as the web's own kind. Its body is read as it is asked for, and not at all where nobody asks; its
 * signal tells that the caller has gone away before the answer was complete.
 */
export function toRequest(request: IncomingMessage, response: ServerResponse): Request {
  const { method = "GET", url = "/" } = request;
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const address = `http://${request.headers.host ?? "localhost"}${url}`;
  const bare = method === "GET" || method === "HEAD";
  const body = bare ? undefined : { body: streamOf(request), duplex: "half" };
  return new Request(address, { method, headers, signal: gone.signal, ...body } as RequestInit);
}

/** Cancelling it leaves the connection alone: a refusal must still be sent over it. */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    { pull: (controller) => pull(request, controller) },
    { highWaterMark: 0 },
  );
}

function pull(
  request: IncomingMessage,
  controller: ReadableStreamDefaultController<Uint8Array>,
): Promise<void> {
  return new Promise((resolve) => {
    const settle = (act: () => void) => {
      request.off("data", take).off("end", end).off("error", fail).off("close", fail);
      act();
      resolve();
    };
    const take = (chunk: Buffer) => {
      request.pause();
      settle(() => controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
    };
    const end = () => settle(() => controller.close());
    const fail = (error?: Error) =>
      settle(() => controller.error(error ?? new Error("The connection was closed.")));
    if (request.readableEnded) return end();
    if (request.destroyed) return fail();
    request.on("data", take).on("end", end).on("error", fail).on("close", fail);
    request.resume();
  });
}
