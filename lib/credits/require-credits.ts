import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { getBalance } from "./get-balance";
import { insufficientCredits } from "./move-credits";

/** A balance of a moment ago says enough where it is for a hundred of the same. */
const SEEN_MS = 1_000;
const AMPLE = 100;
const seen = processWide("seen-balances", () => new ExpiringMap<number>(SEEN_MS, 10_000));

/**
 * Spares work that cannot be paid for, before it is begun. Only a look, at what was there within the last second where that
 * is plenty: the reservation decides. Throws `insufficient_credits`.
 */
export async function requireCredits(organizationId: string, amount: number): Promise<void> {
  let now = false;
  const lately = await seen.get(organizationId, () => {
    now = true;
    return getBalance(organizationId);
  });
  if (!now && lately >= AMPLE * amount) return;
  const balance = now ? lately : await getBalance(organizationId);
  if (balance < amount) throw insufficientCredits(amount, balance);
}
