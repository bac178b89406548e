import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { buildOpenApi } from "@/lib/api/openapi";
import { buildReference } from "@/lib/api/reference/build-reference";
import { writeSamples, type ReferenceSample } from "@/lib/api/reference/write-samples";
import manifest from "@/package.json";
import { runSamples, type SampleRunner } from "../support/run-samples";

interface Heard {
  call: string;
  key: string | null;
  body: unknown;
}

const operations = buildReference(buildOpenApi(manifest.version), contracts).flatMap(
  (resource) => resource.operations,
);
const heard: Heard[] = [];
let runner: SampleRunner;

beforeAll(async () => {
  runner = await runSamples(async (request) => {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    heard.push({ call, key: request.headers.get("authorization"), body: await readBody(request) });
    return Response.json({});
  });
});

afterAll(() => runner.close());

async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data"))
    return Object.fromEntries(
      [...(await request.formData())].map(([name, value]) => [
        name,
        typeof value === "string" ? value : `file of ${value.size}`,
      ]),
    );
  const text = await request.text();
  return type.startsWith("application/json") ? JSON.parse(text) : text || undefined;
}

/** What each call's sample must make the server hear: its own address, a key where it needs one, a body that is taken. */
function expectCalls(): void {
  expect(heard.map(({ call }) => call)).toEqual(
    operations.map(({ method, parameters, path }) => {
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_, name: string) => parameters.path.find((field) => field.name === name)!.example as string,
      );
      return `${method} ${filled}`;
    }),
  );
  for (const [index, { access, id, bodies }] of operations.entries()) {
    const { key, body } = heard[index];
    expect(key, id).toBe(access === "public" || access === "signed" ? null : "Bearer pp_test_sample");
    const json = bodies.find(({ type }) => type === "application/json");
    if (json) expect(body, id).toEqual(json.example);
    else if (bodies[0]?.type === "multipart/form-data") {
      const { files } = contracts.find((contract) => contract.id === id)!.body!;
      const [file] = Object.keys(files!);
      expect(body, id).toMatchObject({ [file]: "file of 5" });
      expect(Object.keys(body as object), id).toEqual(
        expect.arrayContaining(Object.keys(bodies[0].example as object)),
      );
    } else expect(body, id).toBe(bodies.length > 0 ? "bytes" : undefined);
  }
}

const samplesIn = (name: ReferenceSample["name"]): string[] => {
  heard.length = 0;
  return operations.map(
    (operation) => writeSamples(operation, runner.base).find((sample) => sample.name === name)!.code,
  );
};

describe("the samples of the reference", () => {
  it("run in a shell", async () => {
    await runner.inShell(samplesIn("curl").join("\n"));
    expectCalls();
  });

  it("run in Node", async () => {
    await runner.inNode(...samplesIn("TypeScript"));
    expectCalls();
  });

  const hasRequests = spawnSync("python3", ["-c", "import requests"]).status === 0;
  // By the machine's own Python, where there is one with that library.
  if (hasRequests)
    it("run in Python", async () => {
      await runner.inPython(samplesIn("Python").join("\n\n"));
      expectCalls();
    });
});
