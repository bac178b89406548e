import { parentPort } from "node:worker_threads";
import { isAppError } from "@/lib/core/errors";
import type { EngineOutput, EngineProgress } from "../engine";
import { makeModel } from "./make-model";
import type { ThreadReply, ThreadRequest } from "./thread-messages";

/** The body of an engine thread: one job at a time, results moved rather than copied, errors as data. */
parentPort?.on("message", async ({ job }: ThreadRequest) => {
  try {
    const output = ownBuffers(await makeModel(job, throttled()));
    const retire = process.memoryUsage().arrayBuffers > RETIRE_BYTES;
    reply({ kind: "done", output, retire }, buffersOf(output));
  } catch (error) {
    reply(describe(error));
  }
});

const PROGRESS_EVERY_MS = 100;
const RETIRE_BYTES = 400 * 1024 * 1024;

const reply = (message: ThreadReply, moved: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, moved);

function throttled(): (progress: EngineProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    reply({ kind: "progress", progress });
  };
}

function describe(error: unknown): ThreadReply {
  if (isAppError(error))
    return { kind: "error", code: error.code, message: error.message, param: error.details.param };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "error", message, stack };
}

/** Small buffers share one slab of Node's and must not be moved with it. */
function ownBuffers(output: EngineOutput): EngineOutput {
  const own = (bytes: Uint8Array): Uint8Array =>
    bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
  return {
    ...output,
    files: output.files.map((file) => ({ ...file, bytes: own(file.bytes) })),
    preview: own(output.preview),
    thumbnail: own(output.thumbnail),
  };
}

const buffersOf = (output: EngineOutput): ArrayBuffer[] =>
  [output.preview, output.thumbnail, ...output.files.map((file) => file.bytes)].map(
    (bytes) => bytes.buffer as ArrayBuffer,
  );
