import type { Actor } from "@/lib/core/actor";
import type { Tx } from "./transaction";

/** Who acts, for whom, in which request, and the transaction to join if one is open. Every verb's first argument. */
export interface Context {
  actor: Actor;
  /** Empty for the system and staff where no organization is concerned. */
  organizationId: string;
  requestId: string;
  tx?: Tx;
  /**
   * The digits of the id of what the call makes, where it came under an Idempotency-Key: the same for every attempt, so
   * that a verb whose first attempt was killed after its commit finds what that made, instead of making it twice.
   */
  onceId?: string;
}
