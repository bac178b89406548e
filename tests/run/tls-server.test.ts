import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { request as plain } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { connect, type ConnectionOptions, type PeerCertificate, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPlainWays } from "@/lib/run/find-plain-ways";
import { setSecurityHeaders } from "@/lib/run/security-headers";
import { tlsServer } from "@/lib/run/tls-server";
import { makeCertificate } from "../support/make-certificate";

const folder = mkdtempSync(path.join(os.tmpdir(), "printpal-tls-"));
const files = { certFile: path.join(folder, "cert.pem"), keyFile: path.join(folder, "key.pem") };
const write = ({ cert, key }: { cert: string; key: string }) => {
  writeFileSync(files.keyFile, key);
  writeFileSync(files.certFile, cert);
};

let server: ReturnType<typeof tlsServer>;
let port: number;
let first: string;
beforeAll(async () => {
  const made = makeCertificate();
  first = made.cert;
  write(made);
  const answer = (asked: Parameters<typeof setSecurityHeaders>[0], response: never) => {
    setSecurityHeaders(asked, response);
    (response as { end(text: string): void }).end("here");
  };
  server = tlsServer(files, {}, answer as never, 20);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a client gets to see: the version that was agreed on, or why there is no connection. */
const agree = (options: ConnectionOptions) =>
  new Promise<string>((resolve) => {
    const socket: TLSSocket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    // A refusal of TLS 1.3 may come behind the handshake.
    socket.once("secureConnect", () => (resolve(socket.getProtocol() ?? "none"), socket.destroy()));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
const shown = () =>
  new Promise<PeerCertificate>((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.once("error", reject);
  });

describe("row 28: in transit", () => {
  it("speaks TLS 1.3 and tells browsers to come no other way", async () => {
    expect(await agree({})).toBe("TLSv1.3");
    const answered = await new Promise<{ text: string; hsts: string | undefined }>((resolve, reject) => {
      const options = { host: "127.0.0.1", servername: "localhost", port, ca: first };
      request(options, (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () => resolve({ text, hsts: response.headers["strict-transport-security"] }));
      })
        .on("error", reject)
        .end();
    });
    expect(answered).toEqual({ text: "here", hsts: "max-age=63072000; includeSubDomains; preload" });
  });

  it.each(["TLSv1.2", "TLSv1.1", "TLSv1"] as const)("refuses %s", async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" };
    expect(await agree(old)).toBe("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
  });

  it.each([
    ["X25519", "TLSv1.3"],
    ["P-256", "TLSv1.3"],
    ["ffdhe2048", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
  ])("row 28: to a key exchange by %s answers %s", async (ecdhCurve, outcome) => {
    expect(await agree({ ecdhCurve })).toBe(outcome);
  });

  it("refuses a request in the clear", async () => {
    const code = await new Promise((resolve) => {
      plain({ host: "127.0.0.1", port }, () => resolve("answered"))
        .on("error", (error: NodeJS.ErrnoException) => resolve(error.code))
        .end();
    });
    expect(code).not.toBe("answered");
  });

  it("takes a renewed certificate while it runs, and keeps the present one over a broken one", async () => {
    const old = (await shown()).fingerprint256;
    writeFileSync(files.certFile, "half of a");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await shown()).fingerprint256).toBe(old);
    write(makeCertificate());
    // File systems may count whole seconds.
    utimesSync(files.certFile, new Date(), new Date(Date.now() + 5_000));
    await expect.poll(async () => (await shown()).fingerprint256).not.toBe(old);
    expect(await agree({ maxVersion: "TLSv1.2" })).toBe("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
  });

  it("does not start with a key of another certificate", () => {
    write({ cert: makeCertificate().cert, key: makeCertificate().key });
    expect(() => tlsServer(files, {}, () => {})).toThrow("TLS_CERT_FILE and TLS_KEY_FILE");
  });

  it("finds each way off this machine that is not encrypted", () => {
    const here = {
      publicUrl: "http://localhost:3000",
      databaseUrl: "postgresql://a:b@127.0.0.1:5432/c",
      smtpUrl: "smtp://localhost:25",
      ...{ tls: undefined, trustProxy: false },
    };
    expect(findPlainWays(here)).toEqual([]);
    const far = {
      publicUrl: "http://printpal.example",
      databaseUrl: "postgresql://a:b@db.example/c?sslmode=prefer",
      smtpUrl: "smtp://mail.example:587",
    };
    expect(findPlainWays({ ...here, ...far }).map((line) => line.split(" ")[0])).toEqual([
      "PUBLIC_URL",
      "DATABASE_URL",
      "SMTP_URL",
    ]);
    const sealed = {
      publicUrl: "https://printpal.example",
      databaseUrl: "postgresql://a:b@db.example/c?sslmode=verify-full",
      smtpUrl: "smtp://mail.example:587?requireTLS=true",
    };
    expect(findPlainWays({ ...here, ...sealed, trustProxy: true })).toEqual([]);
    expect(findPlainWays({ ...here, ...sealed })).toHaveLength(1);
  });
});
