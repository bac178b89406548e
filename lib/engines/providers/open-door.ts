import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { env } from "@/lib/core/env";
import { fetchOutside, OutsideFailure, type OutsideAnswer } from "@/lib/core/fetch-outside";
import { ProviderFailure } from "./provider-failure";

export interface ProviderDoor {
  provider: DeclaredProvider;
  ask(path: string, request?: DoorRequest): Promise<OutsideAnswer>;
}

interface DoorRequest {
  method?: "GET" | "POST" | "DELETE";
  json?: unknown;
  form?: { field: string; fileName: string; contentType: string; bytes: Uint8Array };
  maxBytes?: number;
}

/**
 * The only way from here to an outside engine: to the origin of a provider that is declared now, and nowhere else. No path
 * and no redirect leads away from it. Throws ProviderFailure.
 */
export function openDoor(provider: DeclaredProvider, signal: AbortSignal): ProviderDoor {
  return {
    provider,
    ask: async (path, { method = "GET", json, form, maxBytes = ANSWER_BYTES } = {}) => {
      const { origin } = new URL(provider.url);
      const url = new URL(`${provider.url.replace(/\/+$/, "")}${path}`);
      const declared = env().engineProviders.some(({ url: each }) => new URL(each).origin === url.origin);
      if (!declared || url.origin !== origin)
        throw new ProviderFailure("unreached", `${url.origin} is not the address of a declared provider`);
      const body = form ? toMultipart(form) : json === undefined ? undefined : toJson(json);
      const answer = await fetchOutside(url.href, {
        method,
        headers: {
          Accept: "*/*",
          ...(provider.token && { Authorization: `Bearer ${provider.token}` }),
          ...(body && { "Content-Type": body.contentType, "Content-Length": String(body.bytes.length) }),
        },
        body: body?.bytes,
        timeoutMs: provider.timeout_seconds * 1000,
        maxBytes,
        signal,
        namedByOperator: true,
      }).catch((error) => {
        throw toFailure(error, provider.name, signal);
      });
      refuseStatus(answer, provider.name, path);
      return answer;
    },
  };
}

const ANSWER_BYTES = 1024 * 1024;

/** Nothing of the caller's stands in it: neither the file's name nor a header. */
function toMultipart({ field, fileName, contentType, bytes }: NonNullable<DoorRequest["form"]>) {
  const boundary = "printpal-8f1c2b7e";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\nContent-Type: ${contentType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

const toJson = (value: unknown) => ({
  contentType: "application/json",
  bytes: Buffer.from(JSON.stringify(value)),
});

function refuseStatus({ status, bytes }: OutsideAnswer, name: string, path: string): void {
  if (status >= 200 && status < 300) return;
  const said = `${name} answered ${status} to ${path}: ${quote(bytes)}`;
  if (status >= 300 && status < 400)
    throw new ProviderFailure("refused", `${name} redirects ${path} elsewhere, where nothing is sent`);
  throw new ProviderFailure(status >= 500 || status === 429 ? "passing" : "refused", said, {
    cause: { status, answer: quote(bytes) },
  });
}

/** Enough to understand it by, and no more than that of what a stranger says. */
export const quote = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, 300))
    .toString("utf8")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

function toFailure(error: unknown, name: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof OutsideFailure)) return error;
  const { kind, connected, message } = error;
  const said = `${name}: ${message}`;
  if (kind === "timeout") return new ProviderFailure("timeout", said, { cause: error });
  if (!connected) return new ProviderFailure("unreached", said, { cause: error });
  return new ProviderFailure(kind === "too_large" ? "junk" : "passing", said, { cause: error });
}

/** Of an answer in JSON a field that is a word; throws ProviderFailure where there is none. */
export function readWord({ bytes }: OutsideAnswer, field: string): string {
  const value = readJson(bytes)[field];
  if (typeof value === "string" && /^[\w.-]{1,200}$/.test(value)) return value;
  throw new ProviderFailure("refused", `The answer has no ${field}: ${quote(bytes)}`);
}

export function readJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ProviderFailure("refused", `The answer is no JSON object: ${quote(bytes)}`);
}
