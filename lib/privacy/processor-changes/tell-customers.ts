import { emailPerson, listDeciders } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { transaction } from "@/lib/db";
import type { AnnouncedChange } from "../processor-schema";

const AT_ONCE = 200;

/**
 * Job body: has everybody mailed who decides for an organization. It is a notice that the contract owes, so nobody can have
 * stopped it. Where it stands is kept with each batch, in the transaction that plans its mails: a killed worker's successor
 * mails nobody twice.
 */
export async function tellCustomers(id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const more = await transaction(undefined, async (tx) => {
      // Locked: of two workers the second sees where the first has come to.
      await tx.$queryRaw`SELECT 1 FROM processor_changes WHERE id = ${id} FOR UPDATE`;
      const row = await tx.processorChange.findUnique({ where: { id } });
      if (!row?.effectiveAt || row.toldAt || row.withdrawnAt) return false;
      const people = await listDeciders(tx, { behind: row.toldCursor, take: AT_ONCE });
      for (const userId of people)
        await emailPerson(tx, userId, {
          about: "processor_change",
          processor: row.processor,
          kind: row.kind as AnnouncedChange["kind"],
          summary: row.summary,
          effectiveAt: row.effectiveAt.toISOString(),
        });
      const done = people.length < AT_ONCE;
      await tx.processorChange.update({
        where: { id },
        data: {
          told: { increment: people.length },
          toldCursor: people.at(-1) ?? row.toldCursor,
          ...(done && { toldAt: clock.now() }),
        },
      });
      return !done;
    });
    if (!more) return;
  }
}
