"use client";
import dynamic from "next/dynamic";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDate, formatNumber } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";

const BurnDownChart = dynamic(() => import("./burn-down-chart").then((file) => file.BurnDownChart), {
  ssr: false,
  loading: () => <Skeleton className="h-[220px] w-full rounded-xl" />,
});

export interface BurnDownPoint {
  day: string;
  credits?: number;
  forecast?: number;
}

/** The balance of the last thirty days and where it goes from here; the same in words, for those who do not see charts. */
export function BurnDown({
  points,
  forecast: { perDay, runsOutOn, expiring },
}: {
  points: readonly BurnDownPoint[];
  forecast: { perDay: number; runsOutOn: string | null; expiring: number };
}) {
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Burn-down"
        description={`${describePace(perDay, runsOutOn)}${expiring > 0 ? ` ${formatNumber(expiring)} expire unspent at this pace.` : ""}`}
      />
      <div className="px-3 pb-3">
        <BurnDownChart points={points} />
      </div>
    </Card>
  );
}

function describePace(perDay: number, runsOutOn: string | null): string {
  if (perDay === 0) return "Nothing was used lately.";
  const end = runsOutOn ? `run out on ${formatDate(runsOutOn)}` : "last for a year or more";
  return `At ${formatNumber(Math.round(perDay * 10) / 10)} credits a day, newer days counting more, credits ${end}.`;
}
