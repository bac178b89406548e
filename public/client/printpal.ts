// The PrintPal client, version 0.1.0. Written by `npm run openapi` from the API's own contracts.
// Copy this one file into your project: it needs nothing but fetch (Node 20, Deno, Bun, browsers).

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

/** An API key, without the key itself */
export interface ApiKey {
  id: string;
  object: "api_key";
  name: string;
  /** Enough to recognise it, too little to use it */
  masked: string;
  test: boolean;
  scopes: ("generate" | "read" | "keys" | "billing" | "webhooks" | "privacy")[];
  /** Where it may be used from; anywhere where empty */
  allowed_addresses: string[];
  /** Web pages that may send it while it is live; none where empty */
  allowed_origins: string[];
  /** Credits that its generations of one calendar month may cost */
  monthly_credit_cap: number | null;
  /** The project that it belongs to */
  project_id: string | null;
  created_at: string;
  expires_at: string | null;
  /** Fresh to within a minute */
  last_used_at: string | null;
  /** The networks that programs used it from within a year, the last first and ten at the most */
  used_from: {
    /** Who provides the connection, by DB-IP and Route Views; null for private addresses */
    network: string | null;
    /** Two letters of ISO 3166-1 */
    country: string | null;
    /** The last address there */
    address: string;
    first_used_at: string;
    last_used_at: string;
  }[];
  /** When the secret was last replaced */
  rotated_at: string | null;
  /** Until when a former secret works as well; null where none does */
  previous_secret_expires_at: string | null;
  revoked_at: string | null;
  /** When it was first seen where others can read it: rotate or revoke it then */
  exposed_at: string | null;
  /** In an address, over a connection without encryption, or reported as leaked */
  exposed_by: "address" | "plain_http" | "leak" | null;
}

/** Credits that can be spent now, and until when */
export interface Balance {
  object: "balance";
  /** Credits that can be spent now */
  credits: number;
  /** What the next credits pay first: their money went back after they were spent */
  owed: number;
  /** What the credits are made of, in the order of spending */
  lots: CreditLot[];
}

/** How the address that was named for this alone was told */
export interface Callback {
  /** What happened, as noun.verb */
  event_type:
    | "generation.created"
    | "generation.completed"
    | "generation.failed"
    | "generation.cancelled"
    | "generation.deleted"
    | "webhook.test"
    | "conversion.completed"
    | "conversion.failed"
    | "print_check.completed"
    | "print_check.failed"
    | "key.leaked"
    | "data_subject_request.completed"
    | "credits.low"
    | "credits.cap_reached"
    | "credits.top_up_failed";
  /** Failed once the tries are used up, or the address answered 410 */
  status: "pending" | "delivered" | "failed";
  /** Tries so far */
  attempts: number;
  /** Why the last try does not count as delivered */
  last_error: string | null;
  delivered_at: string | null;
}

/** Whether the organization agrees to one purpose */
export interface Consent {
  /** What for: each is given and withdrawn by itself */
  purpose: "training" | "service_improvement" | "marketing_mail";
  /** What is consented to */
  text: string;
  /** Of that text */
  version: number;
  /** False also where nothing was ever said, or only to an earlier text */
  given: boolean;
  /** Null where nothing was said */
  decided_at: string | null;
  /** The text that it was said to */
  decided_version: number | null;
}

/** A mesh in another format */
export interface Conversion {
  id: string;
  object: "conversion";
  /** Where the work stands */
  status: "pending" | "processing" | "completed" | "failed";
  /** Of a hundred */
  progress: number;
  /** Asked for with a test key */
  test: boolean;
  /** What the file turned out to be */
  read_format: "stl" | "obj" | "ply" | "glb" | "3mf" | null;
  faults: {
    /** Edges with one triangle */
    open_edges: number;
    /** Edges with more than two triangles */
    non_manifold_edges: number;
    /** Edges whose triangles disagree on the outside */
    misoriented_edges: number;
    /** Vertices that join two surfaces */
    non_manifold_vertices: number;
    /** Triangles without area */
    degenerate_triangles: number;
    /** The surface is inside out */
    inverted: boolean;
  } | null;
  repairs: {
    welded_vertices: number;
    /** Without area, repeated, or folded onto another */
    dropped_triangles: number;
    filled_holes: number;
    flipped_triangles: number;
    /** Shells of next to no volume */
    dropped_shells: number;
  } | null;
  report: {
    /** Every edge is shared by exactly two triangles */
    watertight: boolean;
    /** Closed, oriented, and every vertex has a single fan of triangles */
    manifold: boolean;
    triangles: number;
    vertices: number;
    /** Connected bodies */
    parts: number;
    /** What the surface encloses */
    volume_mm3: number;
    /** Of the whole surface */
    area_mm2: number;
    /** Extent along each axis */
    size_mm: {
      x: number;
      y: number;
      z: number;
    };
    /** Share of the surface steeper than 45° over air */
    overhang_share: number;
    /** What stands on the bed */
    bed_contact_mm2: number;
    /** PLA at 15 % infill, 0.2 mm layers */
    filament_grams: number;
    /** An estimate, at common speeds */
    print_minutes: number;
    /** Fits print.bed_mm, or 256 × 256 × 256 mm where none was named, perhaps turned by a right angle */
    fits_bed: boolean;
    /** Pairs of triangles that go through each other, counted up to 10,000; null if unknown */
    self_intersections?: number | null;
    /** Thickness that all but 0.2 % of the surface has at least; null from 5 mm on */
    thinnest_wall_mm?: number | null;
    /** Share of the surface on walls thinner than 0.8 (fdm), 0.5 (sla) and 0.7 mm (sls) */
    thin_wall_share?: {
      fdm: number;
      sla: number;
      sls: number;
    };
    /** Places that a printer would have to start in mid-air */
    islands?: number;
    /** How far off filament_grams may be, as a share of it */
    filament_error_share?: number;
    /** How far off print_minutes may be, as a share of it */
    print_time_error_share?: number;
    /** What a split model is printed as; size_mm is that of all put together */
    pieces?: {
      name: string;
      size_mm: {
        x: number;
        y: number;
        z: number;
      };
      /** That stand out of it; their holes are in its neighbours */
      pegs: number;
    }[];
    /** When to change the filament of a printer with one nozzle */
    filament_swaps?: {
      height_mm: number;
      /** The first printed layer in the new colour, counted from 1 */
      layer: number;
      /** #rrggbb */
      color: string;
    }[];
  } | null;
  /** What of the file was left out, and why: a picture that did not come along, for example */
  notes: string[];
  /** Why it failed; null unless it did */
  error: {
    code: string;
    message: string;
  } | null;
  created_at: string;
  completed_at: string | null;
  settings: {
    /** File format of the model */
    format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
    /** Close, turn outward and tidy the mesh on the way */
    repair: boolean;
    /** Factor for every coordinate, such as 25.4 for a file in inches */
    scale?: number;
    /** Wanted extent in millimetres, instead of a factor */
    size_mm?: number;
    /** The side that size_mm measures */
    size_axis?: "longest" | "x" | "y" | "z";
    /** Pack a GLB as EXT_meshopt_compression, in about half the bytes */
    compress: boolean;
  };
  file: {
    /** File format of the model */
    format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
    /** Signed address; no key is needed while it is valid */
    url: string;
    /** Seconds that the address stays valid */
    expires_in: number;
    content_type: string;
    /** Ending of the file; a coloured OBJ comes as zip */
    extension: string;
    size_bytes: number;
    sha256: string;
  } | null;
}

export interface CreateDataSubjectRequest {
  /** Your own id for the request, a UUID of version 4: sent again, it is still one request */
  subject_request_id?: string;
  /** What the person behind your customer asked for */
  type: "access" | "portability" | "erasure" | "restriction" | "lift_restriction";
  /** Your own name for the person it is made for; better a number than a mail address */
  end_user_id: string;
  /** Told when it is done, signed as webhooks are */
  callback_url?: string;
  /** How long an erasure waits, so that it can still be cancelled */
  undo_hours?: number;
}

/** An upload with the address that its bytes go to */
export interface CreatedUpload {
  /** A file that was sent ahead */
  id: string;
  object: "upload";
  /** Whether its bytes have arrived */
  status: "waiting" | "ready";
  /** What it can be named for */
  kind: "picture" | "depth_map" | "normal_map" | "mesh";
  /** What it is; application/zip is an OBJ together with its materials */
  content_type:
    | "image/png"
    | "image/jpeg"
    | "image/webp"
    | "model/stl"
    | "model/obj"
    | "application/x-ply"
    | "model/gltf-binary"
    | "model/3mf"
    | "application/zip";
  /** As announced */
  bytes: number;
  /** As announced */
  filename: string | null;
  /** Made with a test key, and for test keys only */
  test: boolean;
  created_at: string;
  received_at: string | null;
  last_used_at: string | null;
  /** When it is removed, unless it is used before: then later, up to 30 days in all */
  expires_at: string;
  /** Where to PUT the file's bytes, once */
  put: {
    /** Signed address; no key is needed while it is valid */
    url: string;
    /** To be sent as they are */
    headers: Record<string, string>;
    expires_at: string;
  };
}

/** Credits that came together */
export interface CreditLot {
  /** Where added credits come from */
  source: "sign_up" | "plan" | "pack" | "support" | "adjustment" | "returned";
  /** What is left of it */
  credits: number;
  /** Null: never */
  expires_at: string | null;
}

/** What was asked for on behalf of an end user */
export interface DataSubjectRequest {
  id: string;
  object: "data_subject_request";
  /** What the person behind your customer asked for */
  type: "access" | "portability" | "erasure" | "restriction" | "lift_restriction";
  /** Null once the person was erased */
  end_user_id: string | null;
  status: "pending" | "in_progress" | "completed" | "cancelled";
  received_time: string;
  /** At the latest: 30 days or one month, whichever is sooner. It is never extended */
  expected_completion_time: string;
  /** Which of the two it is */
  due_rule: "30 days" | "one month";
  /** Not before; until then it can be cancelled */
  starts_at: string;
  completed_time: string | null;
  /** Generations packed, erased or cancelled */
  items: number;
  /** ZIPs of what was asked for; a large one comes in several */
  exports: {
    /** Signed address; no key is needed */
    url: string;
    size_bytes: number;
    sha256: string;
    /** It can be fetched this often */
    downloads_left: number;
    expires_at: string;
  }[];
  callback_url: string | null;
  /** When the callback was taken with a status from 200 to 299 */
  called_back_at: string | null;
  /** How callback_url was told, or will be once this is completed; null without one */
  callback: Callback | null;
}

export interface Engine {
  /** Engine, or auto to let the input decide, which never is generative: that runs elsewhere */
  name:
    | "auto"
    | "figure"
    | "relief"
    | "lithophane"
    | "extrude"
    | "layers"
    | "hull"
    | "text"
    | "parametric"
    | "generative";
  input: "image" | "prompt" | "any";
  description: string;
  /** What a prompt may name */
  shapes?: string[];
}

/** What an erasure removed, and what is kept and why */
export interface ErasureReceipt {
  object: "erasure_receipt";
  /** Partial while a part is still tried */
  status: "completed" | "partial";
  receipt: {
    request_id: string;
    erased_at: string;
    erased: {
      what: string;
      items: number;
    }[];
    kept: {
      what: string;
      why: string;
      until: string;
    }[];
  };
  signature: {
    algorithm: "ed25519";
    /** The kid of a key of GET /receipt-keys */
    key_id: string;
    /** Base64, over the receipt as RFC 8785 writes it */
    value: string;
  };
}

/** One request and its results */
export interface Generation {
  id: string;
  object: "generation";
  /** Where the generation stands */
  status: "pending" | "processing" | "completed" | "failed" | "cancelled";
  /** What the engine is doing now */
  stage: string | null;
  /** Of a hundred */
  progress: number;
  /** Jobs ahead of this one while it is pending */
  queue_position: number | null;
  /** From taking it to its end, learnt from past ones */
  estimated_time_seconds: number;
  /** Quality tier: resolution, colours and price */
  quality:
    | "default"
    | "high"
    | "ultra"
    | "super"
    | "super_texture"
    | "superplus"
    | "superplus_texture"
    | "superplus_1280"
    | "superplus_1280_texture"
    | "superplus_1536"
    | "superplus_1536_texture";
  /** Voxels along the longest side */
  resolution: number;
  textured: boolean;
  formats: ("stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz")[];
  /** Null also where its retention is zero */
  prompt: string | null;
  size_mm: number;
  /** The side that size_mm measures */
  size_axis: "longest" | "x" | "y" | "z";
  seed: number;
  /** What was said of single engines and of the print */
  settings: {
    /** For the engine figure */
    figure?: {
      /** Thickness as a multiple of what the outline suggests; 1 leaves balls round */
      depth_ratio: number;
      /** How the subject leans away from the viewer; a depth map, a normal map or a flat back takes its place */
      tilt?: {
        /** Slope of the middle plane away from the viewer, per step to the right */
        x: number;
        /** The same per step upward, for three-quarter photographs */
        z: number;
      };
      /** Bodies of revolution: on strict evidence only, never, or always */
      symmetry: "auto" | "off" | "revolve";
      /** How far white stands before black in depth_map, as a share of the subject's longest side; fitted to the outline where absent */
      depth_range?: number;
      /** What white means in depth_map */
      depth_white: "near" | "far";
      /** Where the surface looks that is greener in normal_map: up as in OpenGL, down as in DirectX */
      normal_green: "up" | "down";
      /** A plane instead of the back: the model lies on it and needs no supports */
      flat_back: boolean;
      /** How far the picture's detail stands out: 0 not at all, 0.5 fine shading and small marks, 1 painted faces too, and stripes with them; never more than 2 % of the size */
      emboss: number;
    };
    /** For the engine relief */
    relief?: {
      /** From the darkest to the brightest, as a share of the longest side */
      height_share: number;
      /** Thickness of the plate below the darkest, as a share of the longest side */
      base_share: number;
      /** Width of the raised frame, as a share of the longest side; 0 for none */
      frame_share: number;
      /** Dark stands out instead of bright */
      invert: boolean;
      /** How strongly grain is taken out; 0 leaves every pixel */
      smoothing: number;
      /** How far the surface may lie off the picture, as a share of the height; grows to meet the most triangles allowed */
      max_error: number;
    };
    /** For the engine lithophane */
    lithophane?: {
      /** A panel, a bent panel, a tube that closes, a ball that is open below for a lamp, or a lying heart */
      shape: "flat" | "curved" | "cylinder" | "sphere" | "heart";
      /** Where the picture is white */
      min_thickness_mm: number;
      /** Where it is black */
      max_thickness_mm: number;
      /** The filament's constant: how fast it swallows light. White PLA differs from maker to maker by a factor of two, so measure yours: print two steps, as thick as white and black will be, at 100 % infill, measure the light through each with a light meter, and take ln(brighter ÷ darker) ÷ (difference in mm). Larger keeps dark tones thinner */
      attenuation_per_mm: number;
      /** Dark lets the light through */
      invert: boolean;
      /** Width of the frame round the picture; below and above it on tubes and balls; 0 for none */
      frame_mm: number;
      /** Of the frame, and of what is plain on a ball; as max_thickness_mm if absent */
      frame_thickness_mm?: number;
      /** From the left to the right end of the shape curved */
      curve_degrees: number;
      /** Pictures side by side round a cylinder (usually 1) or sphere (as its proportions ask) */
      copies?: number;
      /** Opening below a sphere */
      opening_mm: number;
      /** Diameter of hanger holes: in tabs above a panel, in a heart's notch, through a tube's upper frame, in a sphere's top */
      hole_mm: number;
      /** How many hanger holes; a sphere and a heart have one */
      holes: number;
      /** Of the shape flat: prints finer standing, faster lying */
      pose: "standing" | "lying";
      /** How strongly grain is taken out; 0 leaves every pixel */
      smoothing: number;
      /** How far thickness may be off; grows to meet the most triangles allowed */
      max_error_mm: number;
    };
    /** For the engine extrude */
    extrude?: {
      /** Height of the drawing itself, above its base where it has one */
      height_mm: number;
      /** The background becomes solid and the drawing its holes, out to the picture's frame */
      invert: boolean;
      /** How far the upper edge is taken back; parts thinner than twice this end lower */
      bevel_mm: number;
      /** Form of the upper edge: 45 degrees, or a quarter round */
      bevel: "chamfer" | "round";
      /** What the drawing stands on: nothing, a rectangle, or a plate that follows its outline */
      base: "none" | "rectangle" | "contour";
      /** Thickness of the base */
      base_mm: number;
      /** From the drawing to the base's edge */
      margin_mm: number;
      /** Of a rectangle's corners */
      corner_radius_mm: number;
      /** Diameter of a hole for a key ring in a tab at the top; 0 for none */
      hole_mm: number;
    };
    /** For the engine layers */
    layers?: {
      /** Colours on top of each other, a filament change each, or beside each other, for several nozzles */
      arrangement: "stacked" | "side_by_side";
      /** At most so many colours are made */
      colors: number;
      /** The filaments at hand, instead of the picture's own colours */
      palette?: string[];
      /** Which colours lie at the bottom of a stack */
      order: "dark_first" | "light_first";
      /** Thickness of a stack's lowest colour */
      base_mm: number;
      /** Thickness of each colour above it */
      step_mm: number;
      /** Of colours that lie side by side */
      thickness_mm: number;
      /** Height of a printed layer, which a stack's colours end on */
      print_layer_mm: number;
    };
    /** For the engine hull */
    hull?: {
      /** Where each picture was taken from, in their order: degrees (0 front, 90 right) or a side's name. Absent: front and right for two, evenly round for three and four, then top and bottom */
      angles?: (number | "front" | "right" | "back" | "left" | "top" | "bottom")[];
      /** How softly the outlines meet, as a share of the longest side; 0 leaves seams */
      rounding: number;
    };
    /** For the engine text */
    text?: {
      /** sans also sets Greek; all four set Latin with its accents, Vietnamese and Cyrillic */
      font: "sans" | "rounded" | "slab" | "script";
      /** What the words stand on: a plate, a key ring's tag, a sign with rim and screw holes, or nothing */
      style: "plate" | "keychain" | "sign" | "letters";
      /** Letters raised from the plate, or cut into it */
      relief: "emboss" | "deboss";
      /** Edge of the plate: a rectangle, or the letters' own contour (usual for a keychain) */
      outline?: "rectangle" | "contour";
      /** Height of the letters, or depth of their cut: usually 1.6, and 5 without a plate */
      height_mm?: number;
      /** Thickness of the plate */
      base_mm: number;
      /** From the letters to the edge */
      margin_mm: number;
      /** Of a rectangle's corners */
      corner_radius_mm: number;
      /** Diameter of a keychain's hole (usually 5) or a sign's two (usually 4); 0 for none */
      hole_mm?: number;
      /** Added between letters, as a share of the type size */
      letter_spacing_em: number;
      /** Factor on the usual distance */
      line_spacing: number;
      /** Of several lines */
      align: "left" | "center" | "right";
      /** Longer lines are broken between words */
      line_length: number;
      /** A bar under each line; it holds letters without a plate together */
      underline: boolean;
      /** A colour makes letters and plate two bodies, for printers with two */
      letter_color?: string;
      /** The plate's colour */
      base_color?: string;
    };
    /** The print contract */
    print?: {
      /** How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls) */
      process?: "fdm" | "sla" | "sls";
      /** Thinnest wall that will do, instead of the process's own */
      min_wall_mm?: number;
      /** What it stands on: as it is, cut flat below, on a round disc, or on a square plate */
      base?: "none" | "flat" | "disc" | "plate";
      /** auto turns it to the side on which it prints with least overhang */
      orientation?: "keep" | "auto";
      /** Hollow the model out behind walls of at least this thickness */
      hollow_mm?: number;
      /** Holes in the underside through which a hollow model's resin or powder runs out */
      drain_holes?: number;
      /** Diameter of each drain hole; 3.5 mm if not said */
      drain_hole_mm?: number;
      /** Upper bound of triangles, where it lies below the quality's own */
      max_triangles?: number;
      /** pegs cuts what is larger than bed_mm (256 mm each way if not said) into pieces that fit, with pegs and holes to join them */
      split?: "none" | "pegs";
      /** Gap round each peg; 0.2 mm if not said, 0.1 mm for sla */
      split_clearance_mm?: number;
      /** Width, depth and height of the printer's room, which the model must fit as it stands */
      bed_mm?: number[];
    };
    /** How the files are written */
    output?: {
      /** meshopt packs the GLB as EXT_meshopt_compression, in about half the bytes, for programs that know it */
      glb_compression?: "none" | "meshopt";
    };
  };
  /** The engine that ran */
  engine: string | null;
  /** Engine, or auto to let the input decide, which never is generative: that runs elsewhere */
  engine_requested:
    | "auto"
    | "figure"
    | "relief"
    | "lithophane"
    | "extrude"
    | "layers"
    | "hull"
    | "text"
    | "parametric"
    | "generative";
  /** Why this engine was taken */
  engine_reason: string | null;
  engine_version: string | null;
  /** What the engine decided on the way */
  notes: string[];
  /** 0 after a failure or a cancellation */
  credits_used: number;
  /** Made with a test key: free, reduced resolution */
  test: boolean;
  files: {
    /** File format of the model */
    format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
    /** Signed address; no key is needed while it is valid */
    url: string;
    /** Seconds that the address stays valid */
    expires_in: number;
    content_type: string;
    /** Ending of the file; a coloured OBJ comes as zip */
    extension: string;
    size_bytes: number;
    sha256: string;
  }[];
  /** A small GLB for a first look */
  preview_url: string | null;
  /** A picture of the model */
  thumbnail_url: string | null;
  /** The picture it was made from */
  input_url: string | null;
  /** The depth map beside it */
  depth_map_url: string | null;
  /** The normal map beside it */
  normal_map_url: string | null;
  report: {
    /** Every edge is shared by exactly two triangles */
    watertight: boolean;
    /** Closed, oriented, and every vertex has a single fan of triangles */
    manifold: boolean;
    triangles: number;
    vertices: number;
    /** Connected bodies */
    parts: number;
    /** What the surface encloses */
    volume_mm3: number;
    /** Of the whole surface */
    area_mm2: number;
    /** Extent along each axis */
    size_mm: {
      x: number;
      y: number;
      z: number;
    };
    /** Share of the surface steeper than 45° over air */
    overhang_share: number;
    /** What stands on the bed */
    bed_contact_mm2: number;
    /** PLA at 15 % infill, 0.2 mm layers */
    filament_grams: number;
    /** An estimate, at common speeds */
    print_minutes: number;
    /** Fits print.bed_mm, or 256 × 256 × 256 mm where none was named, perhaps turned by a right angle */
    fits_bed: boolean;
    /** Pairs of triangles that go through each other, counted up to 10,000; null if unknown */
    self_intersections?: number | null;
    /** Thickness that all but 0.2 % of the surface has at least; null from 5 mm on */
    thinnest_wall_mm?: number | null;
    /** Share of the surface on walls thinner than 0.8 (fdm), 0.5 (sla) and 0.7 mm (sls) */
    thin_wall_share?: {
      fdm: number;
      sla: number;
      sls: number;
    };
    /** Places that a printer would have to start in mid-air */
    islands?: number;
    /** How far off filament_grams may be, as a share of it */
    filament_error_share?: number;
    /** How far off print_minutes may be, as a share of it */
    print_time_error_share?: number;
    /** What a split model is printed as; size_mm is that of all put together */
    pieces?: {
      name: string;
      size_mm: {
        x: number;
        y: number;
        z: number;
      };
      /** That stand out of it; their holes are in its neighbours */
      pegs: number;
    }[];
    /** When to change the filament of a printer with one nozzle */
    filament_swaps?: {
      height_mm: number;
      /** The first printed layer in the new colour, counted from 1 */
      layer: number;
      /** #rrggbb */
      color: string;
    }[];
  } | null;
  metadata: Record<string, string>;
  end_user_id: string | null;
  /** The project that it was made under, as it was then */
  project_id: string | null;
  processing: GenerationProcessing;
  /** Whether it may ever be used to improve models */
  training_eligible: boolean;
  /** When it is given up, uncharged */
  deadline_at: string | null;
  /** Where its events go, beside your endpoints */
  webhook_url: string | null;
  /** How its newest event fares on the way to webhook_url; null without one, and after 30 days */
  callback: Callback | null;
  /** Whether what it is made from outlives it; where not, neither prompt nor input_url nor a map is shown */
  store_input: boolean;
  /** When what it was made from was erased */
  input_erased_at: string | null;
  /** When it is deleted by itself; then its id answers 410 */
  deletes_at: string | null;
  feedback: {
    /** Whether the model is of use */
    rating: "good" | "bad";
    comment: string;
  } | null;
  /** Why it failed; null unless it did */
  error: {
    code: string;
    message: string;
  } | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

/** Its rules, and who processed it under them */
export interface GenerationProcessing {
  /** Our own engines alone, or whoever the register names as well */
  mode: "own" | "any";
  /** Null: nobody in particular */
  allow: string[] | null;
  deny: string[];
  /** It must lie in all of them */
  regions: string[];
  /** Whether it may be used to improve models; deny unless you say otherwise */
  training: "allow" | "deny";
  /** With zero the input goes when the run ends, each file once it was downloaded */
  retention: "default" | "zero";
  /** Whether nothing of it left this installation */
  own: boolean;
  /** Who made the model, or own; null until it is made elsewhere */
  provider: string | null;
  /** Where the provider's machines stand, if that is known */
  country: string | null;
  /** Whether the provider trains on it */
  trains: boolean | null;
  /** How long the provider says it keeps it; null for our own engines */
  provider_retention: string | null;
  /** When its data processing agreement was signed; null for our own */
  dpa: string | null;
  /** Everybody outside who was sent its picture, in that order */
  recipients: ProcessingRecipient[];
}

export interface Health {
  status: "healthy" | "degraded" | "down";
  timestamp: string;
  version: string;
}

/** Thanks for reporting leaked keys */
export interface LeakReceipt {
  object: "leak_report";
  /** How many finds were looked at, whether or not they are keys of ours */
  received: number;
}

/** One movement of credits */
export interface LedgerEntry {
  id: string;
  object: "ledger_entry";
  /** grant adds credits, reserve takes them for a generation, settle confirms that, release gives them back; expire ends what a plan brought, refund takes back what was paid back, debt pays what was owed, adjustment is by hand */
  kind: "grant" | "reserve" | "settle" | "release" | "expire" | "refund" | "debt" | "adjustment";
  /** Credits added to the balance; negative where they leave it */
  amount: number;
  balance_after: number;
  /** For people: why credits moved */
  reason: string;
  /** Of added credits; null of others */
  source: "sign_up" | "plan" | "pack" | "support" | "adjustment" | "returned" | null;
  /** Credits added to what the organization owes because their money went back after they were spent; negative where it pays */
  owed: number;
  generation_id: string | null;
  created_at: string;
}

/** One call of the API; never a key, a picture or a body */
export interface LoggedRequest {
  /** The X-Request-Id of the answer */
  id: string;
  object: "request";
  method: string;
  /** The call's pattern */
  endpoint: string;
  /** Settings such as quality, formats and engine, defaults included; empty where the call did not fit */
  parameters: Record<string, string | number | boolean | string[]>;
  status_code: number;
  /** The code of a refusal */
  error_code: string | null;
  /** Credits that the call reserved */
  credits_used: number;
  generation_id: string | null;
  key_id: string;
  duration_ms: number;
  created_at: string;
}

/** What this installation does itself, without anybody else */
export interface OwnProcessing {
  /** As it is named in processing.allow and processing.deny */
  name: "own";
  /** All of them run on this installation's machines */
  engines: string[];
  engine_version: string;
  /** ISO 3166-1 code, or null where the operator has not said */
  country: string | null;
  data_categories: string[];
  trains: false;
  retention: string;
}

/** What a generation costs; a failed or cancelled one costs nothing */
export interface Pricing {
  object: "pricing";
  currency: "usd";
  credits_per_dollar: number;
  qualities: {
    /** Quality tier: resolution, colours and price */
    quality:
      | "default"
      | "high"
      | "ultra"
      | "super"
      | "super_texture"
      | "superplus"
      | "superplus_texture"
      | "superplus_1280"
      | "superplus_1280_texture"
      | "superplus_1536"
      | "superplus_1536_texture";
    credits: number;
    /** Voxels along the longest side */
    resolution: number;
    textured: boolean;
    formats: ("stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz")[];
    takes_prompt: boolean;
    estimated_time_seconds: number;
    description: string;
  }[];
  rate_limits: {
    requests_per_minute: number;
    requests_per_day: number;
    concurrent_generations: number;
  };
}

/** What a printer would meet in a mesh */
export interface PrintCheck {
  id: string;
  object: "print_check";
  /** Where the work stands */
  status: "pending" | "processing" | "completed" | "failed";
  /** Of a hundred */
  progress: number;
  /** Asked for with a test key */
  test: boolean;
  /** What the file turned out to be */
  read_format: "stl" | "obj" | "ply" | "glb" | "3mf" | null;
  faults: {
    /** Edges with one triangle */
    open_edges: number;
    /** Edges with more than two triangles */
    non_manifold_edges: number;
    /** Edges whose triangles disagree on the outside */
    misoriented_edges: number;
    /** Vertices that join two surfaces */
    non_manifold_vertices: number;
    /** Triangles without area */
    degenerate_triangles: number;
    /** The surface is inside out */
    inverted: boolean;
  } | null;
  repairs: {
    welded_vertices: number;
    /** Without area, repeated, or folded onto another */
    dropped_triangles: number;
    filled_holes: number;
    flipped_triangles: number;
    /** Shells of next to no volume */
    dropped_shells: number;
  } | null;
  report: {
    /** Every edge is shared by exactly two triangles */
    watertight: boolean;
    /** Closed, oriented, and every vertex has a single fan of triangles */
    manifold: boolean;
    triangles: number;
    vertices: number;
    /** Connected bodies */
    parts: number;
    /** What the surface encloses */
    volume_mm3: number;
    /** Of the whole surface */
    area_mm2: number;
    /** Extent along each axis */
    size_mm: {
      x: number;
      y: number;
      z: number;
    };
    /** Share of the surface steeper than 45° over air */
    overhang_share: number;
    /** What stands on the bed */
    bed_contact_mm2: number;
    /** PLA at 15 % infill, 0.2 mm layers */
    filament_grams: number;
    /** An estimate, at common speeds */
    print_minutes: number;
    /** Fits print.bed_mm, or 256 × 256 × 256 mm where none was named, perhaps turned by a right angle */
    fits_bed: boolean;
    /** Pairs of triangles that go through each other, counted up to 10,000; null if unknown */
    self_intersections?: number | null;
    /** Thickness that all but 0.2 % of the surface has at least; null from 5 mm on */
    thinnest_wall_mm?: number | null;
    /** Share of the surface on walls thinner than 0.8 (fdm), 0.5 (sla) and 0.7 mm (sls) */
    thin_wall_share?: {
      fdm: number;
      sla: number;
      sls: number;
    };
    /** Places that a printer would have to start in mid-air */
    islands?: number;
    /** How far off filament_grams may be, as a share of it */
    filament_error_share?: number;
    /** How far off print_minutes may be, as a share of it */
    print_time_error_share?: number;
    /** What a split model is printed as; size_mm is that of all put together */
    pieces?: {
      name: string;
      size_mm: {
        x: number;
        y: number;
        z: number;
      };
      /** That stand out of it; their holes are in its neighbours */
      pegs: number;
    }[];
    /** When to change the filament of a printer with one nozzle */
    filament_swaps?: {
      height_mm: number;
      /** The first printed layer in the new colour, counted from 1 */
      layer: number;
      /** #rrggbb */
      color: string;
    }[];
  } | null;
  /** What of the file was left out, and why: a picture that did not come along, for example */
  notes: string[];
  /** Why it failed; null unless it did */
  error: {
    code: string;
    message: string;
  } | null;
  created_at: string;
  completed_at: string | null;
  settings: {
    /** Report on the mesh as it would be once it is mended */
    repair: boolean;
    /** Factor for every coordinate, such as 25.4 for a file in inches */
    scale?: number;
    /** Wanted extent in millimetres, instead of a factor */
    size_mm?: number;
    /** The side that size_mm measures */
    size_axis?: "longest" | "x" | "y" | "z";
    /** How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls) */
    process?: "fdm" | "sla" | "sls";
    /** Thinnest wall that will do, instead of the process's own */
    min_wall_mm?: number;
    /** Upper bound of triangles, where it lies below the quality's own */
    max_triangles?: number;
    /** Width, depth and height of the printer's room, which the model must fit as it stands */
    bed_mm?: number[];
  };
  /** On process, min_wall_mm, max_triangles and bed_mm; null where none was said */
  verdict: {
    /** Whether the mesh meets all of it */
    holds: boolean;
    /** What was measured against what was wanted */
    findings: string[];
  } | null;
}

/** Who may process it, and what may be kept */
export interface Processing {
  /** Our own engines alone, or whoever the register names as well */
  mode: "own" | "any";
  /** Null: nobody in particular */
  allow: string[] | null;
  deny: string[];
  /** It must lie in all of them */
  regions: string[];
  /** Whether it may be used to improve models; deny unless you say otherwise */
  training: "allow" | "deny";
  /** With zero the input goes when the run ends, each file once it was downloaded */
  retention: "default" | "zero";
}

/** Who processed a generation, what went in, and what is left */
export interface ProcessingReceipt {
  object: "processing_receipt";
  receipt: Receipt;
  signature: {
    algorithm: "ed25519";
    /** The kid of a key of GET /receipt-keys */
    key_id: string;
    /** Base64 of the signature over the UTF-8 of the receipt as JSON without spaces, the names of every object in the order of their characters (RFC 8785) */
    value: string;
  };
}

export interface ProcessingRecipient {
  /** As GET /processors names it */
  provider: string;
  /** Where it stands: ISO 3166-1 */
  country: string | null;
  /** Whether it improves models of its own with what it is sent */
  trains: boolean;
  /** How long it says it keeps what it is sent */
  retention: string;
  /** When the data processing agreement was signed */
  dpa: string | null;
  /** What the transfer there rested on */
  transfer_mechanism: string;
  /** Whether the model is its own */
  made: boolean;
}

/** Rules on who may process it; where the organization has rules as well, the stricter hold */
export interface ProcessingWish {
  /** Our own engines alone, or whoever the register names as well */
  mode?: "own" | "any";
  /** Nobody but these */
  allow?: string[];
  /** None of these */
  deny?: string[];
  /** EU, EEA, or a country as in ISO 3166-1 */
  region?: string;
  /** Whether it may be used to improve models; deny unless you say otherwise */
  training?: "allow" | "deny";
  /** With zero the input goes when the run ends, each file once it was downloaded */
  retention?: "default" | "zero";
}

/** An outside party that may receive personal data */
export interface Processor {
  /** As it is named in processing.allow and processing.deny */
  name: string;
  purpose: string;
  /** ISO 3166-1 code, or null where the operator has not said */
  country: string | null;
  data_categories: string[];
  policy_url: string | null;
  /** Whether it improves models of its own with what it is sent */
  trains: boolean;
  retention: string;
  /** What a transfer abroad rests on */
  transfer_mechanism: string | null;
  /** When the data processing agreement was signed, where that was said */
  dpa?: string;
  /** The calls of this API that may send it anything */
  endpoints: string[];
  status: "announced" | "active" | "ended";
}

/** A change that was announced; object to it in the portal */
export interface ProcessorChange {
  id: string;
  processor: string;
  kind: "added" | "changed" | "ended";
  summary: string;
  announced_at: string;
  /** At least 30 days after the announcement */
  effective_at: string;
}

export interface ProcessorRegister {
  object: "list";
  own_processing: OwnProcessing;
  data: Processor[];
  /** Announced and not yet in force, the next first */
  changes: ProcessorChange[];
  has_more: false;
}

/** A part of the organization's work with rules of its own */
export interface Project {
  id: string;
  object: "project";
  name: string;
  /** Rules for what its keys send; the strictest of these, the organization's and a request's own hold */
  processing: ProcessingWish;
  /** Its word on improving models: with deny nothing of it ever does; allow and null leave it to the organization and the request */
  training_consent: "allow" | "deny" | null;
  created_at: string;
  /** Since when its keys make nothing new; they still read */
  archived_at: string | null;
}

/** The price of a request that was checked but not made */
export interface Quote {
  object: "quote";
  /** What it costs; 0 with a test key */
  credits: number;
  /** Credits that can be spent now */
  balance: number;
  /** Whether the balance covers it now */
  affordable: boolean;
  /** Quality tier: resolution, colours and price */
  quality:
    | "default"
    | "high"
    | "ultra"
    | "super"
    | "super_texture"
    | "superplus"
    | "superplus_texture"
    | "superplus_1280"
    | "superplus_1280_texture"
    | "superplus_1536"
    | "superplus_1536_texture";
  /** Voxels along the longest side */
  resolution: number;
  textured: boolean;
  formats: ("stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz")[];
  /** The model will not have more */
  max_triangles: number;
  estimated_time_seconds: number;
  processing: Processing;
}

export interface Receipt {
  version: 1;
  issuer: string;
  generation_id: string;
  /** The receipt says how things stood then */
  issued_at: string;
  status: string;
  /** Null where no engine ran to its end */
  processed_by: {
    /** Out of the register; own is this installation */
    name: string;
    engine: string;
    engine_version: string;
    /** Null where it is not known */
    country: string | null;
    /** Whether it trains on what it is sent */
    trains: boolean;
    started_at: string | null;
    completed_at: string | null;
  } | null;
  /** What was sent to whom; empty where nothing was */
  left_the_machine: {
    provider: string;
    origin: string;
    country: string | null;
    what: string;
    size_bytes: number;
    sha256: string;
    sent_at: string;
    /** When the provider had deleted it */
    deleted_there_at: string | null;
    /** What the provider said to that */
    deletion_receipt: string | null;
  }[];
  training_eligible: boolean;
  retention: "default" | "zero";
  /** When the results go by themselves */
  deletes_at: string | null;
  /** Of the bytes that the engine read: the cleaned pictures, or the prompt in UTF-8 */
  input: {
    name: string;
    sha256: string;
  }[];
  results: {
    name: string;
    sha256: string;
    size_bytes: number;
  }[];
  deleted: {
    /** When the input was off the disk */
    input_at: string | null;
    /** When the last result was off the disk */
    results_at: string | null;
    /** When its deletion was asked for */
    generation_at: string | null;
  };
}

/** A JSON Web Key Set (RFC 7517) */
export interface ReceiptKeys {
  keys: {
    kty: "OKP";
    crv: "Ed25519";
    alg: "EdDSA";
    use: "sig";
    kid: string;
    x: string;
  }[];
}

/** How long one kind of data is kept */
export interface RetentionLine {
  id: string;
  /** What is kept */
  what: string;
  /** Null where each says so itself, or where nothing ends it */
  kept_hours: number | null;
  counted_from: string | null;
  /** What goes, and what stays */
  removes: string;
  /** By the sweep that runs each minute, by a job of its own, when somebody asks for it, or not at all */
  ends_by: "sweep" | "job" | "request" | "nothing";
}

export interface SetConsents {
  /** Purposes that are left out stay as they are */
  consents: {
    /** What for: each is given and withdrawn by itself */
    purpose: "training" | "service_improvement" | "marketing_mail";
    /** false withdraws it */
    given: boolean;
    /** Of the text that was read */
    version: number;
  }[];
}

/** What signs events to the addresses that single generations name */
export interface SigningSecret {
  object: "signing_secret";
  /** Under which the deliveries to addresses of single generations are listed and sent again */
  endpoint_id: string;
  /** Verifies the signatures of those deliveries */
  secret: string;
  /** Until when the secret before the last rotation signs as well */
  previous_secret_expires_at: string | null;
  created_at: string;
}

/** A file that was sent ahead */
export interface Upload {
  /** A file that was sent ahead */
  id: string;
  object: "upload";
  /** Whether its bytes have arrived */
  status: "waiting" | "ready";
  /** What it can be named for */
  kind: "picture" | "depth_map" | "normal_map" | "mesh";
  /** What it is; application/zip is an OBJ together with its materials */
  content_type:
    | "image/png"
    | "image/jpeg"
    | "image/webp"
    | "model/stl"
    | "model/obj"
    | "application/x-ply"
    | "model/gltf-binary"
    | "model/3mf"
    | "application/zip";
  /** As announced */
  bytes: number;
  /** As announced */
  filename: string | null;
  /** Made with a test key, and for test keys only */
  test: boolean;
  created_at: string;
  received_at: string | null;
  last_used_at: string | null;
  /** When it is removed, unless it is used before: then later, up to 30 days in all */
  expires_at: string;
}

/** Calls and credits of a period */
export interface UsageSummary {
  object: "usage_summary";
  /** What the rows stand for: calls of an hour, of a day, of a key or with a status, or models made under a project, of an engine or for an end user */
  by: "hour" | "day" | "key" | "project" | "engine" | "status" | "end_user";
  from: string;
  to: string;
  /** Where its days begin */
  time_zone: "UTC";
  data: {
    /** A day, the beginning of an hour, the id of a key or project (none without one), the name of an engine, a status code, or your name for an end user */
    group: string;
    /** The same for people: the name of the key or project */
    label: string;
    /** Calls; by project, engine and end user, models that were asked for */
    requests: number;
    /** Calls answered with 400 or above; by project, engine and end user, models that failed */
    failed_requests: number;
    /** Reserved less returned; by status, what the calls reserved */
    credits_used: number;
    /** Half of the calls were answered within: hour by hour, null elsewhere, for of days only sums are kept */
    latency_p50_ms: number | null;
    /** The same for 95 of 100 calls */
    latency_p95_ms: number | null;
  }[];
  totals: {
    /** Calls; by project, engine and end user, models that were asked for */
    requests: number;
    /** Calls answered with 400 or above; by project, engine and end user, models that failed */
    failed_requests: number;
    /** Reserved less returned; by status, what the calls reserved */
    credits_used: number;
  };
}

/** One try of a delivery */
export interface WebhookAttempt {
  number: number;
  at: string;
  duration_ms: number;
  /** Null where nothing came back */
  status_code: number | null;
  /** Why it does not count as delivered */
  error: string | null;
  /** The first thousand characters that came back */
  answer: string | null;
}

/** One event on its way to one endpoint */
export interface WebhookDelivery {
  id: string;
  object: "webhook_delivery";
  endpoint_id: string;
  /** Where it goes */
  url: string;
  /** Sent as the header webhook-id, the same in every try */
  event_id: string;
  /** What happened, as noun.verb */
  event_type:
    | "generation.created"
    | "generation.completed"
    | "generation.failed"
    | "generation.cancelled"
    | "generation.deleted"
    | "webhook.test"
    | "conversion.completed"
    | "conversion.failed"
    | "print_check.completed"
    | "print_check.failed"
    | "key.leaked"
    | "data_subject_request.completed"
    | "credits.low"
    | "credits.cap_reached"
    | "credits.top_up_failed";
  status: "pending" | "delivered" | "failed";
  next_attempt_at: string | null;
  /** What is sent, byte for byte */
  body: string;
  /** The newest last */
  attempts: WebhookAttempt[];
  created_at: string;
  completed_at: string | null;
}

/** An address that events are sent to */
export interface WebhookEndpoint {
  id: string;
  object: "webhook_endpoint";
  url: string;
  description: string;
  /** Only these types; every type where empty */
  event_types: (
    | "generation.created"
    | "generation.completed"
    | "generation.failed"
    | "generation.cancelled"
    | "generation.deleted"
    | "webhook.test"
    | "conversion.completed"
    | "conversion.failed"
    | "print_check.completed"
    | "print_check.failed"
    | "key.leaked"
    | "data_subject_request.completed"
    | "credits.low"
    | "credits.cap_reached"
    | "credits.top_up_failed"
  )[];
  /** Whether anything is sent to it */
  enabled: boolean;
  /** By hand, because it answered 410, or because nothing arrived in a whole retry schedule */
  disabled_reason: "by_hand" | "gone" | "failing" | null;
  /** Until when the secret before the last rotation signs as well */
  previous_secret_expires_at: string | null;
  last_success_at: string | null;
  created_at: string;
}

/** RFC 9457, with the fields that the published clients read */
export interface Problem {
  /** Address of the code's explanation */
  type: string;
  title: string;
  status: number;
  /** What happened and what to do next */
  detail: string;
  instance: string;
  code:
    | "invalid_request"
    | "invalid_json"
    | "invalid_image"
    | "image_not_fetched"
    | "image_too_small"
    | "image_too_large"
    | "bad_mesh"
    | "empty_subject"
    | "prompt_not_understood"
    | "address_refused"
    | "unsupported_format"
    | "conflicting_credentials"
    | "malware_found"
    | "model_too_large"
    | "print_contract_unmet"
    | "no_eligible_processor"
    | "key_in_url"
    | "invalid_signature"
    | "download_not_ready"
    | "unauthenticated"
    | "insufficient_credits"
    | "price_above_limit"
    | "key_cap_reached"
    | "spending_cap_reached"
    | "payment_declined"
    | "forbidden"
    | "address_not_allowed"
    | "origin_not_allowed"
    | "insecure_transport"
    | "storage_quota"
    | "processing_restricted"
    | "insufficient_scope"
    | "account_suspended"
    | "link_expired"
    | "not_found"
    | "method_not_allowed"
    | "not_acceptable"
    | "request_timeout"
    | "conflict"
    | "already_finished"
    | "idempotency_in_flight"
    | "email_taken"
    | "gone"
    | "payload_too_large"
    | "uri_too_long"
    | "unsupported_media_type"
    | "misdirected_request"
    | "idempotency_mismatch"
    | "headers_too_large"
    | "rate_limited"
    | "too_many_attempts"
    | "internal_error"
    | "deadline_exceeded"
    | "engine_failed"
    | "storage_unavailable"
    | "service_unavailable";
  /** The same as detail */
  message: string;
  /** The same as title */
  error: string;
  request_id: string;
  /** The first offending field */
  param?: string;
  /** Field to messages */
  errors?: Record<string, string[]>;
  credits_required?: number;
  credits_available?: number;
  /** Seconds, as in the header Retry-After */
  retry_after?: number;
}

export interface GenerationsCreateBody {
  /** PNG, JPEG or WebP, up to 20 MB */
  image?: FileInput | FileInput[];
  /** How near each point of the picture is, in grey, for the engine figure */
  depth_map?: FileInput;
  /** Which way the surface looks at each point of the picture, for the engine figure: red right, green up, blue towards the viewer */
  normal_map?: FileInput;
  /** A wish in words instead of a picture */
  prompt?: string;
  /** Quality tier: resolution, colours and price */
  quality?:
    | "default"
    | "high"
    | "ultra"
    | "super"
    | "super_texture"
    | "superplus"
    | "superplus_texture"
    | "superplus_1280"
    | "superplus_1280_texture"
    | "superplus_1536"
    | "superplus_1536_texture";
  /** File formats to write; all of them cost one generation */
  formats?: ("stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz")[];
  /** Engine, or auto to let the input decide, which never is generative: that runs elsewhere */
  engine?:
    | "auto"
    | "figure"
    | "relief"
    | "lithophane"
    | "extrude"
    | "layers"
    | "hull"
    | "text"
    | "parametric"
    | "generative";
  /** Extent of the finished model in millimetres */
  size_mm?: number;
  /** The side that size_mm measures */
  size_axis?: "longest" | "x" | "y" | "z";
  /** The same seed gives the same bytes */
  seed?: number;
  /** Refuse rather than charge more than this */
  max_credits?: number;
  /** Give it up, uncharged, when it has not finished by then */
  deadline_seconds?: number;
  /** Your own name for the person it is made for; better a number than a mail address */
  end_user_id?: string;
  /** Up to 20 short texts of your own, kept and given back */
  metadata?: Record<string, string>;
  processing?: ProcessingWish;
  /** Where the events of this one generation are sent to, signed with your signing secret */
  webhook_url?: string;
  /** false: pictures and words that it is made from are erased as soon as it has ended */
  store_input?: boolean;
  /** When it is deleted by itself: seconds from now, or a moment, 60 seconds to 366 days ahead */
  delete_after?: number | string;
  /** For the engine figure */
  figure?: {
    /** Thickness as a multiple of what the outline suggests; 1 leaves balls round */
    depth_ratio?: number;
    /** How the subject leans away from the viewer; a depth map, a normal map or a flat back takes its place */
    tilt?: {
      /** Slope of the middle plane away from the viewer, per step to the right */
      x?: number;
      /** The same per step upward, for three-quarter photographs */
      z?: number;
    };
    /** Bodies of revolution: on strict evidence only, never, or always */
    symmetry?: "auto" | "off" | "revolve";
    /** How far white stands before black in depth_map, as a share of the subject's longest side; fitted to the outline where absent */
    depth_range?: number;
    /** What white means in depth_map */
    depth_white?: "near" | "far";
    /** Where the surface looks that is greener in normal_map: up as in OpenGL, down as in DirectX */
    normal_green?: "up" | "down";
    /** A plane instead of the back: the model lies on it and needs no supports */
    flat_back?: boolean;
    /** How far the picture's detail stands out: 0 not at all, 0.5 fine shading and small marks, 1 painted faces too, and stripes with them; never more than 2 % of the size */
    emboss?: number;
  };
  /** For the engine relief */
  relief?: {
    /** From the darkest to the brightest, as a share of the longest side */
    height_share?: number;
    /** Thickness of the plate below the darkest, as a share of the longest side */
    base_share?: number;
    /** Width of the raised frame, as a share of the longest side; 0 for none */
    frame_share?: number;
    /** Dark stands out instead of bright */
    invert?: boolean;
    /** How strongly grain is taken out; 0 leaves every pixel */
    smoothing?: number;
    /** How far the surface may lie off the picture, as a share of the height; grows to meet the most triangles allowed */
    max_error?: number;
  };
  /** For the engine lithophane */
  lithophane?: {
    /** A panel, a bent panel, a tube that closes, a ball that is open below for a lamp, or a lying heart */
    shape?: "flat" | "curved" | "cylinder" | "sphere" | "heart";
    /** Where the picture is white */
    min_thickness_mm?: number;
    /** Where it is black */
    max_thickness_mm?: number;
    /** The filament's constant: how fast it swallows light. White PLA differs from maker to maker by a factor of two, so measure yours: print two steps, as thick as white and black will be, at 100 % infill, measure the light through each with a light meter, and take ln(brighter ÷ darker) ÷ (difference in mm). Larger keeps dark tones thinner */
    attenuation_per_mm?: number;
    /** Dark lets the light through */
    invert?: boolean;
    /** Width of the frame round the picture; below and above it on tubes and balls; 0 for none */
    frame_mm?: number;
    /** Of the frame, and of what is plain on a ball; as max_thickness_mm if absent */
    frame_thickness_mm?: number;
    /** From the left to the right end of the shape curved */
    curve_degrees?: number;
    /** Pictures side by side round a cylinder (usually 1) or sphere (as its proportions ask) */
    copies?: number;
    /** Opening below a sphere */
    opening_mm?: number;
    /** Diameter of hanger holes: in tabs above a panel, in a heart's notch, through a tube's upper frame, in a sphere's top */
    hole_mm?: number;
    /** How many hanger holes; a sphere and a heart have one */
    holes?: number;
    /** Of the shape flat: prints finer standing, faster lying */
    pose?: "standing" | "lying";
    /** How strongly grain is taken out; 0 leaves every pixel */
    smoothing?: number;
    /** How far thickness may be off; grows to meet the most triangles allowed */
    max_error_mm?: number;
  };
  /** For the engine extrude */
  extrude?: {
    /** Height of the drawing itself, above its base where it has one */
    height_mm?: number;
    /** The background becomes solid and the drawing its holes, out to the picture's frame */
    invert?: boolean;
    /** How far the upper edge is taken back; parts thinner than twice this end lower */
    bevel_mm?: number;
    /** Form of the upper edge: 45 degrees, or a quarter round */
    bevel?: "chamfer" | "round";
    /** What the drawing stands on: nothing, a rectangle, or a plate that follows its outline */
    base?: "none" | "rectangle" | "contour";
    /** Thickness of the base */
    base_mm?: number;
    /** From the drawing to the base's edge */
    margin_mm?: number;
    /** Of a rectangle's corners */
    corner_radius_mm?: number;
    /** Diameter of a hole for a key ring in a tab at the top; 0 for none */
    hole_mm?: number;
  };
  /** For the engine layers */
  layers?: {
    /** Colours on top of each other, a filament change each, or beside each other, for several nozzles */
    arrangement?: "stacked" | "side_by_side";
    /** At most so many colours are made */
    colors?: number;
    /** The filaments at hand, instead of the picture's own colours */
    palette?: string[];
    /** Which colours lie at the bottom of a stack */
    order?: "dark_first" | "light_first";
    /** Thickness of a stack's lowest colour */
    base_mm?: number;
    /** Thickness of each colour above it */
    step_mm?: number;
    /** Of colours that lie side by side */
    thickness_mm?: number;
    /** Height of a printed layer, which a stack's colours end on */
    print_layer_mm?: number;
  };
  /** For the engine hull */
  hull?: {
    /** Where each picture was taken from, in their order: degrees (0 front, 90 right) or a side's name. Absent: front and right for two, evenly round for three and four, then top and bottom */
    angles?: (number | "front" | "right" | "back" | "left" | "top" | "bottom")[];
    /** How softly the outlines meet, as a share of the longest side; 0 leaves seams */
    rounding?: number;
  };
  /** For the engine text */
  text?: {
    /** sans also sets Greek; all four set Latin with its accents, Vietnamese and Cyrillic */
    font?: "sans" | "rounded" | "slab" | "script";
    /** What the words stand on: a plate, a key ring's tag, a sign with rim and screw holes, or nothing */
    style?: "plate" | "keychain" | "sign" | "letters";
    /** Letters raised from the plate, or cut into it */
    relief?: "emboss" | "deboss";
    /** Edge of the plate: a rectangle, or the letters' own contour (usual for a keychain) */
    outline?: "rectangle" | "contour";
    /** Height of the letters, or depth of their cut: usually 1.6, and 5 without a plate */
    height_mm?: number;
    /** Thickness of the plate */
    base_mm?: number;
    /** From the letters to the edge */
    margin_mm?: number;
    /** Of a rectangle's corners */
    corner_radius_mm?: number;
    /** Diameter of a keychain's hole (usually 5) or a sign's two (usually 4); 0 for none */
    hole_mm?: number;
    /** Added between letters, as a share of the type size */
    letter_spacing_em?: number;
    /** Factor on the usual distance */
    line_spacing?: number;
    /** Of several lines */
    align?: "left" | "center" | "right";
    /** Longer lines are broken between words */
    line_length?: number;
    /** A bar under each line; it holds letters without a plate together */
    underline?: boolean;
    /** A colour makes letters and plate two bodies, for printers with two */
    letter_color?: string;
    /** The plate's colour */
    base_color?: string;
  };
  /** The print contract */
  print?: {
    /** How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls) */
    process?: "fdm" | "sla" | "sls";
    /** Thinnest wall that will do, instead of the process's own */
    min_wall_mm?: number;
    /** What it stands on: as it is, cut flat below, on a round disc, or on a square plate */
    base?: "none" | "flat" | "disc" | "plate";
    /** auto turns it to the side on which it prints with least overhang */
    orientation?: "keep" | "auto";
    /** Hollow the model out behind walls of at least this thickness */
    hollow_mm?: number;
    /** Holes in the underside through which a hollow model's resin or powder runs out */
    drain_holes?: number;
    /** Diameter of each drain hole; 3.5 mm if not said */
    drain_hole_mm?: number;
    /** Upper bound of triangles, where it lies below the quality's own */
    max_triangles?: number;
    /** pegs cuts what is larger than bed_mm (256 mm each way if not said) into pieces that fit, with pegs and holes to join them */
    split?: "none" | "pegs";
    /** Gap round each peg; 0.2 mm if not said, 0.1 mm for sla */
    split_clearance_mm?: number;
    /** Width, depth and height of the printer's room, which the model must fit as it stands */
    bed_mm?: number[];
  };
  /** How the files are written */
  output?: {
    /** meshopt packs the GLB as EXT_meshopt_compression, in about half the bytes, for programs that know it */
    glb_compression?: "none" | "meshopt";
  };
  /** The same as formats with one entry */
  format?: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
  /** Where the picture is fetched from, instead of the file itself */
  image_url?: string;
  /** A picture that was sent ahead, instead of the file itself */
  upload_id?: string;
  /** Several views that were sent ahead, in the order of image */
  upload_ids?: string[];
  /** An upload of kind depth_map, instead of the file depth_map itself */
  depth_map_upload_id?: string;
  /** An upload of kind normal_map, instead of the file normal_map itself */
  normal_map_upload_id?: string;
}

export interface GenerationsQuoteBody {
  /** PNG, JPEG or WebP, up to 20 MB */
  image?: FileInput | FileInput[];
  /** How near each point of the picture is, in grey, for the engine figure */
  depth_map?: FileInput;
  /** Which way the surface looks at each point of the picture, for the engine figure: red right, green up, blue towards the viewer */
  normal_map?: FileInput;
  /** A wish in words instead of a picture */
  prompt?: string;
  /** Quality tier: resolution, colours and price */
  quality?:
    | "default"
    | "high"
    | "ultra"
    | "super"
    | "super_texture"
    | "superplus"
    | "superplus_texture"
    | "superplus_1280"
    | "superplus_1280_texture"
    | "superplus_1536"
    | "superplus_1536_texture";
  /** File formats to write; all of them cost one generation */
  formats?: ("stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz")[];
  /** Engine, or auto to let the input decide, which never is generative: that runs elsewhere */
  engine?:
    | "auto"
    | "figure"
    | "relief"
    | "lithophane"
    | "extrude"
    | "layers"
    | "hull"
    | "text"
    | "parametric"
    | "generative";
  /** Extent of the finished model in millimetres */
  size_mm?: number;
  /** The side that size_mm measures */
  size_axis?: "longest" | "x" | "y" | "z";
  /** The same seed gives the same bytes */
  seed?: number;
  /** Refuse rather than charge more than this */
  max_credits?: number;
  /** Give it up, uncharged, when it has not finished by then */
  deadline_seconds?: number;
  /** Your own name for the person it is made for; better a number than a mail address */
  end_user_id?: string;
  /** Up to 20 short texts of your own, kept and given back */
  metadata?: Record<string, string>;
  processing?: ProcessingWish;
  /** Where the events of this one generation are sent to, signed with your signing secret */
  webhook_url?: string;
  /** false: pictures and words that it is made from are erased as soon as it has ended */
  store_input?: boolean;
  /** When it is deleted by itself: seconds from now, or a moment, 60 seconds to 366 days ahead */
  delete_after?: number | string;
  /** For the engine figure */
  figure?: {
    /** Thickness as a multiple of what the outline suggests; 1 leaves balls round */
    depth_ratio?: number;
    /** How the subject leans away from the viewer; a depth map, a normal map or a flat back takes its place */
    tilt?: {
      /** Slope of the middle plane away from the viewer, per step to the right */
      x?: number;
      /** The same per step upward, for three-quarter photographs */
      z?: number;
    };
    /** Bodies of revolution: on strict evidence only, never, or always */
    symmetry?: "auto" | "off" | "revolve";
    /** How far white stands before black in depth_map, as a share of the subject's longest side; fitted to the outline where absent */
    depth_range?: number;
    /** What white means in depth_map */
    depth_white?: "near" | "far";
    /** Where the surface looks that is greener in normal_map: up as in OpenGL, down as in DirectX */
    normal_green?: "up" | "down";
    /** A plane instead of the back: the model lies on it and needs no supports */
    flat_back?: boolean;
    /** How far the picture's detail stands out: 0 not at all, 0.5 fine shading and small marks, 1 painted faces too, and stripes with them; never more than 2 % of the size */
    emboss?: number;
  };
  /** For the engine relief */
  relief?: {
    /** From the darkest to the brightest, as a share of the longest side */
    height_share?: number;
    /** Thickness of the plate below the darkest, as a share of the longest side */
    base_share?: number;
    /** Width of the raised frame, as a share of the longest side; 0 for none */
    frame_share?: number;
    /** Dark stands out instead of bright */
    invert?: boolean;
    /** How strongly grain is taken out; 0 leaves every pixel */
    smoothing?: number;
    /** How far the surface may lie off the picture, as a share of the height; grows to meet the most triangles allowed */
    max_error?: number;
  };
  /** For the engine lithophane */
  lithophane?: {
    /** A panel, a bent panel, a tube that closes, a ball that is open below for a lamp, or a lying heart */
    shape?: "flat" | "curved" | "cylinder" | "sphere" | "heart";
    /** Where the picture is white */
    min_thickness_mm?: number;
    /** Where it is black */
    max_thickness_mm?: number;
    /** The filament's constant: how fast it swallows light. White PLA differs from maker to maker by a factor of two, so measure yours: print two steps, as thick as white and black will be, at 100 % infill, measure the light through each with a light meter, and take ln(brighter ÷ darker) ÷ (difference in mm). Larger keeps dark tones thinner */
    attenuation_per_mm?: number;
    /** Dark lets the light through */
    invert?: boolean;
    /** Width of the frame round the picture; below and above it on tubes and balls; 0 for none */
    frame_mm?: number;
    /** Of the frame, and of what is plain on a ball; as max_thickness_mm if absent */
    frame_thickness_mm?: number;
    /** From the left to the right end of the shape curved */
    curve_degrees?: number;
    /** Pictures side by side round a cylinder (usually 1) or sphere (as its proportions ask) */
    copies?: number;
    /** Opening below a sphere */
    opening_mm?: number;
    /** Diameter of hanger holes: in tabs above a panel, in a heart's notch, through a tube's upper frame, in a sphere's top */
    hole_mm?: number;
    /** How many hanger holes; a sphere and a heart have one */
    holes?: number;
    /** Of the shape flat: prints finer standing, faster lying */
    pose?: "standing" | "lying";
    /** How strongly grain is taken out; 0 leaves every pixel */
    smoothing?: number;
    /** How far thickness may be off; grows to meet the most triangles allowed */
    max_error_mm?: number;
  };
  /** For the engine extrude */
  extrude?: {
    /** Height of the drawing itself, above its base where it has one */
    height_mm?: number;
    /** The background becomes solid and the drawing its holes, out to the picture's frame */
    invert?: boolean;
    /** How far the upper edge is taken back; parts thinner than twice this end lower */
    bevel_mm?: number;
    /** Form of the upper edge: 45 degrees, or a quarter round */
    bevel?: "chamfer" | "round";
    /** What the drawing stands on: nothing, a rectangle, or a plate that follows its outline */
    base?: "none" | "rectangle" | "contour";
    /** Thickness of the base */
    base_mm?: number;
    /** From the drawing to the base's edge */
    margin_mm?: number;
    /** Of a rectangle's corners */
    corner_radius_mm?: number;
    /** Diameter of a hole for a key ring in a tab at the top; 0 for none */
    hole_mm?: number;
  };
  /** For the engine layers */
  layers?: {
    /** Colours on top of each other, a filament change each, or beside each other, for several nozzles */
    arrangement?: "stacked" | "side_by_side";
    /** At most so many colours are made */
    colors?: number;
    /** The filaments at hand, instead of the picture's own colours */
    palette?: string[];
    /** Which colours lie at the bottom of a stack */
    order?: "dark_first" | "light_first";
    /** Thickness of a stack's lowest colour */
    base_mm?: number;
    /** Thickness of each colour above it */
    step_mm?: number;
    /** Of colours that lie side by side */
    thickness_mm?: number;
    /** Height of a printed layer, which a stack's colours end on */
    print_layer_mm?: number;
  };
  /** For the engine hull */
  hull?: {
    /** Where each picture was taken from, in their order: degrees (0 front, 90 right) or a side's name. Absent: front and right for two, evenly round for three and four, then top and bottom */
    angles?: (number | "front" | "right" | "back" | "left" | "top" | "bottom")[];
    /** How softly the outlines meet, as a share of the longest side; 0 leaves seams */
    rounding?: number;
  };
  /** For the engine text */
  text?: {
    /** sans also sets Greek; all four set Latin with its accents, Vietnamese and Cyrillic */
    font?: "sans" | "rounded" | "slab" | "script";
    /** What the words stand on: a plate, a key ring's tag, a sign with rim and screw holes, or nothing */
    style?: "plate" | "keychain" | "sign" | "letters";
    /** Letters raised from the plate, or cut into it */
    relief?: "emboss" | "deboss";
    /** Edge of the plate: a rectangle, or the letters' own contour (usual for a keychain) */
    outline?: "rectangle" | "contour";
    /** Height of the letters, or depth of their cut: usually 1.6, and 5 without a plate */
    height_mm?: number;
    /** Thickness of the plate */
    base_mm?: number;
    /** From the letters to the edge */
    margin_mm?: number;
    /** Of a rectangle's corners */
    corner_radius_mm?: number;
    /** Diameter of a keychain's hole (usually 5) or a sign's two (usually 4); 0 for none */
    hole_mm?: number;
    /** Added between letters, as a share of the type size */
    letter_spacing_em?: number;
    /** Factor on the usual distance */
    line_spacing?: number;
    /** Of several lines */
    align?: "left" | "center" | "right";
    /** Longer lines are broken between words */
    line_length?: number;
    /** A bar under each line; it holds letters without a plate together */
    underline?: boolean;
    /** A colour makes letters and plate two bodies, for printers with two */
    letter_color?: string;
    /** The plate's colour */
    base_color?: string;
  };
  /** The print contract */
  print?: {
    /** How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls) */
    process?: "fdm" | "sla" | "sls";
    /** Thinnest wall that will do, instead of the process's own */
    min_wall_mm?: number;
    /** What it stands on: as it is, cut flat below, on a round disc, or on a square plate */
    base?: "none" | "flat" | "disc" | "plate";
    /** auto turns it to the side on which it prints with least overhang */
    orientation?: "keep" | "auto";
    /** Hollow the model out behind walls of at least this thickness */
    hollow_mm?: number;
    /** Holes in the underside through which a hollow model's resin or powder runs out */
    drain_holes?: number;
    /** Diameter of each drain hole; 3.5 mm if not said */
    drain_hole_mm?: number;
    /** Upper bound of triangles, where it lies below the quality's own */
    max_triangles?: number;
    /** pegs cuts what is larger than bed_mm (256 mm each way if not said) into pieces that fit, with pegs and holes to join them */
    split?: "none" | "pegs";
    /** Gap round each peg; 0.2 mm if not said, 0.1 mm for sla */
    split_clearance_mm?: number;
    /** Width, depth and height of the printer's room, which the model must fit as it stands */
    bed_mm?: number[];
  };
  /** How the files are written */
  output?: {
    /** meshopt packs the GLB as EXT_meshopt_compression, in about half the bytes, for programs that know it */
    glb_compression?: "none" | "meshopt";
  };
  /** The same as formats with one entry */
  format?: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
  /** Where the picture is fetched from, instead of the file itself */
  image_url?: string;
  /** A picture that was sent ahead, instead of the file itself */
  upload_id?: string;
  /** Several views that were sent ahead, in the order of image */
  upload_ids?: string[];
  /** An upload of kind depth_map, instead of the file depth_map itself */
  depth_map_upload_id?: string;
  /** An upload of kind normal_map, instead of the file normal_map itself */
  normal_map_upload_id?: string;
}

export interface GenerationsFeedbackBody {
  /** Whether the model is of use */
  rating: "good" | "bad";
  comment?: string;
}

export interface UploadsCreateBody {
  /** What it is; application/zip is an OBJ together with its materials */
  content_type:
    | "image/png"
    | "image/jpeg"
    | "image/webp"
    | "model/stl"
    | "model/obj"
    | "application/x-ply"
    | "model/gltf-binary"
    | "model/3mf"
    | "application/zip";
  /** Its exact length: up to 20 MB of a picture or a map, 64 MB of a mesh */
  bytes: number;
  /** What it will be named for: a map of a figure's front keeps its sixteen bits. A picture or a mesh where absent */
  kind?: "picture" | "depth_map" | "normal_map" | "mesh";
  /** For you to know it by; a folder before it is left out */
  filename?: string;
}

export interface ConversionsCreateBody {
  /** STL, OBJ (also zipped with its materials), PLY, GLB or 3MF, up to 64 MB and 4 million triangles */
  mesh?: FileInput;
  /** File format of the model */
  format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz";
  /** Close, turn outward and tidy the mesh on the way */
  repair?: boolean;
  /** Factor for every coordinate, such as 25.4 for a file in inches */
  scale?: number;
  /** Wanted extent in millimetres, instead of a factor */
  size_mm?: number;
  /** The side that size_mm measures */
  size_axis?: "longest" | "x" | "y" | "z";
  /** Pack a GLB as EXT_meshopt_compression, in about half the bytes */
  compress?: boolean;
  /** A mesh that was sent ahead, instead of the file itself */
  upload_id?: string;
}

export interface PrintChecksCreateBody {
  /** STL, OBJ (also zipped with its materials), PLY, GLB or 3MF, up to 64 MB and 4 million triangles */
  mesh?: FileInput;
  /** Report on the mesh as it would be once it is mended */
  repair?: boolean;
  /** Factor for every coordinate, such as 25.4 for a file in inches */
  scale?: number;
  /** Wanted extent in millimetres, instead of a factor */
  size_mm?: number;
  /** The side that size_mm measures */
  size_axis?: "longest" | "x" | "y" | "z";
  /** How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls) */
  process?: "fdm" | "sla" | "sls";
  /** Thinnest wall that will do, instead of the process's own */
  min_wall_mm?: number;
  /** Upper bound of triangles, where it lies below the quality's own */
  max_triangles?: number;
  /** Width, depth and height of the printer's room, which the model must fit as it stands */
  bed_mm?: number[];
  /** A mesh that was sent ahead, instead of the file itself */
  upload_id?: string;
}

export interface KeysCreateBody {
  /** What the key is for */
  name: string;
  /** Free, on the embedded engines, at reduced resolution */
  test?: boolean;
  /** What the key may do */
  scopes?: ("generate" | "read" | "keys" | "billing" | "webhooks" | "privacy")[];
  /** Addresses and networks (CIDR) that may use the key; anywhere where empty */
  allowed_addresses?: string[];
  /** Web pages that may send a live key; none where empty. Test keys may come from any */
  allowed_origins?: string[];
  /** Credits that its generations of one calendar month (UTC) may cost */
  monthly_credit_cap?: number | null;
  /** The project whose rules hold as well for what it sends; of the key that asks where absent */
  project_id?: string | null;
  /** Version of the confirmation about your own end users that you give; needed once for an organization's live keys, else 409 with its text */
  end_user_attestation?: number;
  /** When it stops working, up to two years from now: after 365 days where absent */
  expires_at?: string;
}

export interface KeysUpdateBody {
  /** What the key is for */
  name?: string;
  /** What the key may do */
  scopes?: ("generate" | "read" | "keys" | "billing" | "webhooks" | "privacy")[];
  /** Addresses and networks (CIDR) that may use the key; anywhere where empty */
  allowed_addresses?: string[];
  /** Web pages that may send a live key; none where empty. Test keys may come from any */
  allowed_origins?: string[];
  /** Credits that its generations of one calendar month (UTC) may cost */
  monthly_credit_cap?: number | null;
  /** The project whose rules hold as well for what it sends; null for none */
  project_id?: string | null;
  /** When it stops working, up to two years from now */
  expires_at?: string;
}

export interface KeysRotateBody {
  /** How long the old secret works beside the new one; 0 ends all former ones at once */
  overlap_hours?: number;
}

export type KeysReportLeaksBody =
  | {
      /** The key as it was found */
      key: string;
    }
  | {
      /** The key as it was found */
      token: string;
      type?: string;
      /** Where it was found */
      url?: string | null;
      /** Such as content or commit */
      source?: string;
    }[];

export interface WebhooksCreateBody {
  /** Where events are sent to */
  url: string;
  /** What it is for, in your own words */
  description?: string;
  /** Only these types; every type where empty */
  event_types?: (
    | "generation.created"
    | "generation.completed"
    | "generation.failed"
    | "generation.cancelled"
    | "generation.deleted"
    | "webhook.test"
    | "conversion.completed"
    | "conversion.failed"
    | "print_check.completed"
    | "print_check.failed"
    | "key.leaked"
    | "data_subject_request.completed"
    | "credits.low"
    | "credits.cap_reached"
    | "credits.top_up_failed"
  )[];
}

export interface WebhooksUpdateBody {
  /** Where events are sent to */
  url?: string;
  /** What it is for, in your own words */
  description?: string;
  /** Only these types; every type where empty */
  event_types?: (
    | "generation.created"
    | "generation.completed"
    | "generation.failed"
    | "generation.cancelled"
    | "generation.deleted"
    | "webhook.test"
    | "conversion.completed"
    | "conversion.failed"
    | "print_check.completed"
    | "print_check.failed"
    | "key.leaked"
    | "data_subject_request.completed"
    | "credits.low"
    | "credits.cap_reached"
    | "credits.top_up_failed"
  )[];
  /** Whether anything is sent to it */
  enabled?: boolean;
}

export interface WebhooksRotateSecretBody {
  /** How long both secrets sign, in hours */
  overlap_hours?: number;
}

export interface WebhooksRotateSigningSecretBody {
  /** How long both secrets sign, in hours */
  overlap_hours?: number;
}

export type PrivacySetProcessingPolicyBody = ProcessingWish;

export type PrivacySetConsentsBody = SetConsents;

export type PrivacyCreateRequestBody = CreateDataSubjectRequest;

export interface ProjectsCreateBody {
  /** What the project is for */
  name: string;
  /** Rules for what its keys send; the strictest of these, the organization's and a request's own hold */
  processing?: ProcessingWish;
  /** Its word on improving models: with deny nothing of it ever does; allow and null leave it to the organization and the request */
  training_consent?: "allow" | "deny" | null;
}

export interface ProjectsUpdateBody {
  /** What the project is for */
  name?: string;
  /** Rules for what its keys send; the strictest of these, the organization's and a request's own hold */
  processing?: ProcessingWish;
  /** Its word on improving models: with deny nothing of it ever does; allow and null leave it to the organization and the request */
  training_consent?: "allow" | "deny" | null;
  /** False restores it, and its keys make models again */
  archived?: boolean;
}

/** Every call of the API, grouped as in its reference. */
export class PrintPal {
  private readonly transport: Transport;
  constructor(options: ClientOptions) {
    this.transport = new Transport(options);
  }
  readonly generations = {
    /** Turn a picture or a prompt into a printable model */
    create: (body: GenerationsCreateBody = {}, options?: CallOptions) =>
      this.transport.json<Generation>({
        method: "POST",
        path: "/api/v1/generations",
        body,
        files: ["image", "depth_map", "normal_map"],
        options,
      }),
    /** List generations, newest first */
    list: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this generation */
        after?: string;
        /** Continue ahead of this generation */
        before?: string;
        /** Where the generation stands */
        status?: "pending" | "processing" | "completed" | "failed" | "cancelled";
        /** The engine that ran */
        engine?:
          | "figure"
          | "relief"
          | "lithophane"
          | "extrude"
          | "layers"
          | "hull"
          | "text"
          | "parametric"
          | "generative";
        /** Asked for with this key */
        key_id?: string;
        /** Made under this project, as it was then */
        project_id?: string;
        /** Your own name for the person it is made for; better a number than a mail address */
        end_user_id?: string;
        /** Made at this time or later */
        created_after?: string;
        /** Made before this time */
        created_before?: string;
        /** Occurs in the prompt */
        text?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: Generation[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/generations", query, options }),
    /** Check a request and say what it would cost, without making it */
    quote: (body: GenerationsQuoteBody = {}, options?: CallOptions) =>
      this.transport.json<Quote>({
        method: "POST",
        path: "/api/v1/generations/quote",
        body,
        files: ["image", "depth_map", "normal_map"],
        options,
      }),
    /** Read one generation */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<Generation>({
        method: "GET",
        path: "/api/v1/generations/{id}",
        params: { id },
        options,
      }),
    /** Delete a generation, its picture and its files */
    delete: (id: string, options?: CallOptions) =>
      this.transport.json<{
        id: string;
        object: "generation";
        deleted: true;
      }>({ method: "DELETE", path: "/api/v1/generations/{id}", params: { id }, options }),
    /** Stop a generation and return its credits */
    cancel: (id: string, options?: CallOptions) =>
      this.transport.json<Generation>({
        method: "POST",
        path: "/api/v1/generations/{id}/cancel",
        params: { id },
        options,
      }),
    /** Read the print report of a completed generation */
    report: (id: string, options?: CallOptions) =>
      this.transport.json<{
        /** Every edge is shared by exactly two triangles */
        watertight: boolean;
        /** Closed, oriented, and every vertex has a single fan of triangles */
        manifold: boolean;
        triangles: number;
        vertices: number;
        /** Connected bodies */
        parts: number;
        /** What the surface encloses */
        volume_mm3: number;
        /** Of the whole surface */
        area_mm2: number;
        /** Extent along each axis */
        size_mm: {
          x: number;
          y: number;
          z: number;
        };
        /** Share of the surface steeper than 45° over air */
        overhang_share: number;
        /** What stands on the bed */
        bed_contact_mm2: number;
        /** PLA at 15 % infill, 0.2 mm layers */
        filament_grams: number;
        /** An estimate, at common speeds */
        print_minutes: number;
        /** Fits print.bed_mm, or 256 × 256 × 256 mm where none was named, perhaps turned by a right angle */
        fits_bed: boolean;
        /** Pairs of triangles that go through each other, counted up to 10,000; null if unknown */
        self_intersections?: number | null;
        /** Thickness that all but 0.2 % of the surface has at least; null from 5 mm on */
        thinnest_wall_mm?: number | null;
        /** Share of the surface on walls thinner than 0.8 (fdm), 0.5 (sla) and 0.7 mm (sls) */
        thin_wall_share?: {
          fdm: number;
          sla: number;
          sls: number;
        };
        /** Places that a printer would have to start in mid-air */
        islands?: number;
        /** How far off filament_grams may be, as a share of it */
        filament_error_share?: number;
        /** How far off print_minutes may be, as a share of it */
        print_time_error_share?: number;
        /** What a split model is printed as; size_mm is that of all put together */
        pieces?: {
          name: string;
          size_mm: {
            x: number;
            y: number;
            z: number;
          };
          /** That stand out of it; their holes are in its neighbours */
          pegs: number;
        }[];
        /** When to change the filament of a printer with one nozzle */
        filament_swaps?: {
          height_mm: number;
          /** The first printed layer in the new colour, counted from 1 */
          layer: number;
          /** #rrggbb */
          color: string;
        }[];
      }>({ method: "GET", path: "/api/v1/generations/{id}/report", params: { id }, options }),
    /** Say whether the model is of use */
    feedback: (id: string, body: GenerationsFeedbackBody, options?: CallOptions) =>
      this.transport.json<{
        /** Whether the model is of use */
        rating: "good" | "bad";
        comment: string;
      }>({ method: "POST", path: "/api/v1/generations/{id}/feedback", params: { id }, body, options }),
    /** Follow a generation as server-sent events, until it has finished */
    events: (id: string, options?: CallOptions) =>
      this.transport.events<Generation>({
        method: "GET",
        path: "/api/v1/generations/{id}/events",
        params: { id },
        options,
      }),
    /** Download the model with a key */
    file: (
      id: string,
      format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz",
      options?: CallOptions,
    ) =>
      this.transport.send({
        method: "GET",
        path: "/api/v1/generations/{id}/files/{format}",
        params: { id, format },
        options,
      }),
    /** Read the signed receipt of what was done with a generation's data */
    processing: (id: string, options?: CallOptions) =>
      this.transport.json<ProcessingReceipt>({
        method: "GET",
        path: "/api/v1/generations/{id}/processing",
        params: { id },
        options,
      }),
    /** Waits until a generation has finished. Throws PrintPalError with its error's code where it failed or was cancelled. */
    wait: async (id: string, options?: CallOptions): Promise<Generation> => {
      let latest: Generation | undefined;
      for await (const { data } of this.generations.events(id, options)) {
        latest = data;
        if (!["pending", "processing"].includes(data.status)) break;
      }
      latest ??= await this.generations.get(id, options);
      if (latest.status === "completed") return latest;
      throw new PrintPalError(
        latest.error?.code ?? latest.status,
        latest.error?.message ?? "The generation was " + latest.status + ".",
      );
    },
  };
  readonly uploads = {
    /** Announce a file, and get the signed address that its bytes go to */
    create: (body: UploadsCreateBody, options?: CallOptions) =>
      this.transport.json<CreatedUpload>({ method: "POST", path: "/api/v1/uploads", body, options }),
    /** List uploads, newest first */
    list: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this one */
        after?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: Upload[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/uploads", query, options }),
    /** Read one upload */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<Upload>({ method: "GET", path: "/api/v1/uploads/{id}", params: { id }, options }),
    /** Delete an upload; what was made from it stays */
    delete: (id: string, options?: CallOptions) =>
      this.transport.json<{
        id: string;
        object: "upload";
        deleted: true;
      }>({ method: "DELETE", path: "/api/v1/uploads/{id}", params: { id }, options }),
  };
  readonly conversions = {
    /** Turn a mesh into another format */
    create: (body: ConversionsCreateBody, options?: CallOptions) =>
      this.transport.json<Conversion>({
        method: "POST",
        path: "/api/v1/conversions",
        body,
        files: ["mesh"],
        options,
      }),
    /** List conversions, newest first */
    list: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this one */
        after?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: Conversion[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/conversions", query, options }),
    /** Read one conversion */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<Conversion>({
        method: "GET",
        path: "/api/v1/conversions/{id}",
        params: { id },
        options,
      }),
    /** Delete a conversion and its file; one that runs is stopped */
    delete: (id: string, options?: CallOptions) =>
      this.transport.json<{
        id: string;
        object: "conversion";
        deleted: true;
      }>({ method: "DELETE", path: "/api/v1/conversions/{id}", params: { id }, options }),
  };
  readonly printChecks = {
    /** Measure what a printer would meet in a mesh */
    create: (body: PrintChecksCreateBody = {}, options?: CallOptions) =>
      this.transport.json<PrintCheck>({
        method: "POST",
        path: "/api/v1/print-checks",
        body,
        files: ["mesh"],
        options,
      }),
    /** List print checks, newest first */
    list: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this one */
        after?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: PrintCheck[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/print-checks", query, options }),
    /** Read one print check */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<PrintCheck>({
        method: "GET",
        path: "/api/v1/print-checks/{id}",
        params: { id },
        options,
      }),
    /** Delete a print check; one that runs is stopped */
    delete: (id: string, options?: CallOptions) =>
      this.transport.json<{
        id: string;
        object: "print_check";
        deleted: true;
      }>({ method: "DELETE", path: "/api/v1/print-checks/{id}", params: { id }, options }),
  };
  readonly keys = {
    /** List the keys that were not revoked, newest first */
    list: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: ApiKey[];
        has_more: false;
      }>({ method: "GET", path: "/api/v1/keys", options }),
    /** Make a key; the answer shows it this once */
    create: (body: KeysCreateBody, options?: CallOptions) =>
      this.transport.json<{
        key: ApiKey;
        /** The key itself: shown this once and never kept */
        secret: string;
      }>({ method: "POST", path: "/api/v1/keys", body, options }),
    /** Change a key's name, scopes, bounds or expiry */
    update: (id: string, body: KeysUpdateBody = {}, options?: CallOptions) =>
      this.transport.json<ApiKey>({
        method: "PATCH",
        path: "/api/v1/keys/{id}",
        params: { id },
        body,
        options,
      }),
    /** End a key for good */
    revoke: (id: string, options?: CallOptions) =>
      this.transport.json<ApiKey>({ method: "DELETE", path: "/api/v1/keys/{id}", params: { id }, options }),
    /** Give a key a new secret, shown this once; the old one works until the overlap ends */
    rotate: (id: string, body: KeysRotateBody = {}, options?: CallOptions) =>
      this.transport.json<{
        key: ApiKey;
        /** The key itself: shown this once and never kept */
        secret: string;
      }>({ method: "POST", path: "/api/v1/keys/{id}/rotate", params: { id }, body, options }),
    /** Report keys that were found in public: those of ours end at once, and their owner is told */
    reportLeaks: (body: KeysReportLeaksBody, options?: CallOptions) =>
      this.transport.json<LeakReceipt>({ method: "POST", path: "/api/v1/keys/leaks", body, options }),
  };
  readonly credits = {
    /** Read the balance */
    balance: (options?: CallOptions) =>
      this.transport.json<Balance>({ method: "GET", path: "/api/v1/credits", options }),
    /** List the movements of credits, newest first */
    ledger: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this entry; newest come first */
        after?: string;
        /** Only movements of this kind */
        kind?: "grant" | "reserve" | "settle" | "release" | "expire" | "refund" | "debt" | "adjustment";
        /** Only credits that came from there */
        source?: "sign_up" | "plan" | "pack" | "support" | "adjustment" | "returned";
        /** Only movements of this generation */
        generation_id?: string;
        /** Only movements from this moment on */
        created_after?: string;
        /** Only movements before this moment */
        created_before?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: LedgerEntry[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/credits/ledger", query, options }),
  };
  readonly usage = {
    /** Sum up calls and credits by hour, day, key, project, engine, status or end user */
    summary: (
      query: {
        /** The last so many days in UTC, today included; without meaning beside created_after */
        days?: number;
        /** From this moment on, for up to 366 days */
        created_after?: string;
        /** Before this moment; now where absent */
        created_before?: string;
        /** What the rows stand for: calls of an hour, of a day, of a key or with a status, or models made under a project, of an engine or for an end user */
        by?: "hour" | "day" | "key" | "project" | "engine" | "status" | "end_user";
        /** csv answers text/csv, with names in the first line */
        format?: "json" | "csv";
      } = {},
      options?: CallOptions,
    ) => this.transport.json<UsageSummary>({ method: "GET", path: "/api/v1/usage", query, options }),
    /** List the calls of your keys, newest first */
    requests: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this request; newest come first */
        after?: string;
        /** Only the calls of this key */
        key_id?: string;
        /** Only the calls of the keys that belong to this project */
        project_id?: string;
        /** Only these calls */
        method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
        /** Only calls of this pattern */
        endpoint?: string;
        /** Only those answered so: a code, or a class such as 4xx */
        status?: string;
        /** Only calls about this generation */
        generation_id?: string;
        /** From this moment on */
        created_after?: string;
        /** Before this moment */
        created_before?: string;
        /** csv answers text/csv, with names in the first line */
        format?: "json" | "csv";
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: LoggedRequest[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/usage/requests", query, options }),
  };
  readonly webhooks = {
    /** List the endpoints, newest first */
    list: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: WebhookEndpoint[];
        has_more: false;
      }>({ method: "GET", path: "/api/v1/webhooks", options }),
    /** Name an address for events; the answer shows its secret this once */
    create: (body: WebhooksCreateBody, options?: CallOptions) =>
      this.transport.json<{
        endpoint: WebhookEndpoint;
        /** Verifies the signatures: shown this once */
        secret: string;
      }>({ method: "POST", path: "/api/v1/webhooks", body, options }),
    /** Read one endpoint */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<WebhookEndpoint>({
        method: "GET",
        path: "/api/v1/webhooks/{id}",
        params: { id },
        options,
      }),
    /** Change an endpoint, switch it off or on */
    update: (id: string, body: WebhooksUpdateBody = {}, options?: CallOptions) =>
      this.transport.json<WebhookEndpoint>({
        method: "PATCH",
        path: "/api/v1/webhooks/{id}",
        params: { id },
        body,
        options,
      }),
    /** Delete an endpoint and its delivery log */
    delete: (id: string, options?: CallOptions) =>
      this.transport.json<{
        id: string;
        object: "webhook_endpoint";
        deleted: true;
      }>({ method: "DELETE", path: "/api/v1/webhooks/{id}", params: { id }, options }),
    /** Make a new secret; both sign until the overlap ends */
    rotateSecret: (id: string, body: WebhooksRotateSecretBody = {}, options?: CallOptions) =>
      this.transport.json<{
        endpoint: WebhookEndpoint;
        /** Verifies the signatures: shown this once */
        secret: string;
      }>({ method: "POST", path: "/api/v1/webhooks/{id}/rotate-secret", params: { id }, body, options }),
    /** Read the secret that signs events to the addresses of single generations */
    getSigningSecret: (options?: CallOptions) =>
      this.transport.json<SigningSecret>({ method: "GET", path: "/api/v1/webhooks/signing-secret", options }),
    /** Make a new one; both sign until the overlap ends */
    rotateSigningSecret: (body: WebhooksRotateSigningSecretBody = {}, options?: CallOptions) =>
      this.transport.json<SigningSecret>({
        method: "POST",
        path: "/api/v1/webhooks/signing-secret/rotate",
        body,
        options,
      }),
    /** Send the endpoint a test event */
    test: (id: string, options?: CallOptions) =>
      this.transport.json<WebhookDelivery>({
        method: "POST",
        path: "/api/v1/webhooks/{id}/test",
        params: { id },
        options,
      }),
    /** List an endpoint's deliveries, newest first */
    listDeliveries: (
      id: string,
      query: {
        /** How many to give at the most */
        limit?: number;
        /** The id of the last delivery of the page before */
        after?: string;
        /** Only those that stand there */
        status?: "pending" | "delivered" | "failed";
        /** Only of what this happened to, such as one generation */
        subject_id?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: WebhookDelivery[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/webhooks/{id}/deliveries", params: { id }, query, options }),
    /** Send a delivery again, on a new schedule */
    redeliver: (id: string, delivery: string, options?: CallOptions) =>
      this.transport.json<WebhookDelivery>({
        method: "POST",
        path: "/api/v1/webhooks/{id}/deliveries/{delivery}/redeliver",
        params: { id, delivery },
        options,
      }),
  };
  readonly privacy = {
    /** List who processes what is sent */
    listProcessors: (options?: CallOptions) =>
      this.transport.json<ProcessorRegister>({ method: "GET", path: "/api/v1/processors", options }),
    /** List the public keys that receipts are verified with */
    listReceiptKeys: (options?: CallOptions) =>
      this.transport.json<ReceiptKeys>({ method: "GET", path: "/api/v1/receipt-keys", options }),
    /** Read the processing rules that hold for everything you send */
    getProcessingPolicy: (options?: CallOptions) =>
      this.transport.json<ProcessingWish>({ method: "GET", path: "/api/v1/processing-policy", options }),
    /** Replace those rules, from the next submission on */
    setProcessingPolicy: (body: PrivacySetProcessingPolicyBody, options?: CallOptions) =>
      this.transport.json<ProcessingWish>({
        method: "PUT",
        path: "/api/v1/processing-policy",
        body,
        options,
      }),
    /** List how long what is kept */
    listRetention: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: RetentionLine[];
        has_more: false;
      }>({ method: "GET", path: "/api/v1/retention", options }),
    /** Read what your organization agrees to */
    getConsents: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: Consent[];
        has_more: false;
      }>({ method: "GET", path: "/api/v1/consents", options }),
    /** Give or withdraw consents, from the next request on */
    setConsents: (body: PrivacySetConsentsBody, options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: Consent[];
        has_more: false;
      }>({ method: "PUT", path: "/api/v1/consents", body, options }),
    /** Pass on what a person behind your customer asks for */
    createRequest: (body: PrivacyCreateRequestBody, options?: CallOptions) =>
      this.transport.json<DataSubjectRequest>({
        method: "POST",
        path: "/api/v1/data-subject-requests",
        body,
        options,
      }),
    /** List those requests, newest first */
    listRequests: (
      query: {
        /** How many to give at the most */
        limit?: number;
        /** Continue behind this request */
        after?: string;
        /** Only those that stand so */
        status?: "pending" | "in_progress" | "completed" | "cancelled";
        /** Your own name for the person it is made for; better a number than a mail address */
        end_user_id?: string;
      } = {},
      options?: CallOptions,
    ) =>
      this.transport.json<{
        object: "list";
        data: DataSubjectRequest[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/data-subject-requests", query, options }),
    /** Read where a request stands, and what it brought */
    getRequest: (id: string, options?: CallOptions) =>
      this.transport.json<DataSubjectRequest>({
        method: "GET",
        path: "/api/v1/data-subject-requests/{id}",
        params: { id },
        options,
      }),
    /** Take back a request that has not begun */
    cancelRequest: (id: string, options?: CallOptions) =>
      this.transport.json<DataSubjectRequest>({
        method: "DELETE",
        path: "/api/v1/data-subject-requests/{id}",
        params: { id },
        options,
      }),
  };
  readonly projects = {
    /** List the projects, newest first, archived ones too */
    list: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: Project[];
        has_more: false;
      }>({ method: "GET", path: "/api/v1/projects", options }),
    /** Make a project, with rules for what its keys send */
    create: (body: ProjectsCreateBody, options?: CallOptions) =>
      this.transport.json<Project>({ method: "POST", path: "/api/v1/projects", body, options }),
    /** Read a project */
    get: (id: string, options?: CallOptions) =>
      this.transport.json<Project>({ method: "GET", path: "/api/v1/projects/{id}", params: { id }, options }),
    /** Change a project's name, rules or word on training, or restore it */
    update: (id: string, body: ProjectsUpdateBody = {}, options?: CallOptions) =>
      this.transport.json<Project>({
        method: "PATCH",
        path: "/api/v1/projects/{id}",
        params: { id },
        body,
        options,
      }),
    /** Archive a project: its keys still read and make nothing new */
    archive: (id: string, options?: CallOptions) =>
      this.transport.json<Project>({
        method: "DELETE",
        path: "/api/v1/projects/{id}",
        params: { id },
        options,
      }),
  };
  readonly meta = {
    /** Tell whether the service works */
    health: (options?: CallOptions) =>
      this.transport.json<Health>({ method: "GET", path: "/api/v1/health", options }),
    /** List qualities, prices, formats and limits */
    pricing: (options?: CallOptions) =>
      this.transport.json<Pricing>({ method: "GET", path: "/api/v1/pricing", options }),
    /** List the engines */
    engines: (options?: CallOptions) =>
      this.transport.json<{
        object: "list";
        data: Engine[];
        has_more: boolean;
      }>({ method: "GET", path: "/api/v1/engines", options }),
  };
}
