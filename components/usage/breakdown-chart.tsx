"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { UsageRow } from "@/lib/usage/schema";
import { ChartNote } from "./chart-note";
import type { Metric } from "./chart-kit";

const MOST = 8;
const BAR_PX = 40;

/** One metric by key, project, engine, status or end user: the first eight; the table has them all. */
export function BreakdownChart({ rows, metric }: { rows: readonly UsageRow[]; metric: Metric }) {
  const [first] = metric.lines;
  const data = rows
    .map((row) => ({
      label: row.label.length > 22 ? `${row.label.slice(0, 21)}…` : row.label,
      ...Object.fromEntries(metric.lines.map(({ key, read }) => [key, read(row)])),
      order: first.read(row) ?? 0,
    }))
    .toSorted((a, b) => b.order - a.order)
    .slice(0, MOST);
  return (
    <ResponsiveContainer width="100%" height={Math.max(1, data.length) * BAR_PX + 36}>
      <BarChart
        data={data}
        layout="vertical"
        margin={{ top: 0, right: 12, bottom: 0, left: 4 }}
        title={`${metric.name}, by part`}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          tick={{ fill: "var(--faint)", fontSize: 12 }}
          tickLine={false}
          axisLine={false}
          allowDecimals={false}
        />
        <YAxis
          type="category"
          dataKey="label"
          width={150}
          tick={{ fill: "var(--secondary)", fontSize: 12 }}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          content={(shown) => <ChartNote {...shown} unit={metric.unit} />}
          cursor={{ fill: "var(--muted)" }}
        />
        {metric.lines.map(({ key, name, colour }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            fill={colour}
            radius={[0, 4, 4, 0]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
