import type { Tx } from "@/lib/db";
import { canSendEmail, type EmailFacts } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { EMAIL_JOB } from "./job-names";

/** Tried for some sixteen hours: a mail server may be away for a night. */
const ATTEMPTS = 12;

/** Has a person mailed once the transaction commits. Where no mail server is set nobody is. */
export async function emailPerson(tx: Tx, userId: string, facts: EmailFacts): Promise<void> {
  if (canSendEmail()) await enqueue(tx, EMAIL_JOB, { userId, facts }, { maxAttempts: ATTEMPTS });
}
