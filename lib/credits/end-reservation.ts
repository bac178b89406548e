import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";
import { lockBalance, moveCredits } from "./move-credits";
import type { LedgerEntry } from "./schema";

export interface Ending {
  kind: "settle" | "release";
  generationId: string;
  reason: string;
}

/**
 * Ends a generation's reservation one way or the other. Idempotent; throws `conflict` where it was ended the other way
 * and `not_found` where nothing was reserved. A partial unique index stands behind the first of these.
 */
export async function endReservation(tx: Tx, { kind, generationId, reason }: Ending): Promise<LedgerEntry> {
  const reserve = await tx.ledgerEntry.findUnique({ where: { cause: `${generationId}:reserve` } });
  if (!reserve) throw new AppError("not_found", "No credits are reserved for this generation.");
  await lockBalance(tx, reserve.organizationId);

  const other = kind === "settle" ? "release" : "settle";
  if (await tx.ledgerEntry.findUnique({ where: { cause: `${generationId}:${other}` } }))
    throw new AppError("conflict", `The generation's credits were already ${PAST[other]}.`);
  const { entry } = await moveCredits(tx, {
    organizationId: reserve.organizationId,
    kind,
    amount: kind === "settle" ? 0 : Math.abs(reserve.amount),
    cause: `${generationId}:${kind}`,
    reason,
    generationId,
  });
  return entry;
}

const PAST = { settle: "settled", release: "released" } as const;
