import { createHash, timingSafeEqual } from "node:crypto";
import { catalogueRoutes } from "./api/catalogue";
import { checkoutRoutes } from "./api/checkout";
import { customerRoutes } from "./api/customers";
import { eventRoutes } from "./api/events";
import { invoiceRoutes } from "./api/invoices";
import { paymentRoutes } from "./api/payments";
import { portalRoutes } from "./api/portal";
import type { Route } from "./api/route";
import { subscriptionRoutes } from "./api/subscriptions";
import { expand } from "./expand";
import { invalid, StripeFailure, unauthorized } from "./failure";
import { readForm } from "./params";
import { publicForm } from "./public-form";
import { API_VERSION, newId, type World } from "./world";

export interface ApiRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

// A fixed name goes before a parameter: /v1/invoices/create_preview is no invoice.
const routes: Route[] = [
  ...subscriptionRoutes,
  ...customerRoutes,
  ...catalogueRoutes,
  ...paymentRoutes,
  ...checkoutRoutes,
  ...invoiceRoutes,
  ...portalRoutes,
  ...eventRoutes,
].sort((a, b) => Number(a.pattern.includes(":")) - Number(b.pattern.includes(":")));

/** One call of Stripe's API: who calls, whether it is a repetition, and what it does, in one transaction. */
export function answerApi(world: World, secretKey: string, request: ApiRequest): ApiAnswer {
  const requestId = newId("req", 14);
  const key = headerOf(request, "idempotency-key");
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "Request-Id": requestId,
    "Stripe-Version": headerOf(request, "stripe-version") ?? API_VERSION,
    ...(key && { "Idempotency-Key": key, "Original-Request": requestId }),
  };
  let answer: { status: number; body: unknown };
  try {
    requireKey(secretKey, headerOf(request, "authorization"));
    const kept = key ? repeated(world, key, request) : undefined;
    if (kept) return { ...kept, headers: { ...headers, "Idempotent-Replayed": "true" } };
    world.request = { id: requestId, idempotency_key: key ?? null };
    answer = { status: 200, body: run(world, request) };
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    const { status, body } = error;
    answer = { status, body: { error: { ...body, request_log_url: null, doc_url: undefined } } };
  } finally {
    world.request = { id: null, idempotency_key: null };
  }
  const body = publicForm(answer.body);
  // What never began may be tried again under the same key.
  if (key && (answer.status === 200 || answer.status === 402)) keep(world, key, request, answer.status, body);
  return { status: answer.status, headers, body: JSON.stringify(body, null, 2) };
}

function run(world: World, request: ApiRequest): unknown {
  const { pathname, search } = new URL(request.url, "http://stand-in");
  const params = readForm(request.method === "POST" ? request.body : search);
  const paths = params.texts("expand");
  for (const { method, pattern, run: body } of routes) {
    const ids = method === request.method ? match(pattern, pathname) : undefined;
    if (ids)
      return world.store.transaction(
        () => expand(world, body({ world, params, ids, path: pathname }), paths),
        (error) => error instanceof StripeFailure && error.leavesTraces,
      );
  }
  throw new StripeFailure(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${request.method}: ${pathname}). The stand-in for Stripe does not know it.`,
  });
}

/** The parameters of the address; undefined where it is another one. */
function match(pattern: string, pathname: string): string[] | undefined {
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return undefined;
  const ids: string[] = [];
  for (const [index, part] of wanted.entries())
    if (part.startsWith(":")) ids.push(decodePart(given[index]));
    else if (part !== given[index]) return undefined;
  return ids;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid("Invalid address.");
  }
}

function requireKey(secretKey: string, header: string | undefined): void {
  if (!header)
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.",
    );
  const given = header.startsWith("Basic ")
    ? Buffer.from(header.slice(6), "base64").toString().replace(/:$/, "")
    : header.replace(/^Bearer /, "");
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (!timingSafeEqual(digest(given), digest(secretKey)))
    throw unauthorized(`Invalid API Key provided: ${given.slice(0, 8)}****`);
}

const fingerprintOf = ({ method, url, body }: ApiRequest): string =>
  createHash("sha256").update(`${method} ${url}\n${body}`).digest("hex");

const DAY = 24 * 3600;

function repeated(
  world: World,
  key: string,
  request: ApiRequest,
): { status: number; body: string } | undefined {
  if (request.method !== "POST") return undefined;
  if (key.length > 255) throw invalid("Idempotency keys can be up to 255 characters long.");
  const kept = world.store.find("kept_answer", key);
  if (!kept || (kept.created ?? 0) < Math.floor(Date.now() / 1000) - DAY) return undefined;
  if (kept.fingerprint !== fingerprintOf(request))
    throw new StripeFailure(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  return { status: kept.status, body: JSON.stringify(kept.body, null, 2) };
}

function keep(world: World, key: string, request: ApiRequest, status: number, body: unknown): void {
  if (request.method !== "POST") return;
  world.store.transaction(() =>
    world.store.put("kept_answer", {
      id: key,
      object: "kept_answer",
      created: Math.floor(Date.now() / 1000),
      fingerprint: fingerprintOf(request),
      status,
      body,
    }),
  );
}

const headerOf = ({ headers }: ApiRequest, name: string): string | undefined => [headers[name]].flat()[0];
