import type { RetentionRule } from "@/lib/core/retention";
import { Prisma, statementsIn, transaction, type Tx } from "@/lib/db";
import { isLive, isWithdrawn, type PaymentState } from "./payment-state";

/** One line of the financial records: what the tax law asks for, and no more. */
interface VaultRecord {
  subject: string;
  kind: "payment" | "invoice" | "refund" | "refund_failed" | "dispute" | "dispute_won";
  reference: string;
  occurred_at: string;
  amount_cents: number;
  tax_cents?: number;
  currency: string;
  credits?: number;
  description: string;
  invoice_number?: string | null;
  country?: string | null;
  tax_id?: string | null;
}

/**
 * Writes what a payment's state says into the financial records, in the transaction that moves its credits; what stands
 * there already is left. The portal can add to these records and not read them.
 */
export async function recordFinances(tx: Tx, subject: string, state: PaymentState): Promise<void> {
  const records = JSON.stringify(recordsOf(subject, state));
  await tx.$queryRaw(
    Prisma.sql`SELECT count(fin_vault.record(value)) FROM jsonb_array_elements(${records}::jsonb)`,
  );
}

function recordsOf(subject: string, state: PaymentState): VaultRecord[] {
  const { currency, description, source } = state;
  const common = { subject, currency, description };
  const payment: VaultRecord = {
    ...common,
    kind: "payment",
    reference: source,
    occurred_at: state.paidAt.toISOString(),
    amount_cents: state.amountCents,
    tax_cents: state.taxCents,
    credits: state.credits,
    invoice_number: state.kind === "pack" ? null : state.invoiceNumber,
    country: state.country,
    tax_id: state.taxId,
  };
  // A pack's invoice may be known later than its payment, and records never change: whatever came first, they end alike.
  const invoice: VaultRecord[] =
    state.kind === "pack" && state.invoiceNumber
      ? [
          {
            ...payment,
            kind: "invoice",
            amount_cents: 0,
            tax_cents: 0,
            credits: 0,
            invoice_number: state.invoiceNumber,
          },
        ]
      : [];
  const refunds = state.refunds.map((refund): VaultRecord => ({
    ...common,
    kind: isLive(refund) ? "refund" : "refund_failed",
    reference: refund.id,
    occurred_at: refund.at.toISOString(),
    amount_cents: refund.cents,
  }));
  const disputes = state.disputes
    .filter((dispute) => isWithdrawn(dispute) || dispute.status === "won")
    .map((dispute): VaultRecord => ({
      ...common,
      kind: dispute.status === "won" ? "dispute_won" : "dispute",
      reference: dispute.id,
      occurred_at: dispute.at.toISOString(),
      amount_cents: dispute.cents,
    }));
  return [payment, ...invoice, ...refunds, ...disputes];
}

const KEPT_HOURS = 7 * 365.25 * 24;

export const vaultRetention: RetentionRule = {
  id: "financial_records",
  what: "Financial records: payments, refunds and disputes, under a name that nobody can follow once the account is gone",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The payment, by the database's own clock",
  removes: "The record",
  // The portal may add to these records and end old ones, and neither read nor count them.
  due: () => Promise.resolve(null),
  sweep: (limit, _spared, note) =>
    transaction(undefined, async (tx) => {
      const [{ removed }] = await tx.$queryRaw<{ removed: number }[]>(
        Prisma.sql`SELECT fin_vault.sweep(${limit}::int) AS removed`,
      );
      if (removed > 0) await note?.(removed, statementsIn(tx));
      return removed;
    }),
};
