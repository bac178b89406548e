import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { migrate } from "@/lib/db/migrate";
import { embeddedPostgres } from "@/lib/run/embedded-postgres";
import { once } from "./once";

export interface SharedPostgres {
  /** Address of a new database: a copy of the migrated template, or without a table where `empty`. */
  createDatabase(options?: { empty?: boolean }): Promise<string>;
  /** Address of a copy of it as it is now, as a backup restored elsewhere; nobody may be connected to it. */
  copyDatabase(url: string): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** The portal's own embedded PostgreSQL in a temporary folder, for all test files of one run; not durable, so quicker. */
export async function startSharedPostgres(): Promise<SharedPostgres> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-test-"));
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
  const server = await embeddedPostgres({ dataDir, password: randomBytes(16).toString("hex"), settings });
  const child = await server.spawn();
  await server.ready(child);
  const template = once(async () => {
    await migrate(server.url, path.resolve("prisma/migrations"));
    // Here and not above: a run of tests that need no database loads no queue.
    const { installJobs } = await import("@/lib/jobs");
    await installJobs(server.url);
  });
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: addressOf(server.url, "postgres") });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return {
    async createDatabase({ empty = false } = {}) {
      if (!empty) await template.get();
      const name = `test_${randomBytes(6).toString("hex")}`;
      await run(`CREATE DATABASE ${name} TEMPLATE ${empty ? "template1" : "printpal STRATEGY file_copy"}`);
      return addressOf(server.url, name);
    },
    async copyDatabase(url) {
      const name = `test_${randomBytes(6).toString("hex")}`;
      await run(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)} STRATEGY file_copy`);
      return addressOf(server.url, name);
    },
    dropDatabase: (url) => run(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      server.ask(child);
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = database;
  return address.href;
}
