import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import manifest from "@/package.json";
import { authenticate, readCredential, type Caller } from "../authenticate";
import { clientAddress } from "../client-address";
import { problem, toAppError } from "../problem";
import { checkFailures, countFailure } from "../rate-limit";
import { refuseExposedKey } from "../refuse-exposed-key";
import { loggedOrigin } from "../logged-origin";
import { logRequest } from "../request-log";
import { addTools, type ToolCall } from "./tools";

/**
 * The Model Context Protocol over Streamable HTTP, for programs that let a language model use PrintPal: the same verbs,
 * keys, scopes, limits and prices as the API. Every request carries its key and stands for itself, so that any web
 * process can answer it.
 */
export async function serveMcp(request: Request): Promise<Response> {
  const visit = { requestId: newId("request"), startedMs: performance.now() };
  const url = new URL(request.url);
  try {
    await refuseExposedKey(request, url, visit.requestId);
    const caller = await admit(request);
    const call: ToolCall = { ctx: { ...caller, requestId: visit.requestId } };
    const handler = createMcpHandler(() => makeServer(call), {
      maxRequestBodySize: MAX_BYTES,
      onerror: (error) => log.warn("mcp request failed", { request_id: visit.requestId }, error),
    });
    const response = await handler.fetch(request);
    // A tool answers within the stream: what it was called with and what came of it is known at its end.
    const answered = onEnd(response, () => record(caller, request, response.status, call, visit));
    return withHeaders(answered, visit.requestId);
  } catch (error) {
    return withHeaders(problem(error, { requestId: visit.requestId, path: url.pathname }), visit.requestId);
  }
}

/** A picture of 20 MB in base64, and what stands round it. */
const MAX_BYTES = 28 * 1024 * 1024;

async function admit(request: Request): Promise<Caller> {
  const address = clientAddress(request.headers);
  await checkFailures(address);
  return authenticate(request).catch(async (error: unknown) => {
    if (toAppError(error).code === "unauthenticated")
      await countFailure(address, readCredential(request.headers));
    throw error;
  });
}

function makeServer(call: ToolCall): McpServer {
  const server = new McpServer(
    { name: "printpal", version: manifest.version },
    {
      instructions:
        "PrintPal turns pictures and short prompts into watertight, print-ready 3D models in millimetres. " +
        "Ask quote for the price first, then generate, then check until it has completed, then fetch for a link. " +
        "Credits are real money: give max_credits what the person has agreed to.",
    },
  );
  addTools(server, call);
  return server;
}

/** The same answer; `end` runs once, when the last byte is out or the client has gone. */
function onEnd(response: Response, end: () => void): Response {
  if (!response.body) {
    end();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        end();
        throw error;
      });
      if (!done) return controller.enqueue(value);
      end();
      controller.close();
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
  return new Response(body, response);
}

function record(
  { actor, organizationId }: Caller,
  { method, headers }: Request,
  statusCode: number,
  { creditsUsed = 0, generationId, settings = {}, errorCode }: ToolCall,
  { requestId, startedMs }: { requestId: string; startedMs: number },
): void {
  const durationMs = Math.round(performance.now() - startedMs);
  log.info("request", {
    request_id: requestId,
    method,
    endpoint: ENDPOINT,
    status: statusCode,
    duration_ms: durationMs,
  });
  logRequest({
    id: requestId,
    organizationId,
    apiKeyId: actor.keyId,
    method,
    endpoint: ENDPOINT,
    statusCode,
    creditsUsed,
    generationId: generationId ?? null,
    parameters: settings,
    errorCode: errorCode ?? null,
    ...loggedOrigin(headers),
    durationMs,
    createdAt: clock.now(),
  });
}

const ENDPOINT = "/api/mcp";

function withHeaders(response: Response, requestId: string): Response {
  response.headers.set("X-Request-Id", requestId);
  response.headers.set("Cache-Control", "no-store");
  return response;
}
