import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import type { NoteRemoved, RetentionRule, Spared } from "@/lib/core/retention";
import { db, statementsIn, transaction } from "@/lib/db";
import { timeInName } from "./create-backup";

export const BACKUP_DAYS = 35;

const dueAt = (asOf: Date) => ({ createdAt: { lte: new Date(asOf.getTime() - BACKUP_DAYS * 86_400_000) } });

/** The file first: a row without one is found again, a file without a row would not be. */
async function sweepBackups(limit: number, _spared: Spared, note?: NoteRemoved): Promise<number> {
  const { backupDir } = env();
  const due = await db().backup.findMany({ where: dueAt(clock.now()), take: limit });
  // Whoever does not know the folder cannot say that the file is gone.
  if (!backupDir) return 0;
  for (const { file } of due) await rm(path.join(backupDir, file), { force: true });
  await removeStrangers(backupDir);
  return transaction(undefined, async (tx) => {
    const { count } = await tx.backup.deleteMany({ where: { id: { in: due.map(({ id }) => id) } } });
    if (count > 0) await note?.(count, statementsIn(tx));
    return count;
  });
}

/** Where an older database was restored its rows know nothing of newer files: those say themselves when they were written. */
async function removeStrangers(folder: string): Promise<void> {
  const last = timeInName(new Date(clock.now().getTime() - BACKUP_DAYS * 86_400_000));
  for (const name of await readdir(folder).catch(() => []))
    if (/-bak_\w{22}\.ppb$/.test(name) && name.slice(0, last.length) < last)
      await rm(path.join(folder, name), { force: true });
}

export const backupRetention: RetentionRule = {
  id: "backups",
  what: "Encrypted copies of the database, and what became of their restoring",
  keptHours: () => BACKUP_DAYS * 24,
  countedFrom: "The backup",
  removes: "The file; whoever was erased is gone from all of them then",
  due: (asOf) => db().backup.count({ where: dueAt(asOf) }),
  sweep: sweepBackups,
};
