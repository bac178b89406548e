import { personalRooms } from "@/lib/api/personal-data/rooms";
import { backupFolder, createBackup, restoreBackup } from "@/lib/backups";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb, db } from "@/lib/db";
import { replayErasures } from "@/lib/privacy";
import { drillBackup } from "../backups/drill-backup";
import type { Command } from "../command";
import { readSecrets } from "../secrets";

export const backUp: Command = {
  summary: "Writes the whole database, encrypted, into the folder BACKUP_DIR.",
  asOwner: true,
  async run() {
    const { id, file, sizeBytes } = await createBackup(env().databaseUrl ?? "");
    return { json: { id, file, size_bytes: sizeBytes }, text: `${file} (${sizeBytes} bytes)` };
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
  summary: "Fills a new, empty database from a backup, and erases again whoever was erased since.",
  operands: ["FILE"],
  options: {
    into: { type: "string", value: "URL", required: true, help: "an empty database's address" },
  },
  standalone: true,
  async run({ into }, [file]) {
    const databaseUrl = new URL(String(into)).href;
    const { masterKey, dataDir } = env();
    overrideEnv({ masterKey: masterKey ?? readSecrets(dataDir)?.master_key });
    const counted = Object.values(await restoreBackup(file, databaseUrl));
    await closeDb();
    overrideEnv({ databaseUrl, databasePool: 2 });
    const erasedAgain = await replayErasures(personalRooms);
    const rows = counted.reduce((sum, count) => sum + count, 0);
    return {
      json: { tables: counted.length, rows, erased_again: erasedAgain },
      text: `${rows} rows in ${counted.length} tables, ${erasedAgain} erased again. Start with DATABASE_URL set to this database.`,
    };
  },
};
