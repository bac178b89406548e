import { Coins } from "lucide-react";
import type { Metadata } from "next";
import { BillingFrame } from "@/components/billing/billing-frame";
import { BurnDown, type BurnDownPoint } from "@/components/billing/burn-down";
import { CheckoutNotice } from "@/components/billing/checkout-notice";
import { PackGrid } from "@/components/billing/pack-grid";
import { PlanGrid } from "@/components/billing/plan-grid";
import { LedgerTable } from "@/components/credits/ledger-table";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatNumber } from "@/components/ui/format";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { Pager } from "@/components/ui/pager";
import { StatCard } from "@/components/ui/stat-card";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { getBilling, packNames, packs, planNames, plans, type Billing } from "@/lib/billing";
import { clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import {
  describeBalance,
  forecastCredits,
  LedgerEntryKind,
  listDailyBalances,
  listLedger,
  type Balance,
  type DailyBalance,
  type Forecast,
  type ListLedger,
} from "@/lib/credits";
import { summarizeUsage } from "@/lib/usage";
import { mayBill, one, readReturn, standInAddress, type Search } from "./read-billing";

export const metadata: Metadata = { title: "Credits" };

const PAGE_SIZE = 25;
const DAYS = 30;

export default async function CreditsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx } = await requireSession("/credits");
  const search = await searchParams;
  const after = one(search.after);
  const kind = LedgerEntryKind.safeParse(one(search.kind)).data;
  // Before the balance is read: it may settle what was just paid.
  const returned = await readReturn(ctx, search);
  const [balance, ledger, usage, billing, past] = await Promise.all([
    describeBalance(ctx),
    listOrFirst(ctx, { limit: PAGE_SIZE, after, kind }),
    summarizeUsage(ctx, { days: DAYS, by: "day" }),
    getBilling(ctx),
    listDailyBalances(ctx, { days: DAYS }),
  ]);
  const used = usage.data.map((row) => row.credits_used);
  const forecast = forecastCredits(balance.lots, used, clock.now());
  const closed = whyClosed(billing, mayBill(ctx));
  const last = ledger.data.at(-1)?.id;
  return (
    <BillingFrame at="/credits" standIn={standInAddress()}>
      {returned && <CheckoutNotice returned={returned} />}
      {balance.owed > 0 && (
        <Notice tone="warning" title={`${formatNumber(balance.owed)} credits are owed`}>
          Their money went back after they were spent. The next credits pay them first.
        </Notice>
      )}
      <Figures balance={balance} used={usage.totals.credits_used} forecast={forecast} />
      <BurnDown points={draw(past, forecast)} perDay={forecast.perDay} runsOutOn={forecast.runsOutOn} />
      <PackGrid packs={packNames.map((id) => ({ id, ...packs[id] }))} closed={closed} />
      <PlanGrid plans={planNames.map((id) => ({ id, ...plans[id] }))} running={billing} closed={closed} />
      <Card className="overflow-hidden">
        <CardHeader
          title="Ledger"
          description="Every movement, newest first. Entries are never changed."
          action={
            <LinkTabs
              label="Movements"
              tabs={kinds.map(({ id, name }) => ({ href: link({ kind: id }), name, current: kind === id }))}
            />
          }
        />
        <LedgerTable entries={ledger.data} />
        {ledger.data.length === 0 && (
          <EmptyState icon={Coins} title="No such movement" className="border-t border-line">
            Credits are granted, reserved for a model, then settled or returned.
          </EmptyState>
        )}
      </Card>
      <Pager
        newer={after ? link({ kind }) : null}
        older={last && ledger.has_more ? link({ kind, after: last }) : null}
      />
    </BillingFrame>
  );
}

function Figures({ balance, used, forecast }: { balance: Balance; used: number; forecast: Forecast }) {
  const { credits, lots } = balance;
  const ending = lots.find((lot) => lot.expires_at !== null);
  return (
    <div className="grid gap-2 sm:grid-cols-3 sm:gap-4">
      <StatCard
        name="Balance"
        value={formatNumber(credits)}
        note={
          ending?.expires_at
            ? `${formatNumber(ending.credits)} until ${formatDate(ending.expires_at)}`
            : `$${(credits / 100).toFixed(2)}`
        }
      />
      <StatCard name={`Used in ${DAYS} days`} value={formatNumber(used)} />
      <StatCard
        name="Lasts until"
        value={forecast.runsOutOn ? formatDate(forecast.runsOutOn) : "Over a year"}
      />
    </div>
  );
}

/** What was and what is expected, on one line; they meet today. */
function draw(past: readonly DailyBalance[], { ahead }: Forecast): BurnDownPoint[] {
  const [now, ...next] = ahead;
  return [
    ...past.slice(0, -1).map(({ day, credits }) => ({ day, credits })),
    { day: now.day, credits: now.credits, forecast: now.credits },
    ...next.map(({ day, credits }) => ({ day, forecast: credits })),
  ];
}

function whyClosed({ sells }: Billing, may: boolean): string | null {
  if (!sells) return "Nothing is sold here: this portal's operator has set no account at Stripe.";
  return may ? null : "Owners and people with the billing role buy for the organization.";
}

/** A cursor from an old link may be gone: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], query: ListLedger) {
  try {
    return await listLedger(ctx, query);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return listLedger(ctx, { ...query, after: undefined });
  }
}

const kinds = [
  { id: undefined, name: "All" },
  { id: "grant", name: "Granted" },
  { id: "reserve", name: "Reserved" },
  { id: "settle", name: "Settled" },
  { id: "release", name: "Returned" },
  { id: "refund", name: "Paid back" },
  { id: "expire", name: "Expired" },
  { id: "adjustment", name: "Adjusted" },
] as const;

function link(search: { kind?: string; after?: string }): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length > 0 ? `/credits?${new URLSearchParams(given)}` : "/credits";
}
