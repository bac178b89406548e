import type { Context, Tx } from "@/lib/db";
import type { EmailFacts } from "@/lib/email";
import { emailPerson } from "./email-person";

/** Has the context's owners and admins mailed once the transaction commits, each by a job of its own. */
export async function emailOwners(tx: Tx, { organizationId }: Context, facts: EmailFacts): Promise<void> {
  const owners = await tx.membership.findMany({
    where: { organizationId, role: { in: ["owner", "admin"] } },
    select: { userId: true },
  });
  for (const { userId } of owners) await emailPerson(tx, userId, facts);
}
