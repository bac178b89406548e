"use client";
import { Area, AreaChart, Brush, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { UsageSummary } from "@/lib/usage/schema";
import { ChartNote } from "./chart-note";
import { nameSlot, type Metric } from "./chart-kit";

const tick = { fill: "var(--faint)", fontSize: 12 };

/** One metric over time; the strip beneath narrows what is seen. */
export function TimeChart({ summary, metric }: { summary: UsageSummary; metric: Metric }) {
  const data = summary.data.map((row) => ({
    slot: nameSlot(row.group, summary.by),
    ...Object.fromEntries(metric.lines.map(({ key, read }) => [key, read(row)])),
  }));
  return (
    <ResponsiveContainer width="100%" height={280}>
      <AreaChart
        data={data}
        margin={{ top: 8, right: 4, bottom: 0, left: -8 }}
        title={`${metric.name} over time`}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="slot" tick={tick} tickLine={false} axisLine={false} minTickGap={28} />
        <YAxis tick={tick} tickLine={false} axisLine={false} allowDecimals={false} width={52} />
        <Tooltip
          content={(shown) => <ChartNote {...shown} unit={metric.unit} />}
          cursor={{ stroke: "var(--line-strong)" }}
        />
        {metric.lines.map(({ key, name, colour }) => (
          <Area
            key={key}
            dataKey={key}
            name={name}
            type="monotone"
            stroke={colour}
            strokeWidth={2}
            fill={colour}
            fillOpacity={0.12}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        <Brush
          dataKey="slot"
          height={28}
          travellerWidth={10}
          stroke="var(--faint)"
          fill="var(--muted)"
          ariaLabel="Narrow the period that is shown"
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
