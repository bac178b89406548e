import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db, transaction } from "@/lib/db";
import { endAlert, raiseAlert } from "@/lib/status";

const LATE_MS = 26 * 3_600_000;
/** The longest month, and two days to do it in. */
const DRILL_LATE_MS = 33 * 86_400_000;

/**
 * Job body: alerts who is on call where the newest backup is older than 26 hours, where the last restoring of one failed, or
 * where none was restored for a month; and ends the alert once it is good again. Returns what is wrong.
 */
export async function watchBackups(): Promise<string[]> {
  if (!env().backupDir) return [];
  const now = clock.now();
  const [[{ since }], newest, drilled] = await Promise.all([
    // Of a new installation neither can be asked yet.
    db().$queryRaw<{ since: Date }[]>`SELECT min(finished_at) AS since FROM _prisma_migrations`,
    db().backup.findFirst({ orderBy: { createdAt: "desc" } }),
    db().backup.findFirst({ where: { drilledAt: { not: null } }, orderBy: { drilledAt: "desc" } }),
  ]);
  const older = (moment: Date, ms: number) => now.getTime() - moment.getTime() > ms;
  const wrong = {
    "backup:late": older(newest?.createdAt ?? since, LATE_MS) && "The newest backup is older than 26 hours",
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
