import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db";
import type { AlertDesk } from "./schema";

export interface NewAlert {
  /** What is wrong, by a name: as long as it is, there is one alert of it. */
  subject: string;
  /** In words, without a full stop. */
  summary: string;
  /** Since when. */
  startedAt: Date;
  /** Whose it is to acknowledge. */
  desk?: AlertDesk;
}

/** Has who is on call told of something, unless they were. Returns whether it is new. */
export async function raiseAlert(tx: Tx, { desk = "operator", ...alert }: NewAlert): Promise<boolean> {
  // The index of what is open refuses a second one, whoever raises it.
  const { count } = await tx.alert.createMany({
    data: [{ id: newId("alert"), ...alert, desk, nextToldAt: clock.now() }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** What was wrong is over: nobody is told of it any more. Fine where nothing is open. */
export async function endAlert(tx: Tx, subject: string): Promise<void> {
  await tx.alert.updateMany({ where: { subject, endedAt: null }, data: { endedAt: clock.now() } });
}

/** The same for all of one kind, such as `retention:`, but for those that go on. */
export async function endAlertsBut(tx: Tx, kind: string, going: readonly string[]): Promise<void> {
  await tx.alert.updateMany({
    where: { subject: { startsWith: kind, notIn: [...going] }, endedAt: null },
    data: { endedAt: clock.now() },
  });
}
