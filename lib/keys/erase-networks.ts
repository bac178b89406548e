import type { MadeWithKey } from "@/lib/core/made-with-key";
import { db } from "@/lib/db";

/** Removes the networks that a key was last used from until then. Returns how many. */
export async function eraseNetworksOfKey({ keyId, until }: MadeWithKey): Promise<number> {
  const where = { apiKeyId: keyId, lastUsedAt: { lte: until } };
  return (await db().keyNetwork.deleteMany({ where })).count;
}
