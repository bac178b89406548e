import type { ErrorCode } from "@/lib/core/errors";

/** What a server action answers: data, or a failure that a person can read. Browser-safe. */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionFailure };

export interface ActionFailure {
  code: ErrorCode;
  message: string;
  /** Field → messages, to stand beside the fields of a form. */
  errors?: Record<string, string[]>;
  retryAfterSeconds?: number;
  creditsRequired?: number;
  creditsAvailable?: number;
}
