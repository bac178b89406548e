import type { Metadata } from "next";
import { Suspense } from "react";
import { BillingFrame } from "@/components/billing/billing-frame";
import { CardList } from "@/components/billing/card-list";
import { DetailsForm } from "@/components/billing/details-form";
import { MemberCaps } from "@/components/billing/member-caps";
import { OnlyForBilling, StripeAway } from "@/components/billing/stripe-away";
import { SpendingForm } from "@/components/billing/spending-form";
import { TaxIds } from "@/components/billing/tax-ids";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { listMembers } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import {
  getBillingDetails,
  getSpendingControl,
  listPaymentMethods,
  packNames,
  packs,
  sellsCredits,
} from "@/lib/billing";
import type { Context } from "@/lib/db";
import { spentByPerson } from "@/lib/generations";
import { mayBill, orUnreachable, standInAddress } from "../read-billing";

export const metadata: Metadata = { title: "Payment" };

export default async function PaymentPage() {
  const { ctx } = await requireSession("/credits/payment");
  return (
    <BillingFrame at="/credits/payment" standIn={standInAddress()}>
      <Contents ctx={ctx} />
    </BillingFrame>
  );
}

function Contents({ ctx }: { ctx: Context }) {
  if (!mayBill(ctx)) return <OnlyForBilling />;
  if (!sellsCredits())
    return (
      <Notice title="Nothing is sold here">
        This portal&apos;s operator has set no account at Stripe, so there is nothing to pay.
      </Notice>
    );
  return (
    <>
      <Suspense fallback={<Skeleton className="h-72 rounded-xl" />}>
        <AtStripe ctx={ctx} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-72 rounded-xl" />}>
        <Spending ctx={ctx} />
      </Suspense>
    </>
  );
}

async function AtStripe({ ctx }: { ctx: Context }) {
  const read = await orUnreachable(Promise.all([listPaymentMethods(ctx), getBillingDetails(ctx)]));
  if (!read) return <StripeAway title="Payment methods and billing details" />;
  const [methods, { tax_ids, ...details }] = read;
  return (
    <>
      <CardList methods={methods} />
      <DetailsForm details={details} />
      <TaxIds taxIds={tax_ids} />
    </>
  );
}

async function Spending({ ctx }: { ctx: Context }) {
  const [
    { top_up_paused_until: pausedUntil, low_balance_credits, monthly_credit_cap, top_up },
    members,
    spent,
  ] = await Promise.all([getSpendingControl(ctx), listMembers(ctx), spentByPerson(ctx.organizationId)]);
  return (
    <>
      <SpendingForm
        control={{ low_balance_credits, monthly_credit_cap, top_up }}
        pausedUntil={pausedUntil}
        packs={packNames.map((id) => ({ id, ...packs[id] }))}
      />
      <MemberCaps
        members={members.map(({ userId, name, role, cap }) => ({
          ...{ userId, name, role, cap },
          spent: spent.get(userId) ?? 0,
        }))}
      />
    </>
  );
}
