import { getBalance } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { getKeyOwner } from "@/lib/usage";
import type { WireCredits } from "./schema";

/** The balance, and whom the key belongs to. */
export async function readCredits(ctx: Context): Promise<WireCredits> {
  const [credits, owner] = await Promise.all([getBalance(ctx.organizationId), getKeyOwner(ctx)]);
  return { credits, user_id: owner.number, username: owner.name, userId: owner.number };
}
