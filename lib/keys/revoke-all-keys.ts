import { clock } from "@/lib/core/clock";
import type { Tx } from "@/lib/db";

/**
 * Ends every key of some organizations, for their owner leaves: within five seconds everywhere. Whoever calls has checked
 * who asks. Returns how many it was.
 */
export async function revokeAllKeys(tx: Tx, organizationIds: readonly string[]): Promise<number> {
  const { count } = await tx.apiKey.updateMany({
    where: { organizationId: { in: [...organizationIds] }, revokedAt: null },
    data: { revokedAt: clock.now() },
  });
  return count;
}
