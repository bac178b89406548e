import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { installJobs } from "@/lib/jobs";
import { embeddedPostgres, type EmbeddedPostgres } from "@/lib/run/embedded-postgres";
import { handOver } from "@/lib/run/hand-over";
import { isAlive } from "@/lib/run/process-identity";

// Longer than a socket's address may be.
const parent = mkdtempSync(path.join(os.tmpdir(), "printpal-postgres-"));
const dataDir = path.join(parent, "a-long-name-".repeat(10));
const pidFile = path.join(dataDir, "postgres/postmaster.pid");
const serverPid = () => Number(readFileSync(pidFile, "utf8").split("\n")[0]);

let server: EmbeddedPostgres;
let child: ChildProcess;

async function start(): Promise<void> {
  child = await server.spawn();
  await server.ready(child);
}
async function stop(): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  server.ask(child);
  await ended;
}
async function query<Row extends pg.QueryResultRow>(sql: string, url = server.url): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  mkdirSync(dataDir);
  server = await embeddedPostgres({ dataDir, password: "a password" });
  await start();
});
afterAll(async () => {
  await stop();
  rmSync(parent, { recursive: true, force: true });
});

describe("embeddedPostgres", () => {
  it("is durable, in UTF-8 and UTC, and listens on a private socket alone", async () => {
    const names = ["fsync", "listen_addresses", "server_encoding", "TimeZone", "unix_socket_directories"];
    const rows = await query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name = ANY('{${names}}') ORDER BY name`,
    );
    const settings = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    expect(settings).toMatchObject({
      fsync: "on",
      listen_addresses: "",
      server_encoding: "UTF8",
      TimeZone: "UTC",
    });
    const folder = settings.unix_socket_directories;
    expect(Buffer.byteLength(`${folder}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("refuses another password", async () => {
    const url = server.url.replace("a password", "another").replace("a%20password", "another");
    expect(url).not.toBe(server.url);
    await expect(query("SELECT 1", url)).rejects.toThrow("password authentication failed");
  });

  it("stops an orphan of a launcher that left it running, and keeps what was committed", async () => {
    await query("CREATE TABLE kept (n int PRIMARY KEY); INSERT INTO kept VALUES (7)");
    const orphan = serverPid();
    const orphanChild = child;
    await start();
    expect(isAlive(orphan)).toBe(false);
    expect(orphanChild.exitCode).toBe(0);
    expect(await query("SELECT n FROM kept")).toEqual([{ n: 7 }]);
  });

  it("starts again after it was killed", async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.kill(serverPid(), "SIGKILL");
    await ended;
    await start();
    expect(await query("SELECT n FROM kept")).toEqual([{ n: 7 }]);
  });

  it("starts where its old process number now belongs to another program", async () => {
    const before = readFileSync(pidFile, "utf8");
    await stop();
    writeFileSync(pidFile, before.replace(/^\d+/, String(process.ppid)));
    await start();
    expect(serverPid()).not.toBe(process.ppid);
    expect(await query("SELECT n FROM kept")).toEqual([{ n: 7 }]);
  });

  it("hands all to a role that is no superuser, a folder from before among it, but for the financial records", async () => {
    const record = {
      ...{ subject: crypto.randomUUID(), kind: "payment", reference: "pi_a", occurred_at: new Date() },
      ...{ amount_cents: 1, currency: "usd", description: "A" },
    };
    const add = `SELECT fin_vault.record('${JSON.stringify(record)}'::jsonb) AS added`;
    await migrate(server.url, path.resolve("prisma/migrations"));
    await installJobs(server.url);
    const first = await handOver(server.url, "b's password");
    expect(await query("SELECT n FROM kept", first)).toEqual([{ n: 7 }]);
    const [me] = await query(
      "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user",
      first,
    );
    expect(me).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: false });
    // What later migrations make is handed on by the next start, and so is another password.
    await query("CREATE TYPE mood AS ENUM ('good'); CREATE TABLE later (id serial, felt mood)");
    const app = await handOver(server.url, "another password");
    await expect(query("SELECT 1", first)).rejects.toThrow("password authentication failed");
    await query(
      "INSERT INTO later (felt) VALUES ('good'); ALTER TABLE later ADD COLUMN more int; DROP TABLE later",
      app,
    );
    await query("SELECT graphile_worker.add_job('a', '{}')", app);
    expect(await query(add, app)).toEqual([{ added: true }]);
    expect(await query("SELECT fin_vault.sweep(1) AS swept", app)).toEqual([{ swept: 0 }]);
    for (const refused of [
      ...["SELECT * FROM fin_vault.records", "DELETE FROM fin_vault.records", "DROP TABLE fin_vault.records"],
      ...["DROP SCHEMA fin_vault CASCADE", "SET ROLE printpal_finance", "SET ROLE printpal"],
      ...[
        "CREATE OR REPLACE FUNCTION fin_vault.sweep(most integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
      ],
      ...["ALTER TABLE fin_vault.records DISABLE TRIGGER ALL", "ALTER ROLE printpal_app SUPERUSER"],
    ])
      expect([refused, await query(refused, app).catch(({ code }: { code: string }) => code)]).toEqual([
        refused,
        "42501",
      ]);
    expect(await query("SELECT reference FROM fin_vault.records")).toEqual([{ reference: "pi_a" }]);
    const left = await query(`SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname IN ('public', 'graphile_worker') AND pg_get_userbyid(relowner) <> 'printpal_app'`);
    expect(left).toEqual([]);
  });

  it("shows the end of its log where it does not start", async () => {
    const broken = await embeddedPostgres({
      dataDir,
      password: "a password",
      settings: ["shared_buffers=none"],
    });
    await stop();
    const failing = await broken.spawn();
    await expect(broken.ready(failing)).rejects.toThrow(/^PostgreSQL did not start\. [^]*shared_buffers/);
    await start();
  });
});
