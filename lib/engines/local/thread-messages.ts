import type { ErrorCode } from "@/lib/core/errors";
import type { EngineJob, EngineOutput, EngineProgress } from "../engine";
import type { MeshJob, MeshOutput } from "../mesh-job";

/** What a thread can be given: a model to make, or a mesh of a caller's to work on. */
export type ThreadJob = EngineJob | MeshJob;
export type ThreadOutput = EngineOutput | MeshOutput;

export const isMeshJob = (job: ThreadJob): job is MeshJob => "upload" in job;

/** What the pool sends to a thread. */
export interface ThreadRequest {
  job: ThreadJob;
  /** What a model may take; absent: anything. */
  memoryMb?: number;
  /** The bundled `crew-entry`, and how many threads of it may share the job's heavy steps; absent: none. */
  help?: { file: string; helpers: number };
}

/** What a thread answers: any number of progress notes, then one result or one error. */
export type ThreadReply =
  | { kind: "progress"; progress: EngineProgress }
  /** `retire`: the thread holds so much memory that it had better be replaced. */
  | { kind: "done"; output: ThreadOutput; retire: boolean }
  /** `code` is absent for anything but a refusal; `stack` is for the log. */
  | { kind: "error"; code?: ErrorCode; message: string; param?: string; stack?: string };
