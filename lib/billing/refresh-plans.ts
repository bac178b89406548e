import { listWithoutPlan } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, transaction } from "@/lib/db";
import { GRACE_DAYS } from "./plans";
import { refreshPlan } from "./refresh-plan";
import { sellsCredits } from "./stripe";

const AT_ONCE = 1_000;

/**
 * Where something is sold, every organization has a plan: new ones get the free one, and those whose paid time ended lately
 * come back to it. Returns how many were looked at.
 */
export async function refreshPlans(): Promise<number> {
  if (!sellsCredits()) return 0;
  const now = clock.now();
  const since = new Date(now.getTime() - (GRACE_DAYS + 2) * 86_400_000);
  const ended = await db().billingPayment.findMany({
    where: { kind: "plan", periodEndsAt: { gt: since, lte: now } },
    distinct: ["organizationId"],
    select: { organizationId: true },
  });
  const ids = [...ended.map(({ organizationId }) => organizationId), ...(await listWithoutPlan(AT_ONCE))];
  for (const organizationId of new Set(ids))
    await transaction(undefined, (tx) => refreshPlan(tx, organizationId));
  return ids.length;
}
