import { Receipt } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatNumber } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { ListedPayment } from "@/lib/billing/schema";
import { GiveBackButton, type GiveBack } from "./give-back-button";

export const formatMoney = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

/** What was paid and what of it went back, from our own books. `giveBack` refunds one; `returnable` says which. */
export function PaymentTable({
  payments,
  returnable,
  giveBack,
}: {
  payments: readonly ListedPayment[];
  returnable: readonly string[];
  giveBack: GiveBack;
}) {
  if (payments.length === 0)
    return (
      <EmptyState icon={Receipt} title="No payments yet" className="border-t border-line">
        What is bought stands here, with the credits it brought and what of it was given back.
      </EmptyState>
    );
  return (
    <Table aria-label="Payments">
      <thead>
        <tr>
          <Th>Paid</Th>
          <Th>What</Th>
          <Th className="text-right">Credits</Th>
          <Th className="text-right">Amount</Th>
          <Th>
            <span className="sr-only">Give back</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <tr key={payment.id}>
            <Td className="text-secondary tabular-nums">{formatDate(payment.paid_at)}</Td>
            <Td>
              <span className="inline-flex flex-wrap items-center gap-2">
                {payment.description} <PaymentState payment={payment} />
              </span>
            </Td>
            <Td className="text-right tabular-nums">
              {formatNumber(payment.credits - payment.credits_taken)}
              {payment.credits_taken > 0 && (
                <span className="text-faint"> of {formatNumber(payment.credits)}</span>
              )}
            </Td>
            <Td className="text-right font-medium tabular-nums">{formatMoney(payment.amount_cents)}</Td>
            <Td className="text-right">
              {returnable.includes(payment.id) && <GiveBackButton payment={payment} giveBack={giveBack} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function PaymentState({ payment }: { payment: ListedPayment }) {
  const { amount_cents, refunded_cents, disputed_cents } = payment;
  if (disputed_cents > 0) return <Badge tone="danger">Disputed</Badge>;
  if (refunded_cents >= amount_cents && amount_cents > 0) return <Badge tone="info">Given back</Badge>;
  if (refunded_cents > 0) return <Badge tone="info">{formatMoney(refunded_cents)} given back</Badge>;
  return null;
}
