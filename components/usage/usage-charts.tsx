"use client";
import { ChartNoAxesColumn } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { UsageSummary } from "@/lib/usage/schema";
import { metrics } from "./chart-kit";
import { UsageRows } from "./usage-rows";

const loading = () => <Skeleton className="h-[280px] w-full rounded-xl" />;
// The charts' library is larger than the rest of the page: it comes behind it.
const TimeChart = dynamic(() => import("./time-chart").then((file) => file.TimeChart), {
  ssr: false,
  loading,
});
const BreakdownChart = dynamic(() => import("./breakdown-chart").then((file) => file.BreakdownChart), {
  ssr: false,
  loading,
});

/** One metric at a time, over the period and by its parts; each chart with its exact table. */
export function UsageCharts({
  time,
  parts,
  csv,
  children,
}: {
  time: UsageSummary;
  parts: UsageSummary;
  csv: { time: string; parts: string };
  /** Chooses what the parts are. */
  children: ReactNode;
}) {
  const [id, setId] = useState<string>("requests");
  const metric = metrics.find((one) => one.id === id) ?? metrics[0];
  // Models have no answer times: their parts are shown by number instead.
  const timeless = metric.id === "latency" && parts.data.every((row) => row.latency_p50_ms === null);
  return (
    <>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title={metric.name}
          description={time.by === "hour" ? "Hour by hour, in UTC" : "Day by day, in UTC"}
          action={
            <Tabs value={metric.id} onValueChange={setId} className="max-w-full overflow-x-auto">
              <TabsList aria-label="What is drawn">
                {metrics.map((one) => (
                  <TabsTrigger key={one.id} value={one.id} aria-controls={undefined}>
                    {one.name}
                  </TabsTrigger>
                ))}
              </TabsList>
            </Tabs>
          }
        />
        <div className="px-3 pb-3">
          <TimeChart summary={time} metric={metric} />
        </div>
        <UsageRows summary={time} csv={csv.time} />
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader title={`${timeless ? "Requests" : metric.name} by part`} action={children} />
        {parts.data.length === 0 ? (
          <EmptyState icon={ChartNoAxesColumn} title="Nothing in this period" className="py-10">
            {parts.by === "end_user"
              ? "Send end_user_id with a generation, and what each of your users costs stands here."
              : "Choose a longer period, or make a call."}
          </EmptyState>
        ) : (
          <div className="px-3 pb-3">
            <BreakdownChart rows={parts.data} metric={timeless ? metrics[0] : metric} />
          </div>
        )}
        <UsageRows summary={parts} csv={csv.parts} />
      </Card>
    </>
  );
}
