import { readFileSync, statSync } from "node:fs";
import type { RequestListener, ServerOptions as HttpOptions } from "node:http";
import { createServer, type Server } from "node:https";
import { createSecureContext } from "node:tls";
import { log } from "@/lib/core/log";
import { ExpectedFailure } from "./expected-failure";

export interface Certificate {
  certFile: string;
  keyFile: string;
}

const LOOKED_AT_EVERY_MS = 60 * 60 * 1000;

/** Key exchanges of 128 bits and more: what OpenSSL offers by itself has one of 112 among them. */
const strong = "X25519:P-256:P-384:P-521:X448";

/** First the one that also holds against quantum computers, where this OpenSSL knows it. */
const [ecdhCurve] = [`X25519MLKEM768:${strong}`, strong].filter(isKnown);
const only = { minVersion: "TLSv1.3", ecdhCurve } as const;

/**
 * The site over TLS 1.3 and nothing older: whoever cannot speak it gets no connection. A renewed certificate is taken
 * within the hour, without a restart. Throws {@link ExpectedFailure} where the files do not fit each other.
 */
export function tlsServer(
  files: Certificate,
  limits: HttpOptions,
  answer: RequestListener,
  lookedAtEveryMs = LOOKED_AT_EVERY_MS,
): Server {
  let known = changedAt(files);
  const server = createServer({ ...limits, ...read(files), ...only }, answer);
  const timer = setInterval(() => {
    try {
      const present = changedAt(files);
      if (present === known) return;
      server.setSecureContext({ ...read(files), ...only });
      known = present;
    } catch (error) {
      // The present one holds on; half of a renewal may have been seen.
      log.warn("the renewed certificate cannot be used", {}, error);
    }
  }, lookedAtEveryMs);
  timer.unref();
  server.once("close", () => clearInterval(timer));
  return server;
}

function isKnown(ecdhCurve: string): boolean {
  try {
    createSecureContext({ ecdhCurve });
    return true;
  } catch {
    return false;
  }
}

function read({ certFile, keyFile }: Certificate): { cert: Buffer; key: Buffer } {
  try {
    const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext(pair);
    return pair;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExpectedFailure(`TLS_CERT_FILE and TLS_KEY_FILE cannot be used together: ${why}`);
  }
}

const changedAt = (files: Certificate): string =>
  [files.certFile, files.keyFile]
    .map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join(" ");
