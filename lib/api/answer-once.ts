import { toAppError } from "./problem";
import { claimCall, keepAnswer, releaseCall, type IdempotentCall, type KeptAnswer } from "./idempotent-calls";
import { log } from "@/lib/core/log";
import { errorCodes } from "@/lib/core/errors";

/** How an answer comes about. */
export interface Answering {
  /** Runs the verb. */
  run: (onceId: string) => Promise<Response>;
  /** A failure as the answer that is sent. */
  refuse: (error: unknown) => Response;
}

/**
 * Answers a call under an Idempotency-Key: the first time by the verb, and for a day after with the same status and body
 * and the header `Idempotent-Replayed`. What a verb refuses is an answer too and is kept; a failure of ours (5xx) and a
 * refusal for haste (429) are not, so that the same call may succeed later. Throws what `claimCall` throws.
 */
export async function answerOnce(call: IdempotentCall, { run, refuse }: Answering): Promise<Response> {
  const claimed = await claimCall(call);
  if (!("onceId" in claimed)) return replay(claimed);
  let response: Response;
  try {
    response = await run(claimed.onceId);
  } catch (error) {
    if (!isFinal(error)) {
      await releaseCall(call).catch((reason: unknown) =>
        log.warn("idempotency key not released", {}, reason),
      );
      throw error;
    }
    response = refuse(error);
  }
  return keep(call, response);
}

function isFinal(error: unknown): boolean {
  const [status] = errorCodes[toAppError(error).code];
  return status < 500 && status !== 429;
}

/** Where it cannot be kept it is sent all the same; a repetition runs the verb again, which finds what it made. */
async function keep(call: IdempotentCall, response: Response): Promise<Response> {
  const body = await response.text();
  const { status, headers } = response;
  await keepAnswer(call, { status, contentType: headers.get("content-type") ?? "", body }).catch(
    (error: unknown) => log.warn("answer not kept for its idempotency key", {}, error),
  );
  return new Response(body, { status, headers });
}

function replay({ status, contentType, body }: KeptAnswer): Response {
  const headers = { "Content-Type": contentType, "Idempotent-Replayed": "true" };
  return new Response(body, { status, headers });
}
