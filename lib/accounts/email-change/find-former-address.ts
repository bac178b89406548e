import { db } from "@/lib/db";

export interface FormerAddress {
  userId: string;
  fromEmail: string;
  /** What they sign in with now. */
  email: string;
  /** Whose money is theirs to look after. */
  billingOrganizationIds: string[];
}

/** A change of address as other rooms need it, or null where the person or the record is gone. */
export async function findFormerAddress(id: string): Promise<FormerAddress | null> {
  const row = await db().formerAddress.findUnique({
    where: { id },
    include: { user: { include: { memberships: { where: { role: { in: ["owner", "billing"] } } } } } },
  });
  if (!row || row.user.closedAt) return null;
  const { userId, fromEmail, user } = row;
  return {
    userId,
    fromEmail,
    email: user.email,
    billingOrganizationIds: user.memberships.map(({ organizationId }) => organizationId),
  };
}
