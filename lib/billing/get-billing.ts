import { findPlan } from "@/lib/accounts";
import { db, type Context } from "@/lib/db";
import { overStates } from "./choose-plan";
import { planNames, type PlanName } from "./plans";
import { sellsCredits } from "./stripe";

export interface Billing {
  /** Whether anything can be bought here. */
  sells: boolean;
  plan: PlanName;
  /** The plan that the next period is for; null where none follows. */
  next_plan: PlanName | null;
  /** As Stripe calls it, such as active or past_due; null without a subscription. */
  status: string | null;
  cancels_at_period_end: boolean;
  period_ends_at: string | null;
}

/** The organization's plan and what becomes of it, from our own books: whoever belongs to it may look. */
export async function getBilling({ organizationId }: Context): Promise<Billing> {
  const [held, account] = await Promise.all([
    findPlan(organizationId),
    db().billingAccount.findUnique({ where: { organizationId } }),
  ]);
  const runs = account?.subscriptionId && !overStates.includes(account.subscriptionStatus ?? "");
  return {
    sells: sellsCredits(),
    plan: toPlan(held?.plan) ?? "free",
    next_plan: runs && !account.cancelsAtPeriodEnd ? toPlan(account.nextPlan) : null,
    status: runs ? account.subscriptionStatus : null,
    cancels_at_period_end: !!runs && account.cancelsAtPeriodEnd,
    period_ends_at: runs ? (account.periodEndsAt?.toISOString() ?? null) : null,
  };
}

const toPlan = (name: string | null | undefined): PlanName | null =>
  planNames.find((plan) => plan === name) ?? null;
