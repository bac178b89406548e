import { env } from "@/lib/core/env";

/**
 * The caller's address, for coarse limits only. Next writes the socket's address into X-Forwarded-For where that is
 * absent; behind a trusted proxy the last entry is the one which that proxy wrote.
 */
export function clientAddress(headers: Headers): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return (env().trustProxy ? entries.at(-1) : entries[0]) || "unknown";
}
