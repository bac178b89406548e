import { emailPerson, listMembersWith } from "@/lib/accounts";
import type { Tx } from "@/lib/db";
import { canSendEmail, type EmailFacts } from "@/lib/email";

/** Has those mailed who look after an organization's money, once the transaction commits. */
export async function emailPayers(tx: Tx, organizationId: string, facts: EmailFacts): Promise<void> {
  if (!canSendEmail()) return;
  for (const userId of await listMembersWith(tx, organizationId, ["owner", "billing"]))
    await emailPerson(tx, userId, facts);
}
