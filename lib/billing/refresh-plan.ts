import { setPlanLimits } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { keepModelsFor } from "@/lib/generations";
import type { Tx } from "@/lib/db";
import { GRACE_DAYS, plans, rankOf, type PlanName } from "./plans";

const ENDED = new Set(["canceled", "incomplete_expired"]);

interface PaidPeriod {
  plan: string | null;
  periodEndsAt: Date | null;
}

/**
 * The plan that the organization has now, from what it paid: the highest one of its last paid period, until that ends, and
 * {@link GRACE_DAYS} more where its subscription goes on, because the next payment may be late. Pure.
 */
export function planOf(paid: readonly PaidPeriod[], subscriptionStatus: string | null, now: Date): PlanName {
  const ends = paid.map(({ periodEndsAt }) => periodEndsAt?.getTime() ?? 0);
  const last = Math.max(0, ...ends);
  const graceMs = ENDED.has(subscriptionStatus ?? "canceled") ? 0 : GRACE_DAYS * 86_400_000;
  if (last + graceMs <= now.getTime()) return "free";
  const held = paid.filter(({ periodEndsAt }) => periodEndsAt?.getTime() === last);
  return held.map(({ plan }) => plan as PlanName).sort((a, b) => rankOf(b) - rankOf(a))[0];
}

/**
 * Brings what the organization may do in line with what it paid. Models keep what they were promised: a smaller plan ends
 * none of them sooner than 30 days from now.
 */
export async function refreshPlan(tx: Tx, organizationId: string): Promise<PlanName> {
  const account = await tx.billingAccount.findUnique({ where: { organizationId } });
  const paid = await tx.billingPayment.findMany({
    where: { organizationId, kind: "plan" },
    orderBy: { periodEndsAt: "desc" },
    take: 20,
  });
  // What went back whole, or is held by a bank, pays for nothing.
  const standing = paid.filter(
    ({ amountCents, refundedCents, disputedCents }) =>
      amountCents === 0 || refundedCents + disputedCents < amountCents,
  );
  const plan = planOf(standing, account?.subscriptionStatus ?? null, clock.now());
  const { keepModelsDays, generationsAtOnce, members } = plans[plan];
  const changed = await setPlanLimits(tx, organizationId, {
    plan,
    keepModelsDays,
    generationsAtOnce,
    members,
  });
  if (changed) await keepModelsFor(tx, organizationId, keepModelsDays);
  return plan;
}
