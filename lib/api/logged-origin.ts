import { clientAddress } from "./client-address";

const MAX_AGENT = 200;

/** Where a call came from and with what program, for the request log. */
export function loggedOrigin(headers: Headers): { ipAddress: string | null; userAgent: string | null } {
  const address = clientAddress(headers);
  const agent = (headers.get("user-agent") ?? "").replace(/\p{Cc}/gu, "").slice(0, MAX_AGENT);
  return { ipAddress: address === "unknown" ? null : address.slice(0, 64), userAgent: agent || null };
}
