import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** What is shorter fits into a packet either way. */
const GZIP_BYTES = 1024;
const compress = promisify(gzip);

/**
 * Writes an answer of the web's kind out. Texts go at once with their length, compressed where the caller takes that;
 * files and streams of events as they come, and no faster than they are read.
 */
export async function sendAnswer(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  response.statusCode = answer.status;
  // A body that was refused halfway is let run out, so that the connection can go on.
  response.once("finish", () => request.resume());
  if (!answer.body) return void response.end();
  if (!isText(answer)) return stream(answer.body, response);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const packed = bytes.length >= GZIP_BYTES && takesGzip(request) ? await compress(bytes) : undefined;
  if (bytes.length >= GZIP_BYTES) response.appendHeader("Vary", "Accept-Encoding");
  if (packed) response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Length", (packed ?? bytes).length);
  response.end(packed ?? bytes);
}

const isText = ({ headers }: Response): boolean =>
  /^(application\/(problem\+)?json|text\/csv)/.test(headers.get("content-type") ?? "");

function takesGzip({ headers }: IncomingMessage): boolean {
  const accepted = headers["accept-encoding"];
  return typeof accepted === "string" && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}

/** Ends where the source fails: the reader sees that the file is shorter than was said. */
async function stream(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const closed = () => void reader.cancel().catch(() => undefined);
  response.once("close", closed);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (response.destroyed) return;
      if (!response.write(value)) await drained(response);
    }
    response.end();
  } catch {
    response.destroy();
  } finally {
    response.off("close", closed);
  }
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      response.off("drain", settle).off("close", settle);
      resolve();
    };
    response.on("drain", settle).on("close", settle);
  });
