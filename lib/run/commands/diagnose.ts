import { constants } from "node:fs";
import { access, readdir, statfs } from "node:fs/promises";
import path from "node:path";
import { onOneDisk } from "@/lib/backups";
import { guardOfVault } from "@/lib/billing";
import { env } from "@/lib/core/env";
import { db, Prisma } from "@/lib/db";
import { findUnadmitted, getProcessorRegister } from "@/lib/privacy";
import { inspectStorage } from "@/lib/storage";
import { databaseAtRest } from "../at-rest/database-at-rest";
import type { Command } from "../command";
import { findPlainWays } from "../find-plain-ways";
import { connectPortal } from "../connect-portal";
import { readRuntime } from "../runtime-file";
import { readSecrets } from "../secrets";

interface Finding {
  name: string;
  ok: boolean;
  detail: string;
}

const LEAST_FREE_BYTES = 1_000_000_000;

export const diagnose: Command = {
  summary:
    "Looks at settings, data folder, secrets, disk, storage, database, queue and site; exit code 1 if one is not well.",
  standalone: true,
  async run() {
    const findings = [
      await look("node", async () => process.version),
      await look("data folder", checkFolder),
      await look("disk", checkDisk),
      await look("secrets", checkSecrets),
      await look("storage", checkStorage),
      await look("database", checkDatabase),
      await look("migrations", checkMigrations),
      await look("records", checkRecords),
      await look("recipients", checkRecipients),
      await look("queue", checkQueue),
      await look("site", checkSite),
      await look("worker", checkWorker),
      await look("in transit", checkTransit),
      await look("at rest", checkAtRest),
      await look("backups", checkBackups),
    ];
    const ok = findings.every((finding) => finding.ok);
    const lines = findings.map(
      ({ name, ok: good, detail }) => `${good ? "✓" : "✗"} ${name.padEnd(12)} ${detail}`,
    );
    return { json: { ok, checks: findings }, text: lines.join("\n"), ok };
  },
};

/** A look that throws is a finding, not the end of the diagnosis. */
async function look(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await check() };
  } catch (error) {
    return {
      name,
      ok: false,
      detail: error instanceof Error ? error.message.split("\n").slice(-1)[0] : String(error),
    };
  }
}

async function checkFolder(): Promise<string> {
  const { dataDir } = env();
  await access(dataDir, constants.R_OK | constants.W_OK);
  return dataDir;
}

async function checkDisk(): Promise<string> {
  const { bavail, bsize } = await statfs(env().dataDir);
  const free = bavail * bsize;
  const text = `${(free / 1e9).toFixed(1)} GB free`;
  if (free < LEAST_FREE_BYTES) throw new Error(`${text}: make room, models are several megabytes each`);
  return text;
}

/** A look must not make a folder that was mistyped. */
async function checkStorage(): Promise<string> {
  if (!env().s3) await access(env().dataDir);
  return inspectStorage();
}

async function checkSecrets(): Promise<string> {
  const { dataDir, masterKey, authSecret } = env();
  if (masterKey && authSecret) return "from the environment";
  const secrets = readSecrets(dataDir);
  if (!secrets?.master_key || !secrets.auth_secret) throw new Error("secrets.json is missing or incomplete");
  return path.join(dataDir, "secrets.json");
}

async function checkDatabase(): Promise<string> {
  await connectPortal();
  const rows = await db().$queryRaw<{ version: string }[]>(
    Prisma.sql`SELECT current_setting('server_version') AS version`,
  );
  return `PostgreSQL ${rows[0].version}`;
}

async function checkMigrations(): Promise<string> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const rows = await db().$queryRaw<{ name: string }[]>(
    Prisma.sql`SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`,
  );
  const missing = wanted.filter((name) => !rows.some((row) => row.name === name));
  if (missing.length > 0) throw new Error(`not applied: ${missing.join(", ")}; restart the portal`);
  return `${wanted.length} applied`;
}

/** A warning and no fault: the records are kept either way. */
async function checkRecords(): Promise<string> {
  const { ownRole, readable } = await guardOfVault();
  if (!ownRole)
    return "warning: the financial records are this role's own; let it create roles, or make printpal_finance and give it fin_vault.records";
  return readable
    ? "under a role of their own, which this connection can pass by: let DATABASE_URL name a role that is no superuser"
    : "under a role of their own";
}

/** Warnings and no faults: the network between may be the operator's own. */
async function checkTransit(): Promise<string> {
  const plain = findPlainWays(env());
  return plain.length > 0 ? `warning: ${plain.join("; ")}` : "nothing leaves this machine without TLS";
}

/** A warning here; where others can reach the portal, an alert as well. */
async function checkAtRest(): Promise<string> {
  const { detail } = databaseAtRest(env());
  return `files are sealed, and in the database names, addresses and words; beside that ${detail}`;
}

/** A warning here; where others can reach the portal, an alert as well. */
async function checkBackups(): Promise<string> {
  const { backupDir, dataDir } = env();
  if (!backupDir) return "warning: BACKUP_DIR is off, so none are made";
  const newest = await db().backup.findFirst({ orderBy: { createdAt: "desc" } });
  const text = newest ? `the newest is of ${newest.createdAt.toISOString()}` : "none yet";
  return onOneDisk(backupDir, dataDir)
    ? `warning: ${text}, on the disk of the data itself, and lost with it: name another in BACKUP_DIR`
    : text;
}

/** Whom the next start would refuse, and who waits for their day. */
async function checkRecipients(): Promise<string> {
  const refused = await findUnadmitted();
  if (refused.length > 0)
    throw new Error(
      refused
        .map(
          ({ name, setting, why, at }) =>
            `${name} of ${setting} ${why === "announced" ? `waits until ${at!.toISOString()}` : "was not announced: see `processors add --help`"}; a start is refused`,
        )
        .join(". "),
    );
  const { changes } = await getProcessorRegister();
  const coming = changes.flatMap(({ kind, processor, effective_at: at }) =>
    kind === "added" ? [`${processor} waits until ${at}`] : [],
  );
  return coming.join("; ") || "nobody new";
}

async function checkQueue(): Promise<string> {
  const rows = await db().$queryRaw<{ state: string; count: number }[]>(Prisma.sql`
    SELECT CASE WHEN attempts >= max_attempts AND locked_at IS NULL THEN 'gave up'
      WHEN locked_at IS NOT NULL THEN 'running' ELSE 'waiting' END AS state, count(*)::int AS count
    FROM graphile_worker.jobs GROUP BY 1 ORDER BY 1`);
  const text = rows.map(({ state, count }) => `${count} ${state}`).join(", ") || "empty";
  if (rows.some((row) => row.state === "gave up")) throw new Error(`${text}: see \`jobs list\``);
  return text;
}

async function checkSite(): Promise<string> {
  const url = readRuntime(env().dataDir)?.url ?? env().publicUrl;
  const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
    () => undefined,
  );
  if (!answer?.ok) throw new Error(`${url} ${answer ? `answers ${answer.status}` : "does not answer"}`);
  return url;
}

/** Every live worker holds a shared advisory lock; nothing else here takes one. */
async function checkWorker(): Promise<string> {
  const rows = await db().$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM pg_locks
    WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  if (rows[0].count === 0) throw new Error("no worker is connected");
  return `${rows[0].count} connected`;
}
