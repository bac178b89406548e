import type { ErrorCode } from "@/lib/core/errors";
import type { EngineJob, EngineOutput, EngineProgress } from "../engine";

/** What the pool sends to a thread. */
export interface ThreadRequest {
  job: EngineJob;
}

/** What a thread answers: any number of progress notes, then one result or one error. */
export type ThreadReply =
  | { kind: "progress"; progress: EngineProgress }
  /** `retire`: the thread holds so much memory that it had better be replaced. */
  | { kind: "done"; output: EngineOutput; retire: boolean }
  /** `code` is absent for anything but a refusal; `stack` is for the log. */
  | { kind: "error"; code?: ErrorCode; message: string; param?: string; stack?: string };
