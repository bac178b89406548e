import type { Context, Tx } from "@/lib/db";
import { canSendEmail, type EmailFacts } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { EMAIL_JOB } from "./job-names";

/** Tried for some sixteen hours: a mail server may be away for a night. */
const ATTEMPTS = 12;

/**
 * Has the context's owners and admins mailed once the transaction commits, each by a job of its own. Where no mail server
 * is set nobody is.
 */
export async function emailOwners(tx: Tx, { organizationId }: Context, facts: EmailFacts): Promise<void> {
  if (!canSendEmail()) return;
  const owners = await tx.membership.findMany({
    where: { organizationId, role: { in: ["owner", "admin"] } },
    select: { userId: true },
  });
  for (const { userId } of owners) await enqueue(tx, EMAIL_JOB, { userId, facts }, { maxAttempts: ATTEMPTS });
}
