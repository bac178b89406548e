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
  perDay,
  runsOutOn,
}: {
  points: readonly BurnDownPoint[];
  perDay: number;
  runsOutOn: string | null;
}) {
  const pace =
    perDay > 0 ? `At ${formatNumber(Math.round(perDay * 10) / 10)} credits a day` : "Nothing was used lately";
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Burn-down"
        description={
          perDay === 0
            ? `${pace}, so the balance stays.`
            : `${pace}, as in the last thirty days, ${runsOutOn ? `credits run out on ${formatDate(runsOutOn)}` : "credits last for a year or more"}.`
        }
      />
      <div className="px-3 pb-3">
        <BurnDownChart points={points} />
      </div>
    </Card>
  );
}
