import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { once } from "./once";
import { startSharedPortal, type RunningPortal } from "./run-portal";
import { startSharedPostgres, type SharedPostgres } from "./shared-postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test files ask for the parts they share. */
    sharedParts: string;
  }
}

/**
 * Test files run in processes of their own; this one outlives them and holds what they share. Each part starts when the
 * first file asks for it, so that a run of pure tests starts none.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = once<SharedPostgres>(startSharedPostgres);
  const portal = once<RunningPortal>(async () =>
    startSharedPortal(await (await postgres.get()).createDatabase()),
  );
  const answers: Record<string, (body: string) => Promise<unknown>> = {
    "/database/create": async () => ({ url: await (await postgres.get()).createDatabase() }),
    "/database/empty": async () => ({ url: await (await postgres.get()).createDatabase({ empty: true }) }),
    "/database/copy": async (url) => ({ url: await (await postgres.get()).copyDatabase(url) }),
    "/database/drop": async (url) => (await postgres.get()).dropDatabase(url),
    "/portal": async () => (await portal.get()).details,
    "/portal/output": async () => (await portal.get()).output(),
  };
  const server = createServer((request, response) => {
    void read(request)
      .then((body) => answers[request.url ?? ""](body))
      .then((answer) => response.end(JSON.stringify(answer ?? null)))
      .catch((error: unknown) => response.writeHead(500).end(String((error as Error).stack ?? error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("sharedParts", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await portal.stop((running) => running.stop());
    await postgres.stop((running) => running.stop());
  };
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
