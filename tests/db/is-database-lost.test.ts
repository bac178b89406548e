import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { toAppError } from "@/lib/api/problem";
import { env } from "@/lib/core/env";
import { databasePool, isDatabaseLost, Prisma, runPrepared } from "@/lib/db";
import { PrismaClient } from "@/lib/db/generated/client";
import { freshDatabase } from "../support/database";

beforeAll(async () => {
  await freshDatabase();
});

/** A client of one connection, which waits for no lock long. */
async function impatient<T>(body: (client: PrismaClient, pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: env().databaseUrl, max: 1, lock_timeout: 100 });
  pool.on("error", () => undefined);
  pool.on("connect", (connection) => connection.on("error", () => undefined));
  const client = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  try {
    return await body(client, pool);
  } finally {
    await client.$disconnect();
    await pool.end();
  }
}

type Asked = [name: string, ask: (client: PrismaClient) => Promise<unknown>];
const ways: Asked[] = [
  ["a query", (client) => client.user.count()],
  ["a statement", (client) => client.$queryRaw`SELECT count(*) FROM "users"`],
  ["a transaction", (client) => client.$transaction((tx) => tx.user.count())],
];
const said = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: unknown) => toAppError(error).code,
  );

describe.each(ways)("%s", (_, ask) => {
  it("that gets no connection in time is told to come again", () =>
    impatient(async (client, pool) => {
      const taken = await pool.connect();
      pool.options.connectionTimeoutMillis = 50;
      expect(await said(ask(client))).toBe("service_unavailable");
      pool.options.connectionTimeoutMillis = 0;
      taken.release();
      expect(await said(ask(client))).toBe("an answer");
    }));

  it("that gets no lock in time is told to come again", () =>
    impatient(async (client) => {
      const holder = await databasePool().connect();
      await holder.query('BEGIN; LOCK TABLE "users" IN ACCESS EXCLUSIVE MODE');
      expect(await said(ask(client))).toBe("service_unavailable");
      await holder.query("ROLLBACK");
      holder.release();
      expect(await said(ask(client))).toBe("an answer");
    }));
});

it("whose connection is ended is told to come again, in a transaction too", () =>
  impatient(async (client) => {
    expect(await said(client.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`)).toBe(
      "service_unavailable",
    );
    const between = client.$transaction(async (tx) => {
      const [{ pid }] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await runPrepared(Prisma.sql`SELECT pg_terminate_backend(${pid}::int, 5000)`);
      return tx.user.count();
    });
    expect(await said(between)).toBe("service_unavailable");
  }));

it("is no other failure", async () => {
  const refused = await runPrepared(Prisma.sql`SELECT 1 / 0`).catch((error: unknown) => error);
  for (const error of [
    refused,
    new Error("timeout"),
    { code: "P2002" },
    { code: "P2039", meta: {} },
    null,
    "no",
  ])
    expect([error, isDatabaseLost(error)]).toEqual([error, false]);
});
