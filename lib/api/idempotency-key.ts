import type { Contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";

export const IDEMPOTENCY_HEADER = "Idempotency-Key";

/** The POSTs that take no key, each with its reason. Every other one does, new ones included. */
export const withoutIdempotencyKey: Readonly<Record<string, string>> = {
  "keys.report_leaks":
    "A finder has no organization that an answer could be kept for, and needs none: a key ends once, its owner is told once, and every report is answered alike.",
};

export function takesIdempotencyKey({ id, method }: Contract): boolean {
  return method === "POST" && !(id in withoutIdempotencyKey);
}

/** The request's Idempotency-Key, or null where there is none or the call takes none. Throws `invalid_request`. */
export function readIdempotencyKey(contract: Contract, headers: Headers): string | null {
  const key = takesIdempotencyKey(contract) ? headers.get(IDEMPOTENCY_HEADER) : null;
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  const message = "An Idempotency-Key has 1 to 255 printable ASCII characters, such as a UUID.";
  const param = IDEMPOTENCY_HEADER;
  throw new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
