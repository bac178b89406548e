import { db, type Tx } from "@/lib/db";

/** What a plan allows an organization. */
export interface PlanLimits {
  plan: string;
  /** Null: models are kept until they are deleted. */
  keepModelsDays: number | null;
  generationsAtOnce: number;
  members: number;
}

/** What holds for a submission; null of each where there is no such bound. */
export interface SpendingLimits {
  keepModelsDays: number | null;
  /** Credits of a calendar month: of all, and of the person who acts. */
  organizationCap: number | null;
  memberCap: number | null;
}

/** Writes down what a plan allows; false where it was so already. Whoever calls knows what was paid. */
export async function setPlanLimits(
  tx: Tx,
  organizationId: string,
  { plan, keepModelsDays, generationsAtOnce, members: mostMembers }: PlanLimits,
): Promise<boolean> {
  const limits = { plan, keepModelsDays, generationsAtOnce, mostMembers };
  const held = await tx.organization.findUnique({ where: { id: organizationId }, select });
  const same =
    held && Object.entries(limits).every(([field, value]) => held[field as keyof typeof held] === value);
  if (!held || same) return false;
  await tx.organization.update({ where: { id: organizationId }, data: limits });
  return true;
}

const select = { plan: true, keepModelsDays: true, generationsAtOnce: true, mostMembers: true };

/** The plan that was written down, and how many people it is for; null where nothing is sold. */
export async function findPlan(
  organizationId: string,
): Promise<{ plan: string; mostMembers: number } | null> {
  const row = await db().organization.findUnique({ where: { id: organizationId } });
  return row?.plan && row.mostMembers ? { plan: row.plan, mostMembers: row.mostMembers } : null;
}

/** Up to `limit` organizations that have no plan yet. */
export async function listWithoutPlan(limit: number): Promise<string[]> {
  const rows = await db().organization.findMany({
    where: { plan: null },
    orderBy: { createdAt: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Models of the organization made at the same time under its plan, or null where it has none. */
export async function findGenerationsAtOnce(tx: Tx, organizationId: string): Promise<number | null> {
  const row = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { generationsAtOnce: true },
  });
  return row?.generationsAtOnce ?? null;
}
