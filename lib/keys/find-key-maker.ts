import type { Tx } from "@/lib/db";

/** Who made a key; null where nobody in particular did, or they are gone. */
export async function findKeyMaker(tx: Tx, id: string): Promise<string | null> {
  const key = await tx.apiKey.findUnique({ where: { id }, select: { createdByUserId: true } });
  return key?.createdByUserId ?? null;
}
