import { emailPerson, listStaff } from "@/lib/accounts";
import { log } from "@/lib/core/log";
import { db, transaction } from "@/lib/db";
import { hoursLeft, isUnreported } from "./breaches";

/** So many hours before the 72 are over the staff is told, once each; and again when they are. */
const ALARM_HOURS = [48, 24, 6, 0];

/** Job body, once an hour: tells the privacy staff of breaches that the authority does not know of yet. Returns which. */
export async function alarmOfBreaches(): Promise<string[]> {
  const open = await db().breach.findMany({ where: { closedAt: null, authorityToldAt: null } });
  const due = open.flatMap((row) => {
    const step = ALARM_HOURS.findLast((hours) => hoursLeft(row) < hours);
    return isUnreported(row) && step !== undefined && step < (row.alarmedHours ?? Infinity)
      ? [{ row, step }]
      : [];
  });
  if (due.length === 0) return [];
  const staff = await listStaff(["privacy", "operator"]);
  await transaction(undefined, async (tx) => {
    for (const { row, step } of due) {
      await tx.breach.update({ where: { id: row.id }, data: { alarmedHours: step } });
      for (const userId of staff)
        await emailPerson(tx, userId, {
          about: "breach_deadline",
          breachId: row.id,
          notifyBy: row.notifyBy.toISOString(),
        });
    }
  });
  for (const { row } of due)
    log.error("a breach must be reported", { breach: row.id, due: row.notifyBy.toISOString() });
  return due.map(({ row }) => row.id);
}
