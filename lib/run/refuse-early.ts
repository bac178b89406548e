import { isIP } from "node:net";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const MAX_URL = 8192;

type Early = Pick<IncomingMessage, "method" | "url" | "headers">;

/** What never reaches a route: methods nobody offers, endless addresses, hosts that are not ours, and forms of other sites. Throws. */
export function refuseEarly(request: Early): void {
  if (!METHODS.includes(request.method ?? ""))
    throw new AppError("method_not_allowed", `Use one of: ${METHODS.join(", ")}.`);
  if ((request.url ?? "").length > MAX_URL)
    throw new AppError(
      "uri_too_long",
      `The address may have up to ${MAX_URL} characters. Send long values in the body.`,
    );
  if (!isServed(request.headers.host))
    throw new AppError(
      "misdirected_request",
      "This host is not served here. The operator names it in PUBLIC_URL.",
    );
  refuseForeignForm(request);
}

/**
 * What acts by a cookie is only taken from our own pages. Next compares the origin as well, but answers a 500; calls of
 * the API bear a key and are judged where the key is known.
 */
function refuseForeignForm({ method = "", url = "", headers }: Early): void {
  const { origin, host } = headers;
  const byKey = url.startsWith("/api/") && !url.startsWith("/api/auth/");
  if (byKey || origin === undefined || ["GET", "HEAD", "OPTIONS"].includes(method)) return;
  const from = URL.parse(origin)?.host;
  if (from && (from === host || from === new URL(env().publicUrl).host)) return;
  throw new AppError(
    "forbidden",
    "This was sent from a page of another site. Open the portal and do it there.",
  );
}

export const allowedMethods = METHODS.join(", ");

/**
 * The public host, this machine's own names, and bare addresses. Any other name is refused: a page that has its own name
 * point at this machine must not speak to it as its owner (DNS rebinding).
 */
function isServed(host: string | undefined): boolean {
  const name = hostName(host);
  const { publicUrl, host: bound } = env();
  return (
    name === "localhost" || isIP(name) !== 0 || name === bound || name === hostName(new URL(publicUrl).host)
  );
}

/** Without port and brackets, in lower case; empty where it is no host. */
function hostName(host: string | undefined): string {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  return url ? url.hostname.replace(/^\[|\]$/g, "") : "";
}
