import Stripe from "stripe";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";

/** What somebody waits for; jobs come again by themselves. */
const TIMEOUT_MS = 10_000;
const RETRIES = 1;

interface Connected {
  by: string;
  client: Stripe;
}
const holder = processWide<{ connected?: Connected }>("stripe", () => ({}));

/** Whether anything can be bought here. */
export const sellsCredits = (): boolean => env().stripeSecretKey !== undefined;

/** Stripe's client for the settings of this moment. Throws `service_unavailable` where the operator has set no key. */
export function stripe(): Stripe {
  const { stripeSecretKey: key, stripeApiUrl } = env();
  if (!key)
    throw new AppError(
      "service_unavailable",
      "Nothing is sold here yet: this portal has no account at Stripe.",
    );
  const by = `${key} ${stripeApiUrl}`;
  if (holder.connected?.by !== by) holder.connected = { by, client: connect(key, stripeApiUrl) };
  return holder.connected.client;
}

function connect(key: string, address: string): Stripe {
  const { protocol, hostname, port } = new URL(address);
  return new Stripe(key, {
    protocol: protocol === "http:" ? "http" : "https",
    host: hostname,
    port: port || (protocol === "http:" ? 80 : 443),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    appInfo: { name: "PrintPal" },
  });
}

/**
 * A call on behalf of somebody who waits. Stripe away or busy becomes `service_unavailable`, a declined card
 * `payment_declined` and what Stripe does not take `invalid_request`, each in words for people; the rest stays what it is.
 */
export async function askStripe<T>(ask: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await ask(stripe());
  } catch (error) {
    throw toAppError(error);
  }
}

export function toAppError(error: unknown): unknown {
  if (error instanceof Stripe.errors.StripeCardError)
    return new AppError("payment_declined", `${error.message} Nothing was charged; try another card.`, {
      cause: error,
    });
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    return new AppError("conflict", "The same purchase is being prepared already. Try again in a moment.", {
      cause: error,
    });
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 404) {
    log.warn("Stripe refused a request", {
      code: error.code,
      param: error.param,
      requestId: error.requestId,
    });
    return new AppError("invalid_request", `Stripe did not take this: ${error.message}`, { cause: error });
  }
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  log.warn("Stripe could not be asked", { type: error.type, code: error.code, requestId: error.requestId });
  return new AppError(
    "service_unavailable",
    "Stripe cannot be reached at the moment, so nothing can be bought or changed. Nothing was charged; all else works. Try again in a few minutes.",
    { retryAfterSeconds: 60, cause: error },
  );
}

/** Whether Stripe does not know the thing; one that was deleted there is none either. */
export const isUnknownToStripe = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";

/** The id of a thing that Stripe names or shows. */
export const idOf = (thing: string | { id: string } | null | undefined): string | undefined =>
  typeof thing === "string" ? thing : thing?.id;
