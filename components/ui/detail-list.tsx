import type { ReactNode } from "react";
import { cn } from "./class-names";

/** Names and values of one thing, a line each. */
export function DetailList({
  rows,
  className,
}: {
  rows: readonly (readonly [string, ReactNode])[];
  className?: string;
}) {
  return (
    <dl className={cn("grid gap-3 text-sm", className)}>
      {rows.map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 text-right [overflow-wrap:anywhere] tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
