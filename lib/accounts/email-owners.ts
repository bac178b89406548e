import type { Context, Tx } from "@/lib/db";
import type { EmailFacts } from "@/lib/email";
import { emailPerson } from "./email-person";
import { listMembersWith } from "./list-members-with";

/** Has the context's owners and admins mailed once the transaction commits, each by a job of its own. */
export async function emailOwners(tx: Tx, { organizationId }: Context, facts: EmailFacts): Promise<void> {
  for (const userId of await listMembersWith(tx, organizationId, ["owner", "admin"]))
    await emailPerson(tx, userId, facts);
}
