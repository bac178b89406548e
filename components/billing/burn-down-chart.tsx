"use client";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { nameSlot } from "@/components/usage/chart-kit";
import { ChartNote } from "@/components/usage/chart-note";
import type { BurnDownPoint } from "./burn-down";

const tick = { fill: "var(--faint)", fontSize: 12 };
const line = {
  type: "monotone",
  stroke: "var(--chart-1)",
  strokeWidth: 2,
  isAnimationActive: false,
} as const;

/** What was, drawn through; what is expected, dashed. */
export function BurnDownChart({ points }: { points: readonly BurnDownPoint[] }) {
  const data = points.map((point) => ({ ...point, slot: nameSlot(point.day, "day") }));
  return (
    <ResponsiveContainer width="100%" height={220}>
      <AreaChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} title="Balance over time">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="slot" tick={tick} tickLine={false} axisLine={false} minTickGap={28} />
        <YAxis tick={tick} tickLine={false} axisLine={false} allowDecimals={false} width={60} />
        <Tooltip
          content={(shown) => <ChartNote {...shown} unit="" />}
          cursor={{ stroke: "var(--line-strong)" }}
        />
        <Area {...line} dataKey="credits" name="Balance" fill="var(--chart-1)" fillOpacity={0.12} />
        <Area {...line} dataKey="forecast" name="Forecast" fill="none" strokeDasharray="4 4" />
      </AreaChart>
    </ResponsiveContainer>
  );
}
