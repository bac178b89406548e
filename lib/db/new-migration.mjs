#!/usr/bin/env node
/**
 * `npm run migration -- add-print-jobs`: writes the SQL from the last migration to `prisma/schema` into
 * `prisma/migrations/<UTC time>_add_print_jobs/migration.sql`. Needs no database: the history is replayed on PGlite.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(root, "prisma/migrations");

const name = process.argv[2]?.toLowerCase().replace(/[^a-z0-9]+/g, "_");
if (!name) fail("Name the migration: npm run migration -- add-print-jobs");

const lock = path.join(folder, "migration_lock.toml");
mkdirSync(folder, { recursive: true });
if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');

const sql = diff();
if (!/^\s*[A-Z]/m.test(sql.replace(/^--.*$/gm, "")))
  fail("The schema and the migrations agree: nothing to write.", 0);
const target = path.join(folder, `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`);
mkdirSync(target);
writeFileSync(path.join(target, "migration.sql"), sql);
process.stdout.write(
  `Written: ${path.relative(root, target)}/migration.sql. Read it before you commit it.\n`,
);

function diff() {
  const cli = path.join(root, "node_modules/prisma/build/index.js");
  const args = [
    cli,
    "migrate",
    "diff",
    "--from-migrations",
    folder,
    "--to-schema",
    "prisma/schema",
    "--script",
  ];
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) fail("Prisma could not compare the migrations with the schema.");
  return run.stdout;
}

function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
