import { db } from "@/lib/db";
import { keyedHash, openRecord, sealRecord } from "@/lib/storage";
import type { GenerationRow } from "./record";

/** How an end user is found again: the name that the customer gave is nowhere kept in the clear. */
export const hashEndUser = (organizationId: string, endUserId: string): Promise<string> =>
  keyedHash(organizationId, "end-user", endUserId);

interface SealedEndUser {
  endUserHash: string | null;
  endUserSealed: Uint8Array<ArrayBuffer> | null;
}

/** The columns of a generation for its end user: one to find it by, one to tell the customer the name again. */
export async function sealEndUser(
  organizationId: string,
  generationId: string,
  endUserId: string | undefined,
): Promise<SealedEndUser> {
  if (endUserId === undefined) return { endUserHash: null, endUserSealed: null };
  const endUserHash = await hashEndUser(organizationId, endUserId);
  const sealed = await sealRecord(nameOf(organizationId, generationId), Buffer.from(endUserId));
  return { endUserHash, endUserSealed: new Uint8Array(sealed) };
}

/** The name as the customer gave it, or null. */
export async function openEndUser(
  row: Pick<GenerationRow, "id" | "organizationId" | "endUserId" | "endUserSealed">,
): Promise<string | null> {
  if (!row.endUserSealed) return row.endUserId;
  const sealed = Buffer.from(row.endUserSealed);
  return (await openRecord(nameOf(row.organizationId, row.id), sealed)).toString();
}

const nameOf = (organizationId: string, generationId: string) => ({
  organizationId,
  name: `end-user:${generationId}`,
});

const BATCH = 200;

/** Seals the names that earlier versions kept in the clear; a worker does it before it takes a job. */
export async function sealEndUsers(): Promise<number> {
  for (let sealed = 0; ;) {
    const rows = await db().generation.findMany({
      where: { endUserId: { not: null } },
      select: { id: true, organizationId: true, endUserId: true },
      take: BATCH,
    });
    if (rows.length === 0) return sealed;
    for (const { id, organizationId, endUserId } of rows)
      await db().generation.updateMany({
        where: { id, endUserId },
        data: { endUserId: null, ...(await sealEndUser(organizationId, id, endUserId ?? undefined)) },
      });
    sealed += rows.length;
  }
}
