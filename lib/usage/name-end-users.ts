import { db } from "@/lib/db";
import { openEndUser } from "@/lib/generations";

/** What was made in the portal, and what was made for nobody in particular. */
export const PORTAL = "portal";
const NOBODY = "";
/** Names are sealed one by one: so many are opened, those that cost the most. */
const MOST = 50;

/**
 * Rows by an end user's fingerprint → rows by the customer's own name for that person, those that cost the most first.
 * What was made for nobody in particular is left out.
 */
export async function nameEndUsers<Row extends { group: string; credits: number; requests: number }>(
  organizationId: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const top = rows
    .filter(({ group }) => group !== NOBODY)
    .toSorted((a, b) => b.credits - a.credits || b.requests - a.requests || (a.group < b.group ? -1 : 1))
    .slice(0, MOST);
  const named = await Promise.all(
    top.map(async (row) => ({ ...row, group: await nameOf(organizationId, row.group) })),
  );
  return named.flatMap((row) => (row.group === null ? [] : [{ ...row, group: row.group }]));
}

async function nameOf(organizationId: string, endUserHash: string): Promise<string | null> {
  const row = await db().generation.findFirst({
    where: { organizationId, endUserHash },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, organizationId: true, endUserId: true, endUserSealed: true },
  });
  return row && openEndUser(row);
}
