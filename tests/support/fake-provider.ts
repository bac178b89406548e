import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { overrideEnv } from "@/lib/core/env";
import { writeGlb } from "@/lib/geometry/formats/write-glb";
import { makeBox } from "./make-solids";

/** How an outside engine behaves; such as have been seen, and worse. */
export interface Behaviour {
  /** `hangs`: its job stays processing. `mute`: it takes the picture and never answers. */
  makes: "model" | "open model" | "junk" | "hangs" | "fails" | "overloaded" | "404" | "redirect" | "mute";
  deletes: "yes" | "refuses" | "404 to everything";
}

export interface Seen {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface FakeProvider {
  declared: DeclaredProvider;
  behaviour: Behaviour;
  /** Every byte that came, as requests. */
  seen: Seen[];
  /** Requests that brought a picture. */
  pictures(): Seen[];
  deletions(): string[];
  /** Names of what it still keeps. */
  keeps(): string[];
  /** Jobs that hung are done now: their models are there after all. */
  finishLate(): void;
  /** Nothing listens there any more. */
  kill(): Promise<void>;
}

/** Has the operator declare these and nobody else, until the test ends. */
export function declare(...fakes: readonly FakeProvider[]): void {
  overrideEnv({ engineProviders: fakes.map(({ declared }) => declared) });
  onTestFinished(() => overrideEnv({ engineProviders: [] }));
}

/** A server that speaks as a real one does, on a port of this machine; closed when the test ends. */
export async function fakeProvider(
  name: string,
  behaviour: Partial<Behaviour> = {},
  declared: Partial<DeclaredProvider> = {},
): Promise<FakeProvider> {
  const seen: Seen[] = [];
  const kept = new Map<string, string>();
  const does: Behaviour = { makes: "model", deletes: "yes", ...behaviour };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers };
      seen.push({ ...one, body: Buffer.concat(chunks) });
      answer(seen.at(-1)!, response, does, kept);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const kill = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(kill);
  const { port } = server.address() as AddressInfo;
  return {
    behaviour: does,
    seen,
    kill,
    declared: {
      ...{ name, protocol: "3daigc", url: `http://127.0.0.1:${port}`, token: `token-${name}` },
      ...{ country: "DE", transfer_mechanism: "standard contractual clauses, module 3" },
      ...{
        dpa_signed_on: "2026-11-01",
        trains: false,
        retention: "Until it is deleted",
        keeps_nothing: false,
      },
      ...{ policy_url: "https://engine.example/privacy", timeout_seconds: 60 },
      ...declared,
    },
    pictures: () => seen.filter(({ path }) => path.includes("/file-upload/image") || path === "/v1/infer"),
    deletions: () => seen.filter(({ method }) => method === "DELETE").map(({ path }) => path),
    keeps: () => [...kept.keys()],
    finishLate: () => {
      for (const [key, state] of kept) if (state === "processing") kept.set(key, "completed");
    },
  };
}

const MODEL = Buffer.from(writeGlb(makeBox([0, 0, 0], [10, 10, 20])));

/** A box without its first face: it must be mended before it prints. */
function openModel(): Buffer {
  const box = makeBox([0, 0, 0], [10, 10, 20]);
  return Buffer.from(writeGlb({ ...box, indices: box.indices.slice(6) }));
}

const modelOf = (makes: Behaviour["makes"]): Buffer =>
  makes === "junk" ? Buffer.from("glTF, or so it says") : makes === "open model" ? openModel() : MODEL;

function answer(
  { method, path, body }: Seen,
  response: http.ServerResponse,
  does: Behaviour,
  kept: Map<string, string>,
): void {
  const json = (status: number, value: unknown) =>
    void response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
  if (method === "DELETE") return remove(path, json, does, kept);
  if (does.makes === "mute") return;
  if (does.makes === "404")
    return json(404, { text: "**NETWORK ERROR DUE TO HIGH TRAFFIC**", error_code: 1 });
  if (does.makes === "overloaded") return json(503, { detail: "No worker is free" });
  if (does.makes === "redirect")
    return void response.writeHead(307, { Location: "http://127.0.0.1:9/elsewhere" }).end();
  if (path === "/v1/infer")
    return json(200, {
      artifacts: [{ base64: modelOf(does.makes).toString("base64"), finishReason: "SUCCESS", seed: 0 }],
    });
  // Named by what was sent, so that a test can tell whose it is.
  const named = createHash("sha256").update(body).update(String(kept.size)).digest("hex").slice(0, 12);
  if (path === "/api/v1/file-upload/image") {
    kept.set(`file-${named}`, "file");
    return json(200, { file_id: `file-${named}`, filename: "image.png" });
  }
  if (path.startsWith("/api/v1/mesh-generation/")) {
    const state = does.makes === "hangs" ? "processing" : does.makes === "fails" ? "failed" : "completed";
    kept.set(`job-${named}`, state);
    return json(200, { job_id: `job-${named}`, status: "queued" });
  }
  const job = /^\/api\/v1\/system\/jobs\/([\w-]+)(\/download)?$/.exec(path);
  const state = job && kept.get(job[1]);
  if (!job || !state) return json(404, { detail: "Job not found" });
  if (!job[2]) return json(200, { job_id: job[1], status: state });
  response.writeHead(200, { "Content-Type": "model/gltf-binary" }).end(modelOf(does.makes));
}

function remove(
  path: string,
  json: (status: number, value: unknown) => void,
  { deletes }: Behaviour,
  kept: Map<string, string>,
): void {
  if (deletes === "refuses") return json(403, { detail: "Access denied to this job" });
  if (deletes === "404 to everything") return json(404, { error: "no such route", error_code: 1 });
  const [, kind, name, result] =
    /^\/api\/v1\/(file-upload|system\/jobs)\/([\w-]+)(\/result)?$/.exec(path) ?? [];
  if (!kept.has(name ?? ""))
    return json(404, { detail: kind === "file-upload" ? "File not found" : "Job not found" });
  if (!result) kept.delete(name);
  json(200, { deleted: true, message: result ? "Result file deleted successfully" : "Deleted" });
}

/** As it lies in a multipart body, or as a data URL. */
export function pictureIn(body: Buffer): Buffer {
  const encoded = /data:image\/png;base64,([\w+/=]+)/.exec(body.toString("latin1"))?.[1];
  if (encoded) return Buffer.from(encoded, "base64");
  const start = body.indexOf("\r\n\r\n") + 4;
  return body.subarray(start, body.lastIndexOf("\r\n--"));
}
