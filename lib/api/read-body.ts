import { AppError } from "@/lib/core/errors";

/** How long a sender may pause before the call is given up. */
const STALL_MS = 20_000;
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * The body's bytes, at most `maxBytes`. A declared length is refused before anything is read, a chunked one as soon
 * as it passes the cap. Throws `payload_too_large`, or `invalid_request` where the sender stalls or goes away.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) break;
    sizeBytes += value.byteLength;
    if (sizeBytes > maxBytes) {
      void drain(reader);
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  return join(chunks, sizeBytes);
}

/** A sender reads the refusal only once it has sent what it wanted to; a patient amount of that is thrown away. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let sizeBytes = 0; sizeBytes < DRAIN_BYTES;) {
    const { done, value } = await readChunk(reader).catch(() => ({ done: true, value: undefined }));
    if (done) return;
    sizeBytes += value?.byteLength ?? 0;
  }
  await reader.cancel().catch(() => undefined);
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("stalled")), STALL_MS);
  });
  try {
    return await Promise.race([reader.read(), stalled]);
  } catch (cause) {
    void reader.cancel().catch(() => undefined);
    throw new AppError(
      "invalid_request",
      "The body stopped arriving before it was complete. Send it again.",
      { cause },
    );
  } finally {
    clearTimeout(timer);
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
  return new AppError("payload_too_large", `The body may hold up to ${megabytes} MB. Send a smaller one.`);
}
