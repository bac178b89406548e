import { getBalance } from "./get-balance";
import { insufficientCredits } from "./move-credits";

/**
 * Spares work that cannot be paid for, before it is begun. Only a look: the reservation decides. Throws
 * `insufficient_credits`.
 */
export async function requireCredits(organizationId: string, amount: number): Promise<void> {
  const balance = await getBalance(organizationId);
  if (balance < amount) throw insufficientCredits(amount, balance);
}
