import { env } from "@/lib/core/env";

/**
 * The caller's address, for coarse limits and for keys that are bound to addresses. The web entry puts the socket's
 * address behind whatever a client wrote into X-Forwarded-For, so the last entry is never the client's own invention;
 * behind a trusted proxy the one before it is what that proxy saw.
 */
export function clientAddress(headers: Headers): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const seen = env().trustProxy && entries.length > 1 ? entries.at(-2) : entries.at(-1);
  return seen || "unknown";
}
