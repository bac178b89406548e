import type { Role } from "@/lib/core/actor";
import { db, type Context } from "@/lib/db";

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Credits of a calendar month; null: all there is. */
  cap: number | null;
  secondFactor: boolean;
}

/** The people of the context's organization, by name. Whoever belongs to it may look. */
export async function listMembers({ organizationId }: Context): Promise<Member[]> {
  const rows = await db().membership.findMany({
    where: { organizationId },
    select: {
      userId: true,
      role: true,
      monthlyCreditCap: true,
      user: { select: { name: true, email: true, secondFactor: { select: { confirmedAt: true } } } },
    },
    orderBy: { userId: "asc" },
  });
  // Names are sealed in the database.
  rows.sort((one, other) => one.user.name.localeCompare(other.user.name));
  return rows.map(({ userId, role, monthlyCreditCap: cap, user: { secondFactor, ...user } }) => ({
    ...{ userId, role, cap, ...user },
    secondFactor: !!secondFactor?.confirmedAt,
  }));
}
