import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { env } from "./env";
import { isInNetworks, isPublicAddress } from "./network-address";

export interface OutsideRequest {
  method?: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For the whole exchange, redirects included. */
  timeoutMs: number;
  /** An answer that is longer is given up, whatever its header says. */
  maxBytes: number;
  /** None by default: a redirect is then an answer like any other. */
  maxRedirects?: number;
  /** Where a too long answer should be cut rather than refused. */
  cutAtMaxBytes?: boolean;
  /** Gives it up before its time. */
  signal?: AbortSignal;
  /** The operator's own setting names the address, and no caller did: it may lead into a private network, at any port. */
  namedByOperator?: boolean;
}

export interface OutsideAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
}

/** Why nothing came back. The message may be shown to whoever named the address. */
export class OutsideFailure extends Error {
  override name = "OutsideFailure";
  constructor(
    readonly kind: "refused" | "unreachable" | "timeout" | "too_large",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether something of the request may have arrived; certainly not where no connection came about. */
  get connected(): boolean {
    if (this.kind === "refused") return false;
    const code = (this.cause as NodeJS.ErrnoException | undefined)?.code ?? "";
    return !(code in reasons) && !["ENOTFOUND", "EAI_AGAIN"].includes(code);
  }
}

/**
 * Fetches an address that a caller named. Only http and https, to the ports 80 and 443, without credentials in the
 * address; every address that the name resolves to must be public, and the connection goes to just those, so that a name
 * that changes its mind meanwhile reaches nothing. Each redirect is looked at anew. `OUTBOUND_ALLOWED_NETWORKS` lifts
 * this for an operator's own networks, at any port.
 *
 * @throws OutsideFailure
 */
export async function fetchOutside(address: string, request: OutsideRequest): Promise<OutsideAnswer> {
  const late = AbortSignal.timeout(request.timeoutMs);
  const deadline = request.signal ? AbortSignal.any([late, request.signal]) : late;
  let target = address;
  for (let redirects = 0; ; redirects++) {
    const url = readOutsideUrl(target);
    const answer = await exchange(url, await resolveOutside(url, deadline, request), request, deadline);
    const next =
      request.maxRedirects && answer.status >= 300 && answer.status < 400 && answer.headers.location;
    if (!next) return answer;
    if (redirects === request.maxRedirects)
      throw new OutsideFailure("refused", `It redirects more than ${request.maxRedirects} times.`);
    target = new URL(next, url).href;
  }
}

/**
 * Looks whether an address may be gone to, without going. Returns whether it lies in a network that the operator named;
 * throws OutsideFailure `refused`, or `unreachable` where its name is not known.
 */
export async function checkOutside(address: string): Promise<boolean> {
  const found = await resolveOutside(readOutsideUrl(address), AbortSignal.timeout(CHECK_TIMEOUT_MS));
  return found.every((place) => isInNetworks(place.address, env().outboundAllowedNetworks));
}

const CHECK_TIMEOUT_MS = 5_000;

/** The address as a URL, where it is one that could ever be fetched. Throws OutsideFailure `refused`. */
function readOutsideUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new OutsideFailure("refused", "It must be an address that begins with https:// or http://.");
  if (url.username || url.password)
    throw new OutsideFailure("refused", "It must not hold a user name or a password.");
  return url;
}

/** Where a name leads, if it may be gone to: all of its addresses must be allowed. */
async function resolveOutside(
  url: URL,
  signal: AbortSignal,
  { namedByOperator = false }: Pick<OutsideRequest, "namedByOperator"> = {},
): Promise<{ address: string; family: number }[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const networks = env().outboundAllowedNetworks;
  const found = await orTimeout(outsideNames.resolve(host), signal).catch((cause) => {
    if (cause instanceof OutsideFailure) throw cause;
    throw new OutsideFailure("unreachable", `There is no server by the name ${host}.`, { cause });
  });
  const own = namedByOperator || found.every(({ address }) => isInNetworks(address, networks));
  if (found.length === 0 || !found.every(({ address }) => own || isPublicAddress(address)))
    throw new OutsideFailure("refused", "It leads into a private network, where nothing is fetched from.");
  if (!own && !["", "80", "443"].includes(url.port))
    throw new OutsideFailure("refused", "It must use port 80 or 443.");
  return found;
}

/** Replaced in tests, which have no names of their own. */
export const outsideNames = { resolve: (host: string) => lookup(host, { all: true }) };

function exchange(
  url: URL,
  addresses: { address: string; family: number }[],
  { method = "GET", headers = {}, body, maxBytes, cutAtMaxBytes = false }: OutsideRequest,
  signal: AbortSignal,
): Promise<OutsideAnswer> {
  const pinned: LookupFunction = (_name, options, done) => {
    if (options.all) done(null, addresses);
    else done(null, addresses[0].address, addresses[0].family);
  };
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(toFailure(cause, signal));
    const outgoing = request(
      url,
      { method, lookup: pinned, agent: false, signal, headers: { "User-Agent": USER_AGENT, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        let sizeBytes = 0;
        const end = () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) });
        answer.on("data", (chunk: Buffer) => {
          sizeBytes += chunk.length;
          chunks.push(chunk);
          if (sizeBytes <= maxBytes) return;
          if (cutAtMaxBytes) {
            chunks[chunks.length - 1] = chunk.subarray(0, chunk.length - (sizeBytes - maxBytes));
            end();
          }
          answer.destroy(new OutsideFailure("too_large", `It sends more than ${toMegabytes(maxBytes)} MB.`));
        });
        answer.on("end", () => (answer.complete ? end() : fail(new Error("The answer was cut off"))));
        answer.on("error", fail);
      },
    );
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

const USER_AGENT = "PrintPal/1.0";
const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

async function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(toFailure(signal.reason, signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function toFailure(cause: unknown, signal: AbortSignal): OutsideFailure {
  if (cause instanceof OutsideFailure) return cause;
  if (signal.aborted) return new OutsideFailure("timeout", "It did not answer in time.", { cause });
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  const said = reasons[code] ?? "The connection failed or was cut off.";
  return new OutsideFailure("unreachable", said, { cause });
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "The server refuses connections.",
  EHOSTUNREACH: "The server cannot be reached.",
  ENETUNREACH: "The server cannot be reached.",
  CERT_HAS_EXPIRED: "The server's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The server's certificate is not signed by a known authority.",
  SELF_SIGNED_CERT_IN_CHAIN: "The server's certificate is not signed by a known authority.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server's certificate is not signed by a known authority.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's certificate is for another name.",
};
