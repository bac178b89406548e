import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { buildOpenApi } from "@/lib/api/openapi";
import { buildReference } from "@/lib/api/reference/build-reference";
import { writeSamples, type ReferenceSample } from "@/lib/api/reference/write-samples";
import manifest from "@/package.json";

interface Heard {
  call: string;
  key: string | undefined;
  body: unknown;
}

const operations = buildReference(buildOpenApi(manifest.version), contracts).flatMap(
  (resource) => resource.operations,
);
const folder = mkdtempSync(path.join(tmpdir(), "printpal-samples-"));
const heard: Heard[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  for (const name of ["robot.png", "part.stl"]) writeFileSync(path.join(folder, name), "bytes");
  server = createServer(async (message, response) => {
    const { method, url = "", headers } = message;
    const address = new URL(url, base);
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const request = new Request(address, {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    });
    const key = headers.authorization;
    heard.push({ call: `${method} ${address.pathname}`, key, body: await readBody(request) });
    response.setHeader("Content-Type", "application/json").end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

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
    operations.map(({ method, parameters, path: address }) => {
      const filled = address.replace(
        /\{(\w+)\}/g,
        (_, name: string) => parameters.path.find((field) => field.name === name)!.example as string,
      );
      return `${method} ${filled}`;
    }),
  );
  for (const [index, { access, id, bodies }] of operations.entries()) {
    const { key, body } = heard[index];
    expect(key, id).toBe(access === "public" || access === "signed" ? undefined : "Bearer pp_test_sample");
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

const run = (command: string, ...args: string[]): Promise<void> =>
  new Promise((resolve, reject) =>
    execFile(
      command,
      args,
      { cwd: folder, env: { ...process.env, PRINTPAL_KEY: "pp_test_sample" } },
      (error, _out, errors) => (error ? reject(new Error(errors || error.message)) : resolve()),
    ),
  );

const samplesIn = (name: ReferenceSample["name"]): string[] => {
  heard.length = 0;
  return operations.map(
    (operation) => writeSamples(operation, base).find((sample) => sample.name === name)!.code,
  );
};
const save = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return name;
};

describe("the samples of the reference", () => {
  it("run in a shell", async () => {
    const script = samplesIn("curl").map((code) => code.replace("curl ", "curl -sSf --globoff "));
    await run("sh", "-e", save("samples.sh", script.join("\n")));
    expectCalls();
  });

  it("run in Node", async () => {
    const blocks = samplesIn("TypeScript").map((code) => {
      const [, names] = /^import \{ (.+) \} from "node:fs\/promises";$/m.exec(code) ?? [];
      const imported = names ? `const { ${names} } = await import("node:fs/promises");` : "";
      return `{\n${imported}\n${code.replace(/^import .+$/m, "")}\n}`;
    });
    const { code } = await transform(blocks.join("\n"), { loader: "ts", format: "esm", target: "node20" });
    await run(process.execPath, save("samples.mjs", code));
    expectCalls();
  });

  const hasRequests = spawnSync("python3", ["-c", "import requests"]).status === 0;
  it.runIf(hasRequests)("run in Python", async () => {
    await run("python3", save("samples.py", samplesIn("Python").join("\n\n")));
    expectCalls();
  });
});
