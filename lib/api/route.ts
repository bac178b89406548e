import type { z } from "zod";
import { clock } from "@/lib/core/clock";
import type { Contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { Context } from "@/lib/db";
import { policyLink } from "@/lib/policies";
import type { LoggedSettings } from "@/lib/usage";
import { authenticate, readCredential, requireScope, type Caller } from "./authenticate";
import { answerOnce } from "./answer-once";
import type { AnswerOf, Call, Handler, Reply, RouteHandler } from "./call";
import { clientAddress } from "./client-address";
import { allowOrigins } from "./cors";
import { fingerprint } from "./fingerprint";
import { readIdempotencyKey } from "./idempotency-key";
import { loggedOrigin } from "./logged-origin";
import { loggedSettings } from "./logged-settings";
import { parseInput } from "./parse-input";
import { problem, toAppError } from "./problem";
import { checkFailures, countCall, countFailure } from "./rate-limit";
import { refuseExposedKey } from "./refuse-exposed-key";
import { logRequest } from "./request-log";
import { respond } from "./respond";
import { wantsCsv } from "./wants-csv";

/**
 * Binds a contract to a verb, as a Next.js route handler. The order is written here and nowhere else: request id,
 * coarse limit per address, key to actor (401), scope (403), limit per key (429), size cap (413), parse (400), idempotency
 * key, verb, output parsed, status and headers, log. Whatever is thrown on the way becomes problem+json.
 */
export function route<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType, O extends z.ZodType>(
  contract: Contract<B, Q, P, O>,
  handler: Handler<z.output<B>, z.output<Q>, z.output<P>, AnswerOf<NoInfer<O>>>,
): RouteHandler {
  const plain = contract as Contract;
  const serve = async (request: Request, { params }: { params: Promise<object> }): Promise<Response> => {
    const visit: Visit = {
      requestId: newId("request"),
      startedMs: performance.now(),
      headers: new Headers(),
    };
    const response = await answer(plain, handler as AnyHandler, request, await params, visit).catch((error) =>
      refuseVisit(request, visit, error),
    );
    await tellOfPolicies(visit);
    return finish(plain, request, response, visit);
  };
  return Object.assign(serve, { contract: plain });
}

/** Programs learn of a material change from a header. Only where a key was known: then the database was there just now. */
async function tellOfPolicies({ caller, headers }: Visit): Promise<void> {
  const link = caller && (await policyLink().catch(() => null));
  if (link) headers.append("Link", link);
}

type AnyHandler = (call: Call<unknown, unknown, unknown>) => Promise<unknown>;

/** What is known of a request on its way, for its headers and its log line. */
interface Visit {
  requestId: string;
  startedMs: number;
  headers: Headers;
  caller?: Caller;
  reply?: Reply;
  code?: string;
  settings?: LoggedSettings;
}

async function answer(
  contract: Contract,
  handler: AnyHandler,
  request: Request,
  params: object,
  visit: Visit,
) {
  const url = new URL(request.url);
  if (request.url.length > MAX_URL)
    throw new AppError("uri_too_long", `The address may have up to ${MAX_URL} characters.`);
  const ctx = await admit(contract, request, url, visit);
  if (visit.caller && contract.counted) await countCall(toCounted(visit.caller), visit.headers);
  const accept = request.headers.get("accept");
  const asCsv = wantsCsv(contract, url, accept);
  requireAcceptable(contract, accept, asCsv);
  const key = readIdempotencyKey(contract, request.headers);
  const input = await parseInput(contract, request, params);
  visit.settings = loggedSettings(input);
  const reply: Reply = (visit.reply = { headers: visit.headers });
  const run = async (onceId?: string) => {
    const output = await handler({ ctx: { ...ctx, onceId }, ...input, request, reply });
    reply.generationId ??= namedGeneration(input.params as Record<string, unknown>);
    return respond(contract, output, reply, asCsv);
  };
  if (key === null || !visit.caller) return run();
  const { organizationId, actor } = visit.caller;
  const { requestId } = visit;
  const call = { organizationId, test: actor.test, key, requestId };
  const refuse = (error: unknown) => refuseVisit(request, visit, error);
  return answerOnce({ ...call, fingerprint: fingerprint(contract, ctx, input) }, { run, refuse });
}

const MAX_URL = 8192;

function refuseVisit(request: Request, visit: Visit, error: unknown): Response {
  visit.code = toAppError(error).code;
  return problem(error, { requestId: visit.requestId, path: new URL(request.url).pathname });
}

/** The generation that a path names, for the request log: only after a verb has found it to be the caller's. */
function namedGeneration({ id, uid }: Record<string, unknown>): string | undefined {
  return [id, uid].find((value): value is string => typeof value === "string" && value.startsWith("gen_"));
}

/** Who calls. The anonymous visitor holds no organization: a verb that needs one refuses it. */
async function admit(contract: Contract, request: Request, url: URL, visit: Visit): Promise<Context> {
  const { access } = contract;
  const { requestId } = visit;
  await refuseExposedKey(request, url, requestId);
  if (access === "public" || access === "signed")
    return { actor: { kind: "system", name: access }, organizationId: "", requestId };
  const address = clientAddress(request.headers);
  checkFailures(address);
  visit.caller = await authenticate(request).catch(async (error: unknown) => {
    if (toAppError(error).code === "unauthenticated")
      await countFailure(address, readCredential(request.headers));
    throw error;
  });
  requireScope(visit.caller, access);
  return { ...visit.caller, requestId };
}

const toCounted = ({ actor, organizationId }: Caller) => ({ keyId: actor.keyId, organizationId });

/** Throws `not_acceptable` where the caller takes neither what the call answers nor everything. */
function requireAcceptable({ output }: Contract, accept: string | null, asCsv: boolean): void {
  if (output === "bytes" || !accept?.trim()) return;
  const answers = "events" in output ? "text/event-stream" : asCsv ? "text/csv" : "application/json";
  const fits = (type: string) =>
    ["*/*", answers, answers.replace(/\/.*/, "/*")].includes(type) ||
    (answers === "application/json" && /^application\/.+\+json$/.test(type));
  const takes = accept
    .split(",")
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/i.test(entry))
    .map((entry) => entry.split(";")[0].trim().toLowerCase());
  if (takes.some(fits)) return;
  throw new AppError(
    "not_acceptable",
    `The answer comes as ${answers}. Accept it, or send no Accept header.`,
  );
}

/** Headers, the log line and the row of the request log: for every answer, whatever it became. */
function finish(contract: Contract, request: Request, response: Response, visit: Visit): Response {
  const { headers } = response;
  for (const [name, value] of visit.headers) headers.set(name, value);
  headers.set("X-Request-Id", visit.requestId);
  headers.set("X-Content-Type-Options", "nosniff");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  if (!visit.caller || visit.caller.actor.test) allowOrigins(headers);
  else if (visit.caller.origin !== null) allowOrigins(headers, visit.caller.origin);
  record(contract, request, response.status, visit);
  if (request.method !== "HEAD") return response;
  void response.body?.cancel();
  return new Response(null, { status: response.status, headers });
}

function record(
  contract: Contract,
  request: Request,
  status: number,
  { requestId, startedMs, caller, reply, code, settings = {} }: Visit,
): void {
  const durationMs = Math.round(performance.now() - startedMs);
  const endpoint = contract.path;
  log.info("request", {
    request_id: requestId,
    method: contract.method,
    endpoint,
    status,
    code,
    duration_ms: durationMs,
    key: caller?.actor.keyId,
  });
  if (!caller) return;
  logRequest({
    id: requestId,
    organizationId: caller.organizationId,
    apiKeyId: caller.actor.keyId,
    method: contract.method,
    endpoint,
    statusCode: status,
    creditsUsed: reply?.creditsUsed ?? 0,
    generationId: reply?.generationId ?? null,
    parameters: settings,
    errorCode: code ?? null,
    ...loggedOrigin(request.headers),
    durationMs,
    createdAt: clock.now(),
  });
}
