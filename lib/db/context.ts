import type { Actor } from "@/lib/core/actor";
import type { Tx } from "./transaction";

/** Who acts, for whom, in which request, and the transaction to join if one is open. Every verb's first argument. */
export interface Context {
  actor: Actor;
  /** Empty for the system and staff where no organization is concerned. */
  organizationId: string;
  requestId: string;
  tx?: Tx;
}
