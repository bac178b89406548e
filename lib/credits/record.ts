import type { Prisma } from "@/lib/db";
import type { LedgerEntry } from "./schema";

/** Row → the public ledger entry. The cause stays inside: it is ours. */
export function toLedgerEntry(row: LedgerRow): LedgerEntry {
  return {
    id: row.id,
    object: "ledger_entry",
    kind: row.kind,
    amount: row.amount,
    balance_after: row.balanceAfter,
    reason: row.reason,
    source: row.source,
    owed: row.owed,
    generation_id: row.generationId,
    created_at: row.createdAt.toISOString(),
  };
}

type LedgerRow = Pick<
  Prisma.LedgerEntryModel,
  "id" | "kind" | "amount" | "balanceAfter" | "reason" | "source" | "owed" | "generationId" | "createdAt"
>;
