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
  const server = createServer({ ...limits, ...read(files), minVersion: "TLSv1.3" }, answer);
  const timer = setInterval(() => {
    try {
      const present = changedAt(files);
      if (present === known) return;
      server.setSecureContext({ ...read(files), minVersion: "TLSv1.3" });
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
