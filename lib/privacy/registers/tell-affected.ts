import { emailPerson, listDeciders, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { dataCategories, type DataCategory } from "@/lib/core/personal-data";
import { recordAudit, transaction, type Context } from "@/lib/db";

/** One transaction plans the mails: more organizations than this would keep it open for too long. */
const MOST = 50_000;

/**
 * Has every owner and admin of the organizations that a breach concerns mailed what happened, what may come of it and what
 * was done (GDPR 33(2) and 34): all in the transaction that writes down that they were told. Returns how many people.
 * Throws `conflict` where they know already, or where what has to be said is not written down yet; `not_found`.
 */
export async function tellAffected(ctx: Context, { id }: { id: string }): Promise<{ told: number }> {
  requireStaff(ctx, ["privacy"]);
  return transaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM breaches WHERE id = ${id} FOR UPDATE`;
    const row = await tx.breach.findUnique({ where: { id } });
    if (!row) throw new AppError("not_found", "There is no such breach.");
    if (row.closedAt || row.customersToldAt) throw new AppError("conflict", "They have been told already.");
    const { consequences, measures, organizationIds } = row;
    if (!consequences || !measures || organizationIds.length === 0)
      throw new AppError(
        "conflict",
        "Write down first whom it concerns, what may come of it, and what was done: the mail says so.",
      );
    const people = await listDeciders(tx, { behind: "", take: MOST, of: organizationIds });
    const kinds = row.categories.map((name) => dataCategories[name as DataCategory].toLowerCase());
    for (const userId of people)
      await emailPerson(tx, userId, {
        about: "breach",
        summary: row.summary,
        awareAt: row.awareAt.toISOString(),
        categories: kinds.join("; ") || "not known yet",
        consequences,
        measures,
      });
    await tx.breach.update({ where: { id }, data: { customersToldAt: clock.now() } });
    await recordAudit(tx, ctx, { action: "breach.tell", subjectId: id, detail: { people: people.length } });
    return { told: people.length };
  });
}
