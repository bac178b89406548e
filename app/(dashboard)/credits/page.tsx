import { Coins } from "lucide-react";
import type { Metadata } from "next";
import { LedgerTable } from "@/components/credits/ledger-table";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { StatCard } from "@/components/ui/stat-card";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getBalance, LedgerEntryKind, listLedger, type ListLedger } from "@/lib/credits";
import { qualities } from "@/lib/generations";
import { summarizeUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Credits" };

const PAGE_SIZE = 25;

export default async function CreditsPage({
  searchParams,
}: {
  searchParams: Promise<{ after?: string | string[]; kind?: string | string[] }>;
}) {
  const { ctx } = await requireSession("/credits");
  const search = await searchParams;
  const after = [search.after].flat()[0];
  const kind = LedgerEntryKind.safeParse([search.kind].flat()[0]).data;
  const [balance, ledger, usage] = await Promise.all([
    getBalance(ctx),
    listOrFirst(ctx, { limit: PAGE_SIZE, after, kind }),
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
    </>
  );
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
] as const;

function link(search: { kind?: string; after?: string }): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length > 0 ? `/credits?${new URLSearchParams(given)}` : "/credits";
}
