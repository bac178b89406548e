import { z } from "zod";
import type { Contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";

export const IDEMPOTENCY_HEADER = "Idempotency-Key";

/** Every POST of the versioned API that a key makes; a file's bytes or a stream are not kept to be sent again. */
export function takesIdempotencyKey({ method, path, access, output }: Contract): boolean {
  const keyed = access !== "public" && access !== "signed";
  return method === "POST" && path.startsWith("/api/v1/") && keyed && output instanceof z.ZodType;
}

/** The request's Idempotency-Key, or null where there is none or the call takes none. Throws `invalid_request`. */
export function readIdempotencyKey(contract: Contract, headers: Headers): string | null {
  const key = takesIdempotencyKey(contract) ? headers.get(IDEMPOTENCY_HEADER) : null;
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  const message = "An Idempotency-Key has 1 to 255 printable ASCII characters, such as a UUID.";
  const param = IDEMPOTENCY_HEADER;
  throw new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
