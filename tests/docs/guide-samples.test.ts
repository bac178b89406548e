import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docsPages } from "@/app/docs/pages";
import { printMarkdown } from "@/components/docs/print-markdown";
import { contracts } from "@/lib/api/contracts";
import { buildOpenApi } from "@/lib/api/openapi";
import { parseInput } from "@/lib/api/parse-input";
import { problem } from "@/lib/api/problem";
import type { Contract } from "@/lib/core/contract";
import { overrideEnv } from "@/lib/core/env";
import { signBody, showSecret } from "@/lib/webhooks/sign-body";
import manifest from "@/package.json";
import { runSamples, type SampleRunner } from "../support/run-samples";

/** The samples as the guides' readers get them, cut out of the Markdown twins, run against the contracts. */
const ID = "4kQ1mW8sZb2Xr7tY9uVc3d";
const secret = Buffer.alloc(32, 7);
const document = buildOpenApi(manifest.version) as {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { example?: unknown }> }> }>
  >;
};
const heard: string[] = [];
const samples: Record<string, string[]> = { bash: [], python: [], typescript: [], json: [] };
let runner: SampleRunner;

beforeAll(async () => {
  runner = await runSamples(answer, {
    KEY_ID: `key_${ID}`,
    GENERATION_ID: `gen_${ID}`,
    GENERATION_UID: `gen_${ID}`,
    UPLOAD_ID: `upl_${ID}`,
  });
  overrideEnv({ publicUrl: runner.base });
  // What the operator types on their own machine is no call, and nothing to run here.
  for (const { path: page, render } of docsPages().filter(
    (entry) => !/^\/docs\/(reference|operations)/.test(entry.path),
  ))
    for (const [, language, code] of (await printMarkdown(await render(), runner.base)).matchAll(
      /^```(\w+)\n(.*?)^```$/gms,
    )) {
      expect(Object.keys(samples), page).toContain(language);
      samples[language].push(code);
    }
});

afterAll(() => runner.close());

/** Reads a call by its contract, and answers with the document's example or what is wrong with it. */
async function answer(request: Request, base: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/files/")) return new Response("bytes");
  const [contract, params] = findContract(request.method, pathname);
  try {
    await parseInput(contract, request, params);
  } catch (error) {
    return problem(error, { requestId: "req_1", path: pathname });
  }
  heard.push(contract.id);
  if (contract.output === "bytes") return new Response("bytes");
  const { responses } = document.paths[contract.path][contract.method.toLowerCase()];
  const found =
    "events" in contract.output
      ? exampleOf("generations.get")
      : responses[contract.status].content!["application/json"].example;
  const text = JSON.stringify(found).replaceAll("https://printpal.example", base);
  return "events" in contract.output
    ? new Response(`id: 1\nevent: generation.completed\ndata: ${text}\n\n`, {
        headers: { "Content-Type": "text/event-stream" },
      })
    : new Response(text, { headers: { "Content-Type": "application/json" } });
}

function exampleOf(id: string): unknown {
  const { path: address, method, status } = contracts.find((contract) => contract.id === id)!;
  return document.paths[address][method.toLowerCase()].responses[status].content!["application/json"].example;
}

function findContract(method: string, pathname: string): [Contract, Record<string, string>] {
  for (const contract of contracts) {
    const pattern = new RegExp(`^${contract.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const match = contract.method === method ? pattern.exec(pathname) : null;
    if (match) return [contract, { ...match.groups }];
  }
  throw new Error(`No contract for ${method} ${pathname}`);
}

describe("the samples of the guides", () => {
  it("run in a shell, each call one that its contract takes", async () => {
    heard.length = 0;
    // The upload's own address comes from the answer before it.
    const code = samples.bash.map((text) => text.replace('"$PUT_URL"', `${runner.base}/files/1`));
    await runner.inShell(code.map((text) => text.replace(/^export .*$/m, "")).join("\n"));
    const calls = code.join("\n").match(/^curl /gm)!.length;
    expect(heard.length).toBe(calls - 1);
    expect(calls).toBeGreaterThan(15);
  });

  it("run in TypeScript, with the client beside them", async () => {
    heard.length = 0;
    await runner.inNode(...samples.typescript);
    expect(heard.filter((id) => id === "generations.create").length).toBe(3);
    expect(heard).toEqual(expect.arrayContaining(["generations.events", "generations.file"]));
  });

  it("take a webhook that is signed, and no other", async () => {
    const index = samples.typescript.findIndex((code) => code.includes("verifyWebhook"));
    process.env.WEBHOOK_SECRET = showSecret(secret);
    const receiver = (await import(path.join(runner.folder, `sample-${index}.mjs`))) as {
      POST(request: Request): Promise<Response>;
    };
    const body = JSON.stringify({ type: "generation.completed", data: { id: `gen_${ID}` } });
    const signed = (key: Buffer) => signBody([key], { id: "evt_1", at: new Date(), body });
    const send = (headers: Record<string, string>) =>
      receiver.POST(new Request(runner.base, { method: "POST", headers, body }));
    expect((await send(signed(secret))).status).toBe(204);
    await expect(send(signed(Buffer.alloc(32, 8)))).rejects.toThrow();
  });

  it("are JSON where they say so", () => {
    expect(samples.json.length).toBeGreaterThan(2);
    for (const code of samples.json) expect(JSON.parse(code), code).toEqual(expect.any(Object));
  });

  const hasRequests = spawnSync("python3", ["-c", "import requests"]).status === 0;
  // By the machine's own Python, where there is one with that library.
  if (hasRequests)
    it("run in Python", async () => {
      heard.length = 0;
      await runner.inPython(samples.python.join("\n\n"));
      expect(heard).toEqual(["generations.create", "generations.create"]);
    });
});
