import { ArrowRight, WandSparkles } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { GenerationGrid } from "@/components/generations/generation-grid";
import { NextSteps } from "@/components/shell/next-steps";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat-card";
import { UsageChart } from "@/components/usage/usage-chart";
import { pageWithLocalLinks } from "@/lib/api/local-links";
import { requireSession } from "@/lib/api/session";
import { getBalance } from "@/lib/credits";
import { listGenerations } from "@/lib/generations";
import { listKeys } from "@/lib/keys";
import { summarizeUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Overview" };

const RECENT = { limit: 4 };

export default async function OverviewPage() {
  const { ctx, user, role } = await requireSession("/overview");
  const [balance, usage, recent, keys] = await Promise.all([
    getBalance(ctx),
    summarizeUsage(ctx, { days: 30, by: "day" }),
    role === "auditor"
      ? { object: "list" as const, data: [], has_more: false }
      : listGenerations(ctx, RECENT),
    listKeys(ctx),
  ]);
  const done = { model: recent.data.length > 0, key: keys.data.length > 0, call: usage.totals.requests > 0 };
  return (
    <>
      <PageHeader
        title={
          <>
            Hello, <bdi>{user.name}</bdi>
          </>
        }
        action={
          role === "auditor" ? undefined : (
            <LinkButton href="/generate" look="primary">
              <WandSparkles aria-hidden className="size-4" /> Generate
            </LinkButton>
          )
        }
      />
      {role !== "auditor" && !(done.model && done.key && done.call) && <NextSteps done={done} />}
      <div className="grid gap-2 sm:grid-cols-3 sm:gap-4">
        <StatCard name="Credits left" value={formatNumber(balance)} note={`$${(balance / 100).toFixed(2)}`} />
        <StatCard name="Credits used, 30 days" value={formatNumber(usage.totals.credits_used)} />
        <StatCard name="API calls, 30 days" value={formatNumber(usage.totals.requests)} />
      </div>
      {recent.data.length > 0 && (
        <section className="mt-8">
          <div className="mb-3 flex items-baseline justify-between">
            <h2 className="text-[15px] font-semibold tracking-tight">Latest models</h2>
            <Link
              href="/generations"
              className="inline-flex items-center gap-1 text-sm text-secondary hover:text-foreground"
            >
              All <ArrowRight aria-hidden className="size-4" />
            </Link>
          </div>
          <GenerationGrid initial={pageWithLocalLinks(recent)} query={RECENT} />
        </section>
      )}
      {usage.totals.credits_used + usage.totals.requests > 0 && (
        <Card className="mt-8 p-5">
          <UsageChart rows={usage.data} />
        </Card>
      )}
    </>
  );
}
