import { receiveEvent } from "@/lib/billing";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";

/** Stripe's largest events have some ten thousand bytes. */
const MAX_BYTES = 512 * 1024;

/**
 * Takes one event of Stripe's, on the bytes as they came: 200 once it is stored or means nothing here, 400 where it is not
 * Stripe's or too old, 413 where it is larger than any of theirs, and 500 where it could not be stored, so that Stripe sends
 * it again.
 */
export async function stripeRoute(request: Request): Promise<Response> {
  const requestId = newId("request");
  const answer = (status: number, body: object) =>
    Response.json(body, { status, headers: { "X-Request-Id": requestId, "Cache-Control": "no-store" } });
  try {
    const body = await readText(request);
    if (body === null) return answer(413, { error: "The event is too large." });
    await receiveEvent(body, request.headers.get("stripe-signature"));
    return answer(200, { received: true });
  } catch (error) {
    if (isAppError(error) && error.code === "invalid_signature") return answer(400, { error: error.message });
    log.error("event of Stripe not stored", { requestId }, error);
    return answer(500, { error: "The event could not be stored." });
  }
}

/** The body as text, or null where it grows beyond the most; it is not read further then. */
async function readText(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
