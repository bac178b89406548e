import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { transform } from "esbuild";
import { root } from "./source-files";

/** What a sample runs against: a server that hears each call and answers as `answer` says, and a folder with its files. */
export interface SampleRunner {
  base: string;
  folder: string;
  inShell(code: string): Promise<void>;
  /** Each part is a module of its own, sample-0.mjs and so on. */
  inNode(...parts: string[]): Promise<void>;
  inPython(code: string): Promise<void>;
  close(): void;
}

export async function runSamples(
  answer: (request: Request, base: string) => Promise<Response>,
  env: Record<string, string> = {},
): Promise<SampleRunner> {
  const folder = mkdtempSync(path.join(tmpdir(), "printpal-samples-"));
  for (const name of ["robot.png", "part.stl"]) writeFileSync(path.join(folder, name), "bytes");
  const client = readFileSync(path.join(root, "public/client/printpal.ts"), "utf8");
  writeFileSync(path.join(folder, "printpal.mjs"), await toModule(client));
  const server = createServer(async (message, response) => {
    const given = await answer(await toRequest(message, base), base);
    response.writeHead(given.status, Object.fromEntries(given.headers)).end(await given.text());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const run = (command: string, ...args: string[]) =>
    new Promise<void>((resolve, reject) => {
      const options = { cwd: folder, env: { ...process.env, PRINTPAL_KEY: "pp_test_sample", ...env } };
      execFile(command, args, options, (error, _out, errors) =>
        error ? reject(new Error(errors || error.message)) : resolve(),
      );
    });
  const save = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return name;
  };

  return {
    base,
    folder,
    inShell: (code) => run("sh", "-e", save("samples.sh", code.replaceAll("curl ", "curl -sSf --globoff "))),
    inPython: (code) => run("python3", save("samples.py", code)),
    async inNode(...parts) {
      for (const [index, part] of parts.entries()) save(`sample-${index}.mjs`, await toModule(part));
      const all = parts.map((_, index) => `await import("./sample-${index}.mjs");`);
      await run(process.execPath, save("samples.mjs", all.join("\n")));
    },
    close() {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The client's file, which samples import by its name, lies beside them. */
async function toModule(code: string): Promise<string> {
  const options = { loader: "ts", format: "esm", target: "node20" } as const;
  return (await transform(code.replace(/"\.\/printpal"/, '"./printpal.mjs"'), options)).code;
}

async function toRequest(message: IncomingMessage, base: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return new Request(new URL(message.url ?? "", base), {
    method: message.method,
    headers: message.headers as Record<string, string>,
    ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
  });
}
