import { formatNumber } from "@/components/ui/format";
import { StatCard } from "@/components/ui/stat-card";
import type { UsageSummary } from "@/lib/usage/schema";

export function UsageTotals({ totals }: { totals: UsageSummary["totals"] }) {
  const share = totals.requests ? (totals.failed_requests / totals.requests) * 100 : 0;
  return (
    <div className="grid gap-2 sm:grid-cols-3 sm:gap-4">
      <StatCard name="Requests" value={formatNumber(totals.requests)} />
      <StatCard
        name="Refused or failed"
        value={formatNumber(totals.failed_requests)}
        note={totals.requests ? `${share.toFixed(1)} %` : undefined}
      />
      <StatCard name="Credits used" value={formatNumber(totals.credits_used)} />
    </div>
  );
}
