import { emailPerson, listEverybody } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { transaction } from "@/lib/db";
import type { EmailFacts } from "@/lib/email";

const AT_ONCE = 200;

/**
 * Job body: has everybody mailed whose data would go over, those with a closed account too. Where it stands is kept with
 * each batch, in the transaction that plans its mails: a killed worker's successor mails nobody twice.
 */
export async function tellOfTransfer(id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const more = await transaction(undefined, async (tx) => {
      // Locked: of two workers the second sees where the first has come to.
      await tx.$queryRaw`SELECT 1 FROM business_transfers WHERE id = ${id} FOR UPDATE`;
      const row = await tx.businessTransfer.findUnique({ where: { id } });
      if (!row || row.toldAt) return false;
      const people = await listEverybody(tx, { behind: row.toldCursor, take: AT_ONCE });
      for (const person of people) await emailPerson(tx, person.id, factsOf(row));
      const done = people.length < AT_ONCE;
      await tx.businessTransfer.update({
        where: { id },
        data: {
          told: { increment: people.length },
          toldCursor: people.at(-1)?.id ?? row.toldCursor,
          ...(done && { toldAt: clock.now() }),
        },
      });
      return !done;
    });
    if (!more) return;
  }
}

export const factsOf = (transfer: { recipient: string; summary: string; effectiveAt: Date }): EmailFacts => ({
  about: "business_transfer",
  recipient: transfer.recipient,
  summary: transfer.summary,
  effectiveAt: transfer.effectiveAt.toISOString(),
});
