import type { Metadata } from "next";
import { LedgerTable } from "@/components/credits/ledger-table";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { StatCard } from "@/components/ui/stat-card";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getBalance, listLedger } from "@/lib/credits";
import { qualities } from "@/lib/generations";
import { summarizeUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Credits" };

const PAGE_SIZE = 25;

export default async function CreditsPage({
  searchParams,
}: {
  searchParams: Promise<{ after?: string | string[] }>;
}) {
  const { ctx } = await requireSession("/credits");
  const after = [(await searchParams).after].flat()[0];
  const [balance, ledger, usage] = await Promise.all([
    getBalance(ctx),
    listOrFirst(ctx, after),
    summarizeUsage(ctx, { days: 30, by: "day" }),
  ]);
  const last = ledger.data.at(-1)?.id;
  return (
    <>
      <PageHeader
        title="Credits"
        description="Prepaid and spent only by generations that succeed. One US dollar is 100 credits."
        action={<LinkButton href="/pricing">Prices</LinkButton>}
      />
      <div className="grid gap-2 sm:grid-cols-3 sm:gap-4">
        <StatCard name="Balance" value={formatNumber(balance)} note={`$${(balance / 100).toFixed(2)}`} />
        <StatCard name="Used in 30 days" value={formatNumber(usage.totals.credits_used)} />
        <StatCard
          name="Enough for"
          value={formatNumber(Math.floor(balance / qualities.default.credits))}
          note="drafts"
        />
      </div>
      <Card className="mt-5 overflow-hidden">
        <CardHeader title="Ledger" description="Every movement, newest first. Entries are never changed." />
        <LedgerTable entries={ledger.data} />
      </Card>
      <Pager
        newer={after ? "/credits" : null}
        older={last && ledger.has_more ? `/credits?after=${last}` : null}
      />
    </>
  );
}

/** A cursor from an old link may be gone: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], after: string | undefined) {
  try {
    return await listLedger(ctx, { limit: PAGE_SIZE, after });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return listLedger(ctx, { limit: PAGE_SIZE });
  }
}
