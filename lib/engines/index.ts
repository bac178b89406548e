import os from "node:os";
import path from "node:path";
import { env } from "@/lib/core/env";
import type { EngineJob, EngineOutput, RunEngineOptions } from "./engine";
import { countMemoryMb, countThreads } from "./local/count-threads";
import type { MeshJob, MeshOutput } from "./mesh-job";
import { rehearsalJob } from "./local/rehearsal-job";
import { ThreadPool, type ThreadPoolOptions } from "./local/thread-pool";

/**
 * The engines room: bytes in, bytes out. It knows no database, no storage and no customer. A picture is first made safe
 * by `prepareImage`; `runEngine` then makes the model in a thread of its own, and hands out nothing that is not closed
 * and manifold. The same job gives the same bytes for as long as `engineVersion` stays the same.
 */
export { checkPrompt } from "./check-prompt";
export { engineNames, meshFormats, OUTSIDE_ENGINE } from "./engine";
export type {
  EngineFile,
  EngineJob,
  EngineName,
  EngineOutput,
  EngineProgress,
  MeshFormat,
  RunEngineOptions,
} from "./engine";
export { engineVersion } from "./engine-version";
export type { MeshJob, MeshOutput } from "./mesh-job";
export { listEngines, listOffered, type EngineDescription } from "./list-engines";
export { encodeOutgoing } from "./local/encode-outgoing";
export { askProvider, deleteAtProvider } from "./providers/ask-provider";
export {
  engineProviders,
  outsideProviders,
  OWN_PROVIDER,
  providersOf,
  toProvider,
  type EngineProvider,
} from "./providers/list-providers";
export { ProviderFailure } from "./providers/provider-failure";
export type { KeptThere, OutsideWish } from "./providers/provider-protocol";
export { meshKind, refuseMeshFile } from "./local/inspect-mesh";
export { isPlainDrawing } from "./local/is-plain-drawing";
export { pictureKind } from "./local/inspect-image";
export { prepareDepthMap } from "./local/prepare-depth-map";
export { prepareNormalMap } from "./local/prepare-normal-map";
export { prepareImage, type PreparedImage } from "./local/prepare-image";
export { requireAlike } from "./local/require-alike";

/**
 * Makes a model. At most ENGINE_THREADS jobs (by default as many as the machine bears) run at once in a process; further ones wait.
 * @throws AppError with the engine's refusal or `engine_failed`; the signal's reason once it is aborted.
 */
export function runEngine(job: EngineJob, options: RunEngineOptions = {}): Promise<EngineOutput> {
  return pool().run(job, { timeoutMs: env().engineTimeoutMs, ...options });
}

/**
 * Works on a mesh that a caller sent, in the same threads; what takes longer than a minute or more memory than a thread
 * may have is refused as `bad_mesh`.
 * @throws AppError with the refusal or `engine_failed`; the signal's reason once it is aborted.
 */
export function runMeshJob(job: MeshJob, options: RunEngineOptions = {}): Promise<MeshOutput> {
  return pool().run(job, { timeoutMs: Math.min(MESH_TIMEOUT_MS, env().engineTimeoutMs), ...options });
}

/** The largest mesh that is read takes a quarter of it; what takes longer is not one that prints. */
const MESH_TIMEOUT_MS = 60_000;

/** Opens every thread and runs a rehearsal in each, so that the first jobs do not wait for loading and compiling. */
export async function warmEngines(): Promise<void> {
  const job = await rehearsalJob();
  await Promise.all(Array.from({ length: threads() }, () => runEngine(job)));
}

/** Ends the threads. A later job opens new ones. */
export async function closeEngines(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await closing?.close();
}

/** Other threads than the installation's own; for tests, which bundle theirs. Call `closeEngines` first. */
export function configureEngines(options: Partial<ThreadPoolOptions>): void {
  configured = options;
}

const threads = (): number => env().engineThreads ?? countThreads(env().workerConcurrency);

let opened: ThreadPool | undefined;
let configured: Partial<ThreadPoolOptions> = {};

function pool(): ThreadPool {
  return (opened ??= new ThreadPool({
    file: path.resolve(/* turbopackIgnore: true */ "dist/engine-thread.mjs"),
    size: threads(),
    memoryMb: env().engineMemoryMb ?? countMemoryMb(threads()),
    help: {
      file: path.resolve(/* turbopackIgnore: true */ "dist/engine-crew.mjs"),
      cores: os.availableParallelism(),
    },
    ...configured,
  }));
}
