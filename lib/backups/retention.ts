import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import type { NoteRemoved, RetentionRule } from "@/lib/core/retention";
import { db, statementsIn, transaction } from "@/lib/db";
import { listAside, removeAside } from "@/lib/storage";
import { keyFileAt, listKeyFiles } from "./backup-keys";
import { momentInName, timeInName } from "./create-backup";
import { thinOut } from "./thin-copies";

const DAY_MS = 86_400_000;
const BACKUP_DAYS = 35;
const KEY_DAYS = 7;

const daysBefore = (asOf: Date, days: number) => new Date(asOf.getTime() - days * DAY_MS);

/** Those that are over, and of the others those that are too many; never one whose restoring was tried. */
async function listDue(asOf: Date): Promise<{ id: string; file: string }[]> {
  const rows = await db().backup.findMany({
    select: { id: true, file: true, createdAt: true, drilledAt: true },
  });
  const over = daysBefore(asOf, BACKUP_DAYS);
  const untried = rows.filter(({ drilledAt }) => !drilledAt).map(({ createdAt }) => createdAt);
  const tooMany = new Set(thinOut(untried, asOf).map((moment) => moment.getTime()));
  return rows.filter(
    ({ createdAt, drilledAt }) => createdAt <= over || (!drilledAt && tooMany.has(createdAt.getTime())),
  );
}

/** The file first: a row without one is found again, a file without a row would not be. */
async function sweepBackups(limit: number, note?: NoteRemoved): Promise<number> {
  const { backupDir } = env();
  // Whoever does not know the folder cannot say that the file is gone.
  if (!backupDir) return 0;
  const due = (await listDue(clock.now())).slice(0, limit);
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
  const last = timeInName(daysBefore(clock.now(), BACKUP_DAYS));
  for (const name of await readdir(folder).catch(() => []))
    if (/-bak_\w{22}\.ppb$/.test(name) && name.slice(0, last.length) < last)
      await rm(path.join(folder, name), { force: true });
}

/** The newest stays, however old: without it no backup could be read any more. */
async function listDueKeys(asOf: Date): Promise<string[]> {
  const { backupDir } = env();
  const [, ...older] = backupDir ? await listKeyFiles(backupDir) : [];
  const over = daysBefore(asOf, KEY_DAYS);
  const tooMany = new Set(thinOut(older.map(momentInName), asOf).map((moment) => moment.getTime()));
  return older.filter((name) => momentInName(name) <= over || tooMany.has(momentInName(name).getTime()));
}

async function sweepKeys(limit: number, note?: NoteRemoved): Promise<number> {
  const due = (await listDueKeys(clock.now())).slice(0, limit);
  for (const name of due) await rm(keyFileAt(env().backupDir!, name), { force: true });
  return noted(due.length, note);
}

/** A day's are removed at its end, so that none is there for longer than it may. */
async function listDueCopies(asOf: Date): Promise<{ day: string; files: number }[]> {
  const { backupDir } = env();
  return backupDir ? listAside(backupDir, daysBefore(asOf, BACKUP_DAYS - 1)) : [];
}

async function sweepCopies(note?: NoteRemoved): Promise<number> {
  const due = await listDueCopies(clock.now());
  for (const { day } of due) await removeAside(env().backupDir!, day);
  return noted(count(due), note);
}

const count = (due: readonly { files: number }[]): number => due.reduce((sum, { files }) => sum + files, 0);

/** What has no row has its receipt once it is gone: killed between the two it is gone without. */
async function noted(removed: number, note?: NoteRemoved): Promise<number> {
  if (removed > 0 && note) await transaction(undefined, (tx) => note(removed, statementsIn(tx)));
  return removed;
}

export const backupRetention: readonly RetentionRule[] = [
  {
    id: "backups",
    what: "Encrypted copies of the database, and what became of their restoring",
    keptHours: () => BACKUP_DAYS * 24,
    countedFrom: "The backup",
    removes:
      "The file; whoever was erased is gone from all of them then. Of those of a day the newest is kept, and for a day the newest of each hour",
    due: async (asOf) => (await listDue(asOf)).length,
    sweep: (limit, _spared, note) => sweepBackups(limit, note),
  },
  {
    id: "backup_keys",
    what: "Copies of the keys that all stored files are sealed with",
    keptHours: () => KEY_DAYS * 24,
    countedFrom: "The backup",
    removes: "The copy; what a destroyed key sealed can be read from no backup then",
    due: async (asOf) => (await listDueKeys(asOf)).length,
    sweep: (limit, _spared, note) => sweepKeys(limit, note),
  },
  {
    id: "backup_files",
    what: "Sealed copies of files that are no longer stored",
    keptHours: () => BACKUP_DAYS * 24,
    countedFrom: "The file's removal from storage",
    removes: "The copy",
    due: async (asOf) => count(await listDueCopies(asOf)),
    sweep: (_limit, _spared, note) => sweepCopies(note),
  },
];
