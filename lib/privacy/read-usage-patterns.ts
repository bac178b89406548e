import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { transaction, type Context } from "@/lib/db";
import { countPatterns, type UsagePattern } from "@/lib/usage";
import { listAgreeing } from "./list-agreeing";

/**
 * How the service was used within `days`, by those alone who agree to its improvement now: counted anew each time, so that
 * whoever says no is in no further count. For the staff; throws `not_found` for everybody else.
 */
export async function readUsagePatterns(
  ctx: Context,
  { days = 30 }: { days?: number } = {},
): Promise<UsagePattern[]> {
  requireStaff(ctx);
  const since = new Date(clock.now().getTime() - days * 86_400_000);
  return transaction(ctx, async (tx) =>
    countPatterns(tx, await listAgreeing(tx, "service_improvement"), since),
  );
}
