import { emailPerson, listStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db, transaction, type Prisma } from "@/lib/db";
import { endAlertsBut, raiseAlert } from "@/lib/status";
import { alertOf, hoursLeft, isUnreported } from "./breaches";

/** So many hours before the 72 are over the staff is told, once each; and again when they are. */
const ALARM_HOURS = [48, 24, 6, 0];

/**
 * Job body, once an hour: tells the privacy staff of breaches that the authority does not know of yet, and who is on call
 * of those whose 72 hours are over. Returns which the staff was told of.
 */
export async function alarmOfBreaches(): Promise<string[]> {
  const open = await db().breach.findMany({ where: { closedAt: null, authorityToldAt: null } });
  await alertOfLate(open.filter((row) => isUnreported(row) && row.notifyBy <= clock.now()));
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

const alertOfLate = (late: readonly Prisma.BreachModel[]): Promise<void> =>
  transaction(undefined, async (tx) => {
    await endAlertsBut(
      tx,
      alertOf(""),
      late.map(({ id }) => alertOf(id)),
    );
    for (const { id, notifyBy } of late)
      await raiseAlert(tx, {
        ...{ subject: alertOf(id), summary: `The breach ${id} is not reported, and its 72 hours are over` },
        ...{ startedAt: notifyBy, desk: "privacy" },
      });
  });
