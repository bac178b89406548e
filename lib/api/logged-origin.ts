import { clientAddress } from "./client-address";

const MAX_AGENT = 200;
/** As long as the number of a card, which belongs into no log, whatever somebody puts into a header. */
const LONG_NUMBER = /\d(?:[ -]?\d){11,}/g;

/** Where a call came from and with what program, for the request log. */
export function loggedOrigin(headers: Headers): { ipAddress: string | null; userAgent: string | null } {
  const address = clientAddress(headers);
  const agent = (headers.get("user-agent") ?? "").replace(/\p{Cc}/gu, "").replace(LONG_NUMBER, "…");
  return {
    ipAddress: address === "unknown" ? null : address.slice(0, 64),
    userAgent: agent.slice(0, MAX_AGENT) || null,
  };
}
