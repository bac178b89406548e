import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { RouteHandler } from "./call";
import { allowOrigins, preflight } from "./cors";
import { problem } from "./problem";
import { refuseExposedKey } from "./refuse-exposed-key";

const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof all)[number] | "OPTIONS";
type Refusal = (request: Request) => Promise<Response>;

/**
 * The methods that a route does not offer, each as 405 with `Allow`, and OPTIONS. A route file exports them beside
 * its own handlers, because Next.js would answer an empty 405.
 */
export function refuse(...offered: RouteHandler[]): Record<Method, Refusal> {
  const methods: string[] = offered.map((handler) => handler.contract.method);
  if (methods.includes("GET")) methods.push("HEAD");
  methods.push("OPTIONS");
  const refusal: Refusal = (request) => {
    const message = `This address offers ${methods.join(", ")}, not ${request.method}.`;
    return refused(request, new AppError("method_not_allowed", message), { Allow: methods.join(", ") });
  };
  const refusals = Object.fromEntries(all.map((method) => [method, refusal])) as Record<Method, Refusal>;
  return { ...refusals, OPTIONS: async () => preflight(methods) };
}

/** The answer of every address under /api that nothing else answers. */
export function refuseUnknown(request: Request): Promise<Response> {
  return refused(
    request,
    new AppError(
      "not_found",
      "There is nothing at this address. The calls are listed in /api/v1/openapi.json.",
    ),
  );
}

/** A key that shows is told of first: who mistypes an address has lost it all the same. */
async function refused(
  request: Request,
  error: AppError,
  headers: Record<string, string> = {},
): Promise<Response> {
  const requestId = newId("request");
  const url = new URL(request.url);
  const exposed = await refuseExposedKey(request, url, requestId).catch((reason: unknown) => reason);
  const response = problem(exposed ?? error, { requestId, path: url.pathname });
  const sent = {
    ...headers,
    "X-Request-Id": requestId,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  };
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value);
  allowOrigins(response.headers);
  return response;
}
