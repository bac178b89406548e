import type { Tx } from "@/lib/db";

/** Of the account that a first start makes, for which there is no mailbox. */
const NO_MAILBOX = "@printpal.local";

/**
 * Whether an installation has anybody to be told of a change: people of an organization, without its own staff, who are the
 * operator, and without the account of its first start.
 */
export async function hasCustomers(tx: Tx): Promise<boolean> {
  const people = await tx.user.findMany({
    where: { closedAt: null, staffRole: null, memberships: { some: {} } },
    // The first start's account is one at most.
    take: 2,
  });
  return people.some(({ email }) => !email.endsWith(NO_MAILBOX));
}
