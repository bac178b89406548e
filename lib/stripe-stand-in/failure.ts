import type { CardFailure } from "./payment-things";

/** A refusal in Stripe's shape. What was changed before it is undone, except for declined cards. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: { type: string; message: string; code?: string; param?: string; [field: string]: unknown },
    /** Declines leave the failed charge and the payment's state. */
    readonly leavesTraces = status === 402,
  ) {
    super(body.message);
  }
}

export const invalid = (message: string, param?: string, code?: string): StripeFailure =>
  new StripeFailure(400, { type: "invalid_request_error", message, param, code });

export const missing = (what: string, id: string, param = "id"): StripeFailure =>
  new StripeFailure(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param,
    message: `No such ${what.replaceAll("_", " ")}: '${id}'`,
  });

export const unauthorized = (message: string): StripeFailure =>
  new StripeFailure(401, { type: "invalid_request_error", message });

export const cardFailure = (failure: CardFailure, more: Record<string, unknown> = {}): StripeFailure =>
  new StripeFailure(402, { type: "card_error", ...failure, ...more });
