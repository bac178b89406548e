import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate, MigrationFailed } from "@/lib/db/migrate";
import { freshDatabase } from "../support/database";

let url: string;
let folder: string;
let client: pg.Client;

beforeEach(async () => {
  ({ url } = await freshDatabase({ empty: true }));
  folder = await mkdtemp(path.join(os.tmpdir(), "printpal-migrations-"));
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterEach(() => client.end());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

const tables = async (): Promise<string[]> => {
  const { rows } = await client.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map((row) => row.tablename).filter((name) => name !== "_prisma_migrations");
};

describe("migrate", () => {
  it("applies what is missing, in order, once", async () => {
    await write("2_b", "ALTER TABLE a ADD COLUMN n int DEFAULT 7");
    await write("1_a", "CREATE TABLE a (id int)");
    expect(await migrate(url, folder)).toEqual(["1_a", "2_b"]);
    expect(await migrate(url, folder)).toEqual([]);
    await write("3_c", "CREATE TABLE c (id int)");
    expect(await migrate(url, folder)).toEqual(["3_c"]);
    expect(await tables()).toEqual(["a", "c"]);
  });

  it("refuses a migration that was edited after it was applied", async () => {
    await write("1_a", "CREATE TABLE a (id int)");
    await migrate(url, folder);
    await write("1_a", "CREATE TABLE a (id bigint)");
    await expect(migrate(url, folder)).rejects.toThrow(
      new MigrationFailed("The migration 1_a was edited after it was applied. Restore its file."),
    );
  });

  it("rolls a failing migration back whole and keeps those before it", async () => {
    await write("1_a", "CREATE TABLE a (id int)");
    await write("2_b", "CREATE TABLE b (id int); CREATE TABLE a (id int)");
    await expect(migrate(url, folder)).rejects.toThrow(
      'The migration 2_b failed and was rolled back: relation "a" already exists',
    );
    expect(await tables()).toEqual(["a"]);
    await write("2_b", "CREATE TABLE b (id int)");
    expect(await migrate(url, folder)).toEqual(["2_b"]);
  });

  it("lets one of several that start at once do the work", async () => {
    await write("1_a", "CREATE TABLE a (id int); SELECT pg_sleep(0.2)");
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
    expect(applied.flat()).toEqual(["1_a"]);
  });

  it("brings an empty database to the schema of this version", async () => {
    const applied = await migrate(url, path.resolve("prisma/migrations"));
    expect(applied.length).toBeGreaterThan(0);
    expect(await tables()).toEqual(expect.arrayContaining(["generations", "ledger_entries", "users"]));
  });
});
