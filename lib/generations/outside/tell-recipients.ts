import { clock } from "@/lib/core/clock";
import { ErasureRefused } from "@/lib/core/personal-data";
import { db, transaction, type Prisma } from "@/lib/db";
import { deleteThere, isSettled } from "./settle-transfer";
import { planSettling } from "./transfer-log";

/**
 * Tells each past recipient of what is erased here, once, by having it deleted there whatever was deleted before. Returns how
 * many were told. Throws ErasureRefused where one of them would not: the others are told all the same.
 */
export async function tellRecipients(where: Prisma.OutboundTransferWhereInput): Promise<number> {
  await markAsked(where);
  const untold = await db().outboundTransfer.findMany({
    where: { ...where, erasureAskedAt: { not: null }, erasureToldAt: null },
    orderBy: { id: "asc" },
  });
  const refusing = new Set<string>();
  for (const row of untold)
    if (!isSettled(row) && (await deleteThere(row)) !== null) refusing.add(row.provider);
  if (refusing.size > 0)
    throw new ErasureRefused(
      `Not erased yet at ${[...refusing].sort().join(", ")}, which was sent pictures: it is asked again.`,
    );
  return untold.length;
}

/**
 * The same by jobs, for a generation that somebody deleted: nobody waits for it. With `anonymous` the digest of the picture
 * that was sent goes, by which it could be matched.
 */
export async function askRecipients(generationId: string, { anonymous = false } = {}): Promise<void> {
  await markAsked({ generationId });
  const rows = await db().outboundTransfer.findMany({ where: { generationId } });
  const now = clock.now();
  for (const row of rows)
    if (!isSettled(row)) await transaction(undefined, (tx) => planSettling(tx, row.id, now));
  if (anonymous && rows.length > 0)
    await db().outboundTransfer.updateMany({ where: { generationId }, data: { sha256: "" } });
}

const markAsked = (where: Prisma.OutboundTransferWhereInput) =>
  db().outboundTransfer.updateMany({
    where: { ...where, erasureAskedAt: null, outcome: { not: "unreached" } },
    data: { erasureAskedAt: clock.now() },
  });
