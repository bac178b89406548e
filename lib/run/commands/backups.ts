import { backupFolder, createBackup } from "@/lib/backups";
import { env, overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { findZeroRetention } from "@/lib/generations";
import { drillBackup } from "../backups/drill-backup";
import { fillDatabase, replaceDatabase, type Restored } from "../backups/replace-database";
import { UsageError, type Command, type Outcome } from "../command";
import { connectPortal } from "../connect-portal";
import { handOver } from "../hand-over";
import { readRuntime } from "../runtime-file";
import { readSecrets } from "../secrets";

export const backUp: Command = {
  summary:
    "Writes the whole database, encrypted, and each file that is not there yet into the folder BACKUP_DIR.",
  asOwner: true,
  async run() {
    const { id, file, sizeBytes, objects, durationMs } = await createBackup(
      env().databaseUrl ?? "",
      findZeroRetention,
    );
    return {
      json: { id, file, size_bytes: sizeBytes, objects, duration_ms: durationMs },
      text: `${file} (${sizeBytes} bytes, and ${objects} new files, in ${durationMs} ms)`,
    };
  },
};

export const listBackups: Command = {
  summary: "Lists the backups, and how the restoring of each went where it was tried.",
  async run() {
    const rows = await db().backup.findMany({ orderBy: { createdAt: "desc" } });
    const shown = rows.map(({ id, file, sizeBytes, createdAt, drilledAt, drilledOk }) => ({
      ...{ id, file, size_bytes: Number(sizeBytes), created_at: createdAt.toISOString() },
      ...{ drilled_at: drilledAt?.toISOString() ?? null, drilled_ok: drilledOk },
    }));
    const lines = shown.map(({ file, size_bytes, drilled_at, drilled_ok }) =>
      [
        file,
        `${size_bytes} bytes`,
        drilled_at && `${drilled_ok ? "restored" : "NOT restored"} on ${drilled_at}`,
      ]
        .filter(Boolean)
        .join("  "),
    );
    return { json: { backups: shown }, text: lines.join("\n") || `No backups in ${backupFolder()}.` };
  },
};

export const drill: Command = {
  summary:
    "Restores the newest backup into a database of its own, checks it, erases again whoever was erased since, and removes it.",
  asOwner: true,
  async run() {
    const receipt = await drillBackup();
    const { ok, backup, tables, rows, erased_again, wrong } = receipt;
    const verdict = `${backup}: ${rows} rows in ${tables} tables, ${erased_again} erased again.`;
    return { json: receipt, text: [verdict, ...wrong].join("\n"), ok };
  },
};

export const restore: Command = {
  summary:
    "Restores a backup, into a new and empty database or in place of the portal's, and erases again whoever was erased since.",
  operands: ["FILE"],
  options: {
    into: { type: "string", value: "URL", help: "an empty database's address" },
    replace: { type: "boolean", help: "in place of the running portal's, which is kept under another name" },
  },
  standalone: true,
  async run({ into, replace }, [file]) {
    if (Boolean(into) === Boolean(replace)) throw new UsageError("Write either --into URL or --replace.");
    if (replace) return replaceOwn(file);
    const { masterKey, dataDir } = env();
    overrideEnv({ masterKey: masterKey ?? readSecrets(dataDir)?.master_key, databasePool: 2 });
    const restored = await fillDatabase(file, new URL(String(into)).href);
    return told(restored, "Start with DATABASE_URL set to this database.");
  },
};

async function replaceOwn(file: string): Promise<Outcome> {
  await connectPortal({ asOwner: true });
  const { databaseUrl = "", dataDir } = env();
  const password = readSecrets(dataDir)?.database_app_password;
  const embedded = readRuntime(dataDir)?.ownerUrl === databaseUrl;
  const restored = await replaceDatabase(file, databaseUrl, async (url) => {
    if (embedded && password) await handOver(url, password);
  });
  return told(
    restored,
    `Start the portal again. The database of before is kept as ${restored.kept}, closed: drop it within 35 days.`,
  );
}

const told = (
  { tables, rows, objects, erasedAgain, ...more }: Restored & { kept?: string },
  then: string,
) => ({
  json: { tables, rows, objects, erased_again: erasedAgain, ...more },
  text: `${rows} rows in ${tables} tables and ${objects} files, ${erasedAgain} erased again. ${then}`,
});
