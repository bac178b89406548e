import { requireStaff } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { isSettled, noteDeleted } from "./settle-transfer";

export interface UndeletedTransfer {
  id: string;
  provider: string;
  sentAt: Date;
  why: string;
}

/** What providers should have deleted and have not, the oldest first. For the privacy staff. */
export async function listUndeleted(ctx: Context): Promise<UndeletedTransfer[]> {
  requireStaff(ctx, ["privacy"]);
  const rows = await db().outboundTransfer.findMany({
    where: { deletionError: { not: null } },
    orderBy: { sentAt: "asc" },
    take: 200,
  });
  return rows.map(({ id, provider, sentAt, deletionError }) => ({
    ...{ id, provider, sentAt },
    why: deletionError ?? "",
  }));
}

/**
 * Writes down that a provider has deleted something otherwise than by its own call: somebody of the staff has its word for it.
 * Throws `conflict` where nothing is left to be deleted, `not_found`.
 */
export async function noteDeletedByHand(
  ctx: Context,
  { id, note }: { id: string; note: string },
): Promise<void> {
  requireStaff(ctx, ["privacy"]);
  const row = await db().outboundTransfer.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", "There is no such transfer.");
  if (isSettled(row)) throw new AppError("conflict", "This is deleted there already.");
  await noteDeleted(row, { by_hand: note });
  await transaction(ctx, (tx) =>
    recordAudit(
      tx,
      { ...ctx, organizationId: "" },
      { action: "outbound_transfer.delete", subjectId: id, detail: { note } },
    ),
  );
}
