import { env } from "@/lib/core/env";
import { AppError, errorCodes, isAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { isDatabaseLost } from "@/lib/db";

/**
 * Any failure as RFC 9457 problem+json, which also carries what the published clients read: `message`, `error`,
 * `errors`, `credits_required`, `credits_available`, `retry_after`. Anything unknown becomes a plain 500: what it
 * said stays in the log under the request id.
 */
export function problem(error: unknown, request: { requestId: string; path: string }): Response {
  const known = toAppError(error);
  const [status, title] = errorCodes[known.code];
  if (status >= 500) log.error("request failed", { request_id: request.requestId, code: known.code }, error);
  const { param, errors, creditsRequired, creditsAvailable, retryAfterSeconds } = known.details;
  const headers = new Headers({ "Content-Type": "application/problem+json; charset=utf-8" });
  if (status === 401) headers.set("WWW-Authenticate", 'Bearer realm="PrintPal"');
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  // The rest of a body that stalls is not waited for.
  if (status === 408) headers.set("Connection", "close");
  const body = {
    type: `${env().publicUrl}/docs/errors#${known.code}`,
    title,
    status,
    detail: known.message,
    // An address that holds a key is repeated nowhere.
    instance: known.code === "key_in_url" ? "/" : request.path,
    code: known.code,
    message: known.message,
    error: title,
    request_id: request.requestId,
    param,
    errors,
    credits_required: creditsRequired,
    credits_available: creditsAvailable,
    retry_after: retryAfterSeconds,
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The failure under a public code. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isDatabaseLost(error))
    return new AppError("service_unavailable", "The service is busy or restarting. Try again in a moment.", {
      retryAfterSeconds: 1,
    });
  return new AppError(
    "internal_error",
    "Something went wrong on our side, and nothing was charged for this call. Try again, and name the request id if it happens twice.",
  );
}
