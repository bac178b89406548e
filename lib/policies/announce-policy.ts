import { emailPerson } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, transaction } from "@/lib/db";
import { policyTitles, type PolicyDocument } from "./schema";

const AT_ONCE = 200;

/**
 * Job body: has everybody mailed about a material change. Where it stands is kept with each batch, in the transaction that
 * plans its mails, so that a killed worker's successor mails nobody twice.
 */
export async function announcePolicy(
  document: PolicyDocument,
  version: number,
  signal: AbortSignal,
): Promise<void> {
  const where = { document_version: { document, version } };
  for (;;) {
    signal.throwIfAborted();
    const left = await transaction(undefined, async (tx) => {
      // Locked: of two workers the second sees where the first has come to.
      await tx.$queryRaw`SELECT 1 FROM policy_versions WHERE document = ${document} AND version = ${version} FOR UPDATE`;
      const row = await tx.policyVersion.findUnique({ where });
      if (!row?.effectiveAt || row.announcedAt) return 0;
      const people = await tx.user.findMany({
        where: { id: { gt: row.announceCursor } },
        orderBy: { id: "asc" },
        take: AT_ONCE,
        select: { id: true },
      });
      const facts = {
        about: "policy_changed",
        document,
        title: policyTitles[document],
        version,
        summary: row.summary,
        effectiveAt: row.effectiveAt.toISOString(),
      } as const;
      for (const { id } of people) await emailPerson(tx, id, facts);
      const done = people.length < AT_ONCE;
      const announceCursor = people.at(-1)?.id ?? row.announceCursor;
      await tx.policyVersion.update({
        where,
        data: { announceCursor, ...(done && { announcedAt: clock.now() }) },
      });
      return done ? 0 : people.length;
    });
    if (left === 0) return;
  }
}

/** What is known of a version's announcement, for the staff. */
export async function readAnnouncements(document: PolicyDocument) {
  const select = { version: true, announcedAt: true, appliedAt: true } as const;
  return db().policyVersion.findMany({ where: { document }, select });
}

/** Marks that consents were reset for a version. Returns false where they were before. */
export async function markApplied(document: PolicyDocument, version: number): Promise<boolean> {
  const where = { document, version, appliedAt: null };
  return (await db().policyVersion.updateMany({ where, data: { appliedAt: clock.now() } })).count > 0;
}
