import { statSync } from "node:fs";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { isPublicSite } from "@/lib/core/network-address";
import { db, transaction } from "@/lib/db";
import { endAlert, raiseAlert } from "@/lib/status";

/** One comes every four minutes, and one that fails may be tried again. */
const LATE_MS = 15 * 60_000;
/** So long that the next, which begins four minutes after, is not there five minutes after the one before. */
const SLOW_MS = 60_000;
/** The longest month, and two days to do it in. */
const DRILL_LATE_MS = 33 * 86_400_000;

/**
 * Job body: alerts who is on call where the newest backup is older than a quarter of an hour, or took more than a minute;
 * where the last restoring of one failed, or none was restored for a month; and where others can reach the portal and its
 * backups lie on its own disk. Ends the alert once it is good again. Returns what is wrong. What should have come while no
 * worker ran is not missed: `workingSince`.
 */
export async function watchBackups(workingSince: Date): Promise<string[]> {
  const { backupDir, dataDir, publicUrl } = env();
  if (!backupDir) return [];
  const now = clock.now();
  const [[{ since }], newest, drilled] = await Promise.all([
    // Of a new installation neither can be asked yet.
    db().$queryRaw<{ since: Date }[]>`SELECT min(finished_at) AS since FROM _prisma_migrations`,
    db().backup.findFirst({ orderBy: { createdAt: "desc" } }),
    db().backup.findFirst({ where: { drilledAt: { not: null } }, orderBy: { drilledAt: "desc" } }),
  ]);
  const older = (moment: Date, ms: number) => now.getTime() - moment.getTime() > ms;
  const wrong = {
    "backup:late":
      older(newest?.createdAt ?? since, LATE_MS) &&
      older(workingSince, LATE_MS) &&
      "The newest backup is older than 15 minutes",
    "backup:slow":
      (newest?.durationMs ?? 0) > SLOW_MS &&
      "A backup takes longer than a minute: let PostgreSQL archive its log for a restoring to any moment",
    "backup:disk":
      isPublicSite(publicUrl) &&
      onOneDisk(backupDir, dataDir) &&
      "The backups lie on the portal's own disk, and are lost with it: name another in BACKUP_DIR",
    "backup:drill":
      (drilled?.drilledOk === false && "The newest backup could not be restored as it should be") ||
      (older(drilled?.drilledAt ?? since, DRILL_LATE_MS) &&
        "No backup was restored for a month, to see whether it can be"),
  };
  await transaction(undefined, async (tx) => {
    for (const [subject, summary] of Object.entries(wrong))
      if (summary) await raiseAlert(tx, { subject, summary, startedAt: now });
      else await endAlert(tx, subject);
  });
  return Object.entries(wrong).flatMap(([subject, summary]) => (summary ? [subject] : []));
}

/** Whether both lie on the same file system; false where one is not there. */
export function onOneDisk(one: string, other: string): boolean {
  const [a, b] = [one, other].map((folder) => statSync(folder, { throwIfNoEntry: false })?.dev);
  return a !== undefined && a === b;
}
