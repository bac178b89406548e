import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Any fixed number: it keeps two processes that start at once from migrating at once. */
const ADVISORY_LOCK = 7_712_061_944;

export class MigrationFailed extends Error {
  override name = "MigrationFailed";
}

/**
 * Brings a database up to date with a folder of Prisma migrations: each in its own transaction, in order of name, under
 * an advisory lock, recorded in Prisma's own table so that `prisma migrate status` agrees. Returns the names applied.
 * Of `only` nothing else is applied: a backup is restored into the database of its time.
 * Throws {@link MigrationFailed} where a migration fails (it is rolled back whole) or was edited after it was applied.
 */
export async function migrate(
  connectionString: string,
  folder: string,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    return await applyMissing(client, folder, only);
  } finally {
    await client.end();
  }
}

async function applyMissing(
  client: pg.Client,
  folder: string,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const applied = await readApplied(client);
  const names: string[] = [];
  for (const { name, sql, checksum } of await readMigrations(folder)) {
    if (only && !only.has(name)) continue;
    const known = applied.get(name);
    if (known === checksum) continue;
    if (known !== undefined)
      throw new MigrationFailed(`The migration ${name} was edited after it was applied. Restore its file.`);
    await apply(client, name, sql, checksum);
    names.push(name);
  }
  return names;
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationFailed(`The migration ${name} failed and was rolled back: ${reason}`, {
      cause: error,
    });
  }
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM "_prisma_migrations"
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;
