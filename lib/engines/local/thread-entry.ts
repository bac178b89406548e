import { parentPort } from "node:worker_threads";
import { isAppError } from "@/lib/core/errors";
import type { EngineProgress } from "../engine";
import { leastSharedResolution } from "./count-threads";
import { makeModel } from "./make-model";
import { processMesh } from "./process-mesh";
import { SharedCrew } from "./shared-crew";
import {
  isMeshJob,
  type ThreadJob,
  type ThreadOutput,
  type ThreadReply,
  type ThreadRequest,
} from "./thread-messages";

/** The body of an engine thread: one job at a time, results moved rather than copied, errors as data. */
parentPort?.on("message", async ({ job, memoryMb, help }: ThreadRequest) => {
  const crew = openCrew(job, help);
  try {
    const output = isMeshJob(job)
      ? await processMesh(job, throttled())
      : await makeModel(job, throttled(), memoryMb && memoryMb * 1024 ** 2, crew);
    const moved = ownBuffers(output);
    const retire = process.memoryUsage().external > RETIRE_BYTES;
    reply({ kind: "done", output, retire }, moved);
  } catch (error) {
    reply(describe(error));
  } finally {
    crew?.dismiss();
  }
});

/** Helpers for what several threads gain by: a large figure. They load while the picture is read. */
function openCrew(job: ThreadJob, help: ThreadRequest["help"]): SharedCrew | undefined {
  if (!help || isMeshJob(job) || !job.image || job.resolution < leastSharedResolution) return undefined;
  return job.engine === "figure" || job.engine === "auto"
    ? new SharedCrew(help.file, help.helpers)
    : undefined;
}

const PROGRESS_EVERY_MS = 100;
/** Array buffers and the WebAssembly memory, which never shrinks. */
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

/** Gives every file of the output a buffer of its own, which can be moved: small ones share one slab of Node's. */
function ownBuffers(output: ThreadOutput): ArrayBuffer[] {
  const moved: ArrayBuffer[] = [];
  const own = (bytes: Uint8Array): Uint8Array => {
    const whole = bytes.byteLength === bytes.buffer.byteLength;
    const mine = whole ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
    moved.push(mine.buffer as ArrayBuffer);
    return mine;
  };
  if ("files" in output) {
    for (const file of output.files) file.bytes = own(file.bytes);
    output.preview = own(output.preview);
    output.thumbnail = own(output.thumbnail);
  } else if (output.file) output.file.bytes = own(output.file.bytes);
  return moved;
}
