import { AppError, isAppError } from "@/lib/core/errors";

/**
 * A body must keep coming: this much in each stretch of time, or its sender is stalling. Slow uploads pass (8 kbit/s),
 * a byte a second does not, and the call is given up within half a minute.
 */
const STRETCH_MS = 12_000;
const STRETCH_BYTES = 12 * 1024;
const DRAIN_BYTES = 64 * 1024 * 1024;

/** The body's bytes, at most `maxBytes`. Throws as {@link streamBody}. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of streamBody(request, maxBytes)) {
    sizeBytes += chunk.byteLength;
    chunks.push(chunk);
  }
  return join(chunks, sizeBytes);
}

/**
 * The body as it arrives, at most `maxBytes`. A declared length is refused before anything is read, a chunked one as soon
 * as it passes the cap. Throws `payload_too_large`, `request_timeout` where the sender stalls, or `invalid_request` where
 * it goes away.
 */
export async function* streamBody(request: Request, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  if (!reader) return;
  let sizeBytes = 0;
  const pace = watchPace(() => sizeBytes);
  try {
    for (;;) {
      const { done, value } = await readChunk(reader, pace.lost);
      if (done) return;
      sizeBytes += value.byteLength;
      if (sizeBytes > maxBytes) {
        void drain(reader);
        throw tooLarge(maxBytes);
      }
      yield value;
    }
  } finally {
    pace.end();
  }
}

/** A promise that rejects once a stretch of time has brought too little. */
function watchPace(arrived: () => number): { lost: Promise<never>; end: () => void } {
  let before = 0;
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const now = arrived();
      if (now - before < STRETCH_BYTES) reject(tooSlow());
      before = now;
    }, STRETCH_MS);
  });
  // Nobody listens any more once the body is complete.
  lost.catch(() => undefined);
  return { lost, end: () => clearInterval(timer) };
}

/** A sender reads the refusal only once it has sent what it wanted to; a patient amount of that is thrown away. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let sizeBytes = 0;
  const pace = watchPace(() => sizeBytes);
  try {
    while (sizeBytes < DRAIN_BYTES) {
      const { done, value } = await readChunk(reader, pace.lost);
      if (done) return;
      sizeBytes += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender has gone away, which is as well.
  } finally {
    pace.end();
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>, paceLost: Promise<never>) {
  try {
    return await Promise.race([reader.read(), paceLost]);
  } catch (cause) {
    void reader.cancel().catch(() => undefined);
    if (isAppError(cause)) throw cause;
    throw new AppError(
      "invalid_request",
      "The body stopped arriving before it was complete. Send it again.",
      { cause },
    );
  }
}

function join(chunks: Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = maxBytes / 1024 / 1024;
  const most = Number.isInteger(megabytes) ? `${megabytes} MB` : `${maxBytes.toLocaleString("en")} bytes`;
  return new AppError("payload_too_large", `The body may hold up to ${most}. Send a smaller one.`);
}

const tooSlow = (): AppError =>
  new AppError(
    "request_timeout",
    "The body arrived too slowly and was given up. Send it again over a better connection, or send a smaller picture.",
  );
