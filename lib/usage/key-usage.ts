import { db } from "@/lib/db";

export interface KeyUsage {
  requests: number;
  /** Reserved by the key's generations, less what failures and cancellations returned. */
  creditsUsed: number;
  lastUsedAt: Date | null;
}

/** What one key has done since it was made. The caller has checked whose key it is. */
export async function keyUsage(keyId: string): Promise<KeyUsage> {
  const calls = await db().apiRequest.aggregate({
    where: { apiKeyId: keyId },
    _count: true,
    _max: { createdAt: true },
  });
  const [{ credits }] = await db().$queryRaw<[{ credits: number }]>`
    SELECT COALESCE(-SUM(entry.amount), 0)::int AS credits
    FROM ledger_entries entry JOIN generations generation ON generation.id = entry.generation_id
    WHERE generation.api_key_id = ${keyId}`;
  return { requests: calls._count, creditsUsed: credits, lastUsedAt: calls._max.createdAt };
}
