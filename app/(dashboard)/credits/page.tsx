import { Coins } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { BillingFrame } from "@/components/billing/billing-frame";
import { BurnDown, type BurnDownPoint } from "@/components/billing/burn-down";
import { CheckoutNotice } from "@/components/billing/checkout-notice";
import { PackGrid } from "@/components/billing/pack-grid";
import { PlanGrid } from "@/components/billing/plan-grid";
import { LedgerFilter } from "@/components/credits/ledger-filter";
import { LedgerTable } from "@/components/credits/ledger-table";
import { buttonClass } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatNumber } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Pager } from "@/components/ui/pager";
import { StatCard } from "@/components/ui/stat-card";
import { CustomRange } from "@/components/usage/custom-range";
import { listMembers } from "@/lib/accounts";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { getBilling, MOST_PACKS, packNames, packs, planNames, plans, type Billing } from "@/lib/billing";
import { clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import {
  describeBalance,
  forecastCredits,
  listDailyBalances,
  listSpentByDay,
  type Balance,
  type DailyBalance,
  type Forecast,
} from "@/lib/credits";
import { listKeys } from "@/lib/keys";
import { listMovements, summarizeUsage, type ListMovements } from "@/lib/usage";
import { mayBill, one, readReturn, standInAddress, type Search } from "./read-billing";
import { readLedger } from "./read-ledger";

export const metadata: Metadata = { title: "Credits" };

const PAGE_SIZE = 25;
const DAYS = 30;

export default async function CreditsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx } = await requireSession("/credits");
  const search = await searchParams;
  const after = one(search.after);
  const { query, kept, days } = readLedger(search);
  // Before the balance is read: it may settle what was just paid.
  const returned = await readReturn(ctx, search);
  const [balance, ledger, usage, spent, billing, past, whose] = await Promise.all([
    describeBalance(ctx),
    listOrFirst(ctx, { ...query, limit: PAGE_SIZE, after }),
    summarizeUsage(ctx, { days: DAYS, by: "day" }),
    listSpentByDay(ctx, DAYS),
    getBilling(ctx),
    listDailyBalances(ctx, { days: DAYS }),
    listWhose(ctx),
  ]);
  const forecast = forecastCredits(balance.lots, spent, clock.now());
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
      <BurnDown points={draw(past, forecast)} forecast={forecast} />
      <PackGrid packs={packNames.map((id) => ({ id, ...packs[id] }))} most={MOST_PACKS} closed={closed} />
      <PlanGrid plans={planNames.map((id) => ({ id, ...plans[id] }))} running={billing} closed={closed} />
      <Card id="ledger" className="overflow-hidden">
        <CardHeader
          title="Ledger"
          description="Every movement, newest first. Entries are never changed."
          action={
            <div className="flex flex-wrap items-center gap-2">
              <Suspense>
                <LedgerFilter whose={whose} />
              </Suspense>
              <CustomRange
                key={days?.from}
                days={days}
                at="/credits"
                kept={without(kept, "from", "to")}
                unset="Any time"
                latest={clock.now().toISOString().slice(0, 10)}
              />
              <a href={link("/credits/csv", kept)} download className={buttonClass({ size: "small" }, "h-9")}>
                CSV
              </a>
            </div>
          }
        />
        {kept.generation && (
          <p className="flex flex-wrap gap-x-2 border-t border-line px-5 py-3 text-note text-secondary">
            Only of the generation <code className="font-mono break-all">{kept.generation}</code>
          </p>
        )}
        {Object.keys(kept).length > 0 && (
          <p className="border-t border-line px-5 py-3 text-note">
            <Link href="/credits" scroll={false} className="underline underline-offset-4">
              Show every movement
            </Link>
          </p>
        )}
        <LedgerTable entries={ledger.data} narrows />
        {ledger.data.length === 0 && (
          <EmptyState icon={Coins} title="No such movement" className="border-t border-line">
            Credits are granted, reserved for a model, then settled or returned.
          </EmptyState>
        )}
      </Card>
      <Pager
        newer={after ? link("/credits", kept) : null}
        older={last && ledger.has_more ? link("/credits", { ...kept, after: last }) : null}
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
async function listOrFirst(ctx: SignedIn["ctx"], query: ListMovements) {
  try {
    return await listMovements(ctx, query);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return listMovements(ctx, { ...query, after: undefined });
  }
}

/** Keys and people, whose generations the ledger can be narrowed to. */
async function listWhose(ctx: SignedIn["ctx"]) {
  const [keys, members] = await Promise.all([listKeys(ctx, { revoked: true }), listMembers(ctx)]);
  return [
    ...keys.data.map(({ id, name }) => ({ value: id, label: `Key: ${name}` })),
    ...members.map(({ userId, name }) => ({ value: userId, label: `${name}, in the portal` })),
  ];
}

const without = (kept: Record<string, string>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => !names.includes(name)));

function link(at: string, search: Record<string, string>): string {
  return Object.keys(search).length > 0 ? `${at}?${new URLSearchParams(search)}` : at;
}
