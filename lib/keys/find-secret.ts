import { db, type Prisma } from "@/lib/db";

export interface FoundSecret {
  key: Prisma.ApiKeyModel;
  /** Set for one that a rotation replaced: it works until then. */
  retiredUntil: Date | null;
}

/** The key that a secret's SHA-256 belongs to, as its present or a former secret; null where it is none of ours. */
export async function findSecret(hash: string): Promise<FoundSecret | null> {
  const key = await db().apiKey.findUnique({ where: { hash } });
  if (key) return { key, retiredUntil: null };
  const retired = await db().retiredSecret.findUnique({ where: { hash }, include: { apiKey: true } });
  return retired && { key: retired.apiKey, retiredUntil: retired.expiresAt };
}
