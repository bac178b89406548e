import type { Metadata } from "next";
import { Suspense } from "react";
import { BillingFrame } from "@/components/billing/billing-frame";
import { InvoiceTable } from "@/components/billing/invoice-table";
import { PaymentTable } from "@/components/billing/payment-table";
import { StatementList } from "@/components/billing/statement-list";
import { OnlyForBilling, StripeAway } from "@/components/billing/stripe-away";
import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { requireSession } from "@/lib/api/session";
import { getBilling, listInvoices, listPayments, RETURN_DAYS, type ListedPayment } from "@/lib/billing";
import { clock } from "@/lib/core/clock";
import { listStatementMonths } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { refundPaymentAction } from "../actions";
import { mayBill, mayReadBilling, orUnreachable, standInAddress } from "../read-billing";

export const metadata: Metadata = { title: "Invoices" };

export default async function InvoicesPage() {
  const { ctx } = await requireSession("/credits/invoices");
  const may = mayReadBilling(ctx);
  const [payments, months] = may
    ? await Promise.all([listPayments(ctx), listStatementMonths(ctx)])
    : [[], []];
  return (
    <BillingFrame at="/credits/invoices" standIn={standInAddress()}>
      {!may && <OnlyForBilling />}
      {may && (
        <>
          <Suspense fallback={<Skeleton className="h-48 rounded-xl" />}>
            <Invoices ctx={ctx} />
          </Suspense>
          <Card className="overflow-hidden">
            <CardHeader
              title="Payments"
              description={`A pack's unspent credits can be given back within ${RETURN_DAYS} days, for the money they cost.`}
            />
            <PaymentTable
              payments={payments}
              returnable={mayBill(ctx) ? payments.filter(isReturnable).map(({ id }) => id) : []}
              giveBack={refundPaymentAction}
            />
          </Card>
          <StatementList months={months} running={clock.now().toISOString().slice(0, 7)} />
        </>
      )}
    </BillingFrame>
  );
}

/** Stripe's answer is waited for apart from the rest, which needs none. */
async function Invoices({ ctx }: { ctx: Context }) {
  const { sells } = await getBilling(ctx);
  const invoices = sells ? await orUnreachable(listInvoices(ctx)) : [];
  if (!invoices) return <StripeAway title="Invoices" />;
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Invoices" description="Written by Stripe; each opens there." />
      <InvoiceTable invoices={invoices} />
    </Card>
  );
}

/** What the verb would refuse is not offered. */
function isReturnable({
  kind,
  paid_at,
  amount_cents,
  refunded_cents,
  disputed_cents,
}: ListedPayment): boolean {
  const fresh = clock.now().getTime() - Date.parse(paid_at) <= RETURN_DAYS * 86_400_000;
  return kind !== "plan" && fresh && disputed_cents === 0 && refunded_cents < amount_cents;
}
