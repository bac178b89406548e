import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb } from "@/lib/db";
import { migrate } from "@/lib/db/migrate";
import { generationJobs } from "@/lib/generations/jobs";
import { installJobs } from "@/lib/jobs";
import type { Command } from "../command";
import { startMailSink } from "../privacy-audit/mail-sink";
import { runAudit, withFolder, type AuditLine } from "../privacy-audit/run-audit";

export const auditPrivacy: Command = {
  summary:
    "Has somebody sign up, use everything and be erased, in a database of its own beside the portal's, and looks for what is left of them.",
  asOwner: true,
  async run() {
    const lines = await inFreshDatabase((databaseUrl) =>
      withFolder((dataDir) => audit(databaseUrl, dataDir)),
    );
    return { json: { checks: lines }, text: toText(lines), ok: lines.every(({ ok }) => ok) };
  },
};

async function audit(databaseUrl: string, dataDir: string): Promise<AuditLine[]> {
  const hex = () => randomBytes(32).toString("hex");
  const sink = await startMailSink();
  overrideEnv({ databaseUrl, dataDir, masterKey: hex(), authSecret: hex(), smtpUrl: sink.url, demo: false });
  // Its erasures are nobody's beside the portal's own backups.
  overrideEnv({ backupDir: undefined });
  const logged = listenToLog();
  try {
    await migrate(databaseUrl, path.resolve("prisma/migrations"));
    await installJobs(databaseUrl);
    const run = { attempt: 1, maxAttempts: 1, jobId: "audit", signal: new AbortController().signal };
    const finish = (generationId: string) => generationJobs["generation.run"]({ generationId }, run);
    return await runAudit({ dataDir, finish, logged: logged.text, sent: sink.heard });
  } finally {
    logged.stop();
    await closeDb();
    await sink.stop();
  }
}

/** What this process writes to standard output, kept from the reader: the log's lines. */
function listenToLog(): { text: () => string; stop: () => void } {
  const parts: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (part: string | Uint8Array) => parts.push(String(part)) > 0;
  return {
    text: () => parts.join(""),
    stop: () => {
      process.stdout.write = write;
    },
  };
}

/** Beside the portal's own database and gone afterwards: the portal's is not touched. */
async function inFreshDatabase<T>(body: (url: string) => Promise<T>): Promise<T> {
  const own = env().databaseUrl ?? "";
  const name = `printpal_audit_${randomBytes(6).toString("hex")}`;
  await execute(own, `CREATE DATABASE ${name}`);
  try {
    const url = new URL(own);
    url.pathname = `/${name}`;
    return await body(url.href);
  } finally {
    await execute(own, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function toText(lines: readonly AuditLine[]): string {
  const rows = lines.map(({ where, when, found, ok }) => {
    const examples = ok ? [] : found.slice(0, 3).map((each) => `          ${each}`);
    return [`${ok ? "clean  " : "FOUND  "} ${when.padEnd(18)} ${where} (${found.length})`, ...examples].join(
      "\n",
    );
  });
  const verdict = lines.every(({ ok }) => ok)
    ? "Nothing is left of the person but what the law keeps."
    : "Something is not as it must be.";
  return [...rows, verdict].join("\n");
}
