import { listStaffAddresses } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db, type Prisma } from "@/lib/db";
import { alertLetter, canSendEmail, sendEmail } from "@/lib/email";

const EVERY_MS = 15 * 60_000;
/** Where no mailbox took it. */
const AGAIN_MS = 60_000;
export const MOST_TIMES_TOLD = 8;
const AT_ONCE = 20;

/**
 * Mails who is on call what nobody has acknowledged, every quarter of an hour and eight times at most; returns how many alerts
 * were told of. Straight to the mail server and not by a job: that no job runs may be what is wrong. Of several processes
 * that do this one tells of each.
 */
export async function tellOnCall(): Promise<number> {
  if (!canSendEmail()) return 0;
  const now = clock.now();
  const due = await db().alert.findMany({
    where: { ...isOpen, nextToldAt: { lte: now }, timesTold: { lt: MOST_TIMES_TOLD } },
    orderBy: { startedAt: "asc" },
    take: AT_ONCE,
  });
  if (due.length === 0) return 0;
  const { oncallEmails } = env();
  const people = oncallEmails.length > 0 ? oncallEmails : await listStaffAddresses(["operator"]);
  let told = 0;
  for (const alert of due) if (await tell(alert, people, now)) told++;
  return told;
}

const isOpen = { endedAt: null, acknowledgedAt: null } satisfies Prisma.AlertWhereInput;

async function tell(alert: Prisma.AlertModel, people: readonly string[], now: Date): Promise<boolean> {
  const { id, summary, startedAt } = alert;
  const time = alert.timesTold + 1;
  // Whoever moves it on is the one who tells.
  const { count } = await db().alert.updateMany({
    where: { ...isOpen, id, timesTold: alert.timesTold, nextToldAt: alert.nextToldAt },
    data: { timesTold: time, nextToldAt: new Date(now.getTime() + EVERY_MS) },
  });
  if (count === 0) return false;
  const link = `${env().publicUrl}/admin/alerts`;
  const letter = alertLetter({ summary, since: startedAt, time, link });
  const sent = await Promise.allSettled(
    people.map((to, index) => sendEmail({ to, id: `${id}.${time}.${index}`, ...letter })),
  );
  const reached = people.filter((_, index) => sent[index].status === "fulfilled");
  if (reached.length > 0) {
    await db().alert.update({ where: { id }, data: { toldAt: now, toldTo: reached.map(shorten) } });
    return true;
  }
  const failure = sent.find((one) => one.status === "rejected");
  log.error("nobody on call could be mailed", { alert: id, people: people.length }, failure?.reason);
  await db().alert.updateMany({
    where: { ...isOpen, id, timesTold: time },
    data: { timesTold: alert.timesTold, nextToldAt: new Date(now.getTime() + AGAIN_MS) },
  });
  return false;
}

/** `oncall@printpal.example` as `o…@printpal.example`: enough to know who it is, and no address. */
const shorten = (address: string): string => address.replace(/^(.).*(?=@)/, "$1…");
