import { beforeAll, expect, it, onTestFinished } from "vitest";
import { toAppError } from "@/lib/api/problem";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb, Prisma, runPrepared } from "@/lib/db";
import { freshDatabase } from "../support/database";

beforeAll(async () => {
  await freshDatabase();
});

it("answers rows, 64-bit numbers as bigint", async () => {
  const rows = await runPrepared(
    Prisma.sql`SELECT ${"a"}::text AS text, ${7}::bigint + 9007199254740992 AS large`,
  );
  expect(rows).toEqual([{ text: "a", large: 9007199254740999n }]);
});

it("passes on what the database refuses, under its own code", async () => {
  await expect(runPrepared(Prisma.sql`SELECT 1 / 0`)).rejects.toMatchObject({ code: "22012" });
});

it("tells a lost connection as a busy service", async () => {
  const ended = runPrepared(Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`);
  const reason: unknown = await ended.catch((error: unknown) => error);
  expect(toAppError(reason).code).toBe("service_unavailable");
  expect(await runPrepared(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

it("tells a database that cannot be had as a busy service", async () => {
  const { databaseUrl } = env();
  await closeDb();
  overrideEnv({ databaseUrl: "postgresql://nobody@127.0.0.1:1/none" });
  onTestFinished(async () => {
    await closeDb();
    overrideEnv({ databaseUrl });
  });
  const reason: unknown = await runPrepared(Prisma.sql`SELECT 1`).catch((error: unknown) => error);
  expect(toAppError(reason).code).toBe("service_unavailable");
});
