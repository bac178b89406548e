/** How a client is set up. In a browser use a test key: a live one would be readable by every visitor. */
export interface ClientOptions {
  apiKey?: string;
  /** Where the portal is, such as https://printpal.example. */
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
  /** Further tries after a lost connection, a 429 or a 503. A POST carries an Idempotency-Key, so none is made twice. */
  maxRetries?: number;
  /** For each try; streams and waits are not cut. */
  timeoutMs?: number;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Made up for each POST unless given. Give your own, such as an order's number, to be safe across restarts. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** A refusal of the API, or `connection_failed` and `timeout` where no answer came. */
export class PrintPalError extends Error {
  override name = "PrintPalError";
  constructor(
    /** Stable: match on it. Each is explained at /docs/errors. */
    readonly code: string,
    message: string,
    readonly details: {
      status?: number;
      requestId?: string;
      param?: string;
      errors?: Record<string, string[]>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
  }
}

export interface StreamedEvent<T> {
  id: string;
  event: string;
  data: T;
}

interface Call {
  method: string;
  path: string;
  params?: Record<string, string>;
  query?: object;
  body?: object;
  /** Fields of the body that hold files: with one of them the body goes as a form. */
  files?: readonly string[];
  options?: CallOptions;
}

/** Sends calls: keys, retries, errors and bodies. */
export class Transport {
  private readonly baseUrl: string;
  private readonly fetch: typeof globalThis.fetch;

  constructor(private readonly setup: ClientOptions) {
    this.baseUrl = setup.baseUrl.replace(/\/+$/, "");
    this.fetch = setup.fetch ?? globalThis.fetch.bind(globalThis);
  }

  async json<T>(call: Call): Promise<T> {
    return (await (await this.send(call)).json()) as T;
  }

  /** The answer as it comes, for downloads. */
  async send(call: Call, { stream = false } = {}): Promise<Response> {
    const { maxRetries = 2 } = this.setup;
    const key = call.options?.idempotencyKey ?? (call.method === "POST" ? randomKey() : undefined);
    for (let attempt = 0; ; attempt++) {
      const failure = await this.attempt(call, key, stream).catch((error: unknown) => error);
      if (failure instanceof Response) return failure;
      const waitMs = retryAfterMs(failure, attempt);
      if (attempt === maxRetries || waitMs === undefined || call.options?.signal?.aborted) throw failure;
      await sleep(waitMs, call.options?.signal);
    }
  }

  /** Server-sent events, from where a lost connection broke off. Ends when the server says that nothing will follow. */
  async *events<T>(call: Call): AsyncGenerator<StreamedEvent<T>, void> {
    for (let last: string | undefined, failures = 0; ;) {
      const headers = {
        ...call.options?.headers,
        Accept: "text/event-stream",
        ...(last && { "Last-Event-ID": last }),
      };
      const response = await this.send({ ...call, options: { ...call.options, headers } }, { stream: true });
      if (response.status === 204 || !response.body) return;
      try {
        for await (const event of parseEvents<T>(response.body)) {
          last = event.id;
          failures = 0;
          yield event;
        }
      } catch (error) {
        if (call.options?.signal?.aborted || ++failures > (this.setup.maxRetries ?? 2)) throw error;
      }
      await sleep(250, call.options?.signal);
    }
  }

  private async attempt(
    { method, path, params = {}, query = {}, body, files = [], options = {} }: Call,
    idempotencyKey: string | undefined,
    stream: boolean,
  ): Promise<Response> {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const url = new URL(this.baseUrl + filled);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
    if (this.setup.apiKey) headers.Authorization = `Bearer ${this.setup.apiKey}`;
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    const form =
      body && files.some((name) => Object.entries(body).some(([key, value]) => key === name && value));
    if (body && !form) headers["Content-Type"] = "application/json";
    const payload = !body ? undefined : form ? toForm(body, files) : JSON.stringify(body);
    const ends = [options.signal, stream ? undefined : AbortSignal.timeout(this.setup.timeoutMs ?? 90_000)];
    const signal = AbortSignal.any(ends.filter((one) => one !== undefined));
    const response = await this.fetch(url, { method, headers, body: payload, signal }).catch(
      (cause: unknown) => {
        if (options.signal?.aborted) throw cause;
        const late = cause instanceof Error && cause.name === "TimeoutError";
        throw late
          ? new PrintPalError("timeout", "The answer did not come in time.", { cause })
          : new PrintPalError("connection_failed", "The connection failed or was cut off.", { cause });
      },
    );
    if (response.ok) return response;
    throw await readProblem(response);
  }
}

/** A file as this client takes it. */
export type FileInput = Blob | Uint8Array;

function toForm(body: object, files: readonly string[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || value === null) continue;
    if (files.includes(name))
      for (const file of [value].flat() as FileInput[])
        form.append(name, file instanceof Blob ? file : new Blob([new Uint8Array(file)]), name);
    else if (Array.isArray(value)) for (const item of value) form.append(name, String(item));
    else form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form;
}

async function readProblem(response: Response): Promise<PrintPalError> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const said =
    typeof problem.detail === "string" ? problem.detail : `The server answered ${response.status}.`;
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new PrintPalError(typeof problem.code === "string" ? problem.code : "unknown", said, {
    status: response.status,
    requestId: response.headers.get("x-request-id") ?? undefined,
    param: problem.param as string | undefined,
    errors: problem.errors as Record<string, string[]> | undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

/** Undefined where another try would end alike. */
function retryAfterMs(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof PrintPalError)) return undefined;
  const { status, retryAfterSeconds } = error.details;
  const again = ["connection_failed", "timeout", "idempotency_in_flight"].includes(error.code);
  if (!again && status !== 429 && status !== 503) return undefined;
  const waitMs = (retryAfterSeconds ?? 0.25 * 2 ** attempt) * 1000;
  return waitMs <= 60_000 ? waitMs : undefined;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

const randomKey = (): string => globalThis.crypto.randomUUID();

async function* parseEvents<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent<T>> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const fields = new Map(
          text
            .slice(0, end)
            .split("\n")
            .map((line) => line.split(/: ?(.*)/s) as [string, string]),
        );
        text = text.slice(end + 2);
        const data = fields.get("data");
        if (data)
          yield { id: fields.get("id") ?? "", event: fields.get("event") ?? "", data: JSON.parse(data) as T };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export interface WebhookMessage<T = unknown> {
  id: string;
  type: string;
  timestamp: string;
  data: T;
}

/**
 * Checks a webhook by the Standard Webhooks specification and returns its message. `body` is the raw body, before any
 * parser touched it; `secret` is what was shown when the endpoint was made. Throws PrintPalError `bad_signature`.
 */
export async function verifyWebhook<T = unknown>(
  body: string,
  headers: Headers | Record<string, string | string[] | undefined>,
  secret: string,
): Promise<WebhookMessage<T>> {
  const header = (name: string): string => {
    const value = headers instanceof Headers ? headers.get(name) : headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const [id, timestamp] = [header("webhook-id"), header("webhook-timestamp")];
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp || Number.NaN));
  if (!id || !(ageSeconds <= 300))
    throw badSignature("Its id is missing, or it is more than five minutes old.");
  const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { subtle } = globalThis.crypto;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", bytes(secret.replace(/^whsec_/, "")), algorithm, false, [
    "verify",
  ]);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of header("webhook-signature").split(" ")) {
    const [version, value] = signature.split(",");
    if (version !== "v1" || !/^[A-Za-z0-9+/]{43}=$/.test(value ?? "")) continue;
    if (await subtle.verify("HMAC", key, bytes(value), signed)) return JSON.parse(body) as WebhookMessage<T>;
  }
  throw badSignature("No signature fits this secret.");
}

const badSignature = (why: string): PrintPalError =>
  new PrintPalError("bad_signature", `This webhook cannot be trusted. ${why}`);
