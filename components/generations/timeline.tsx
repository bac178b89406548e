import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { formatMoment, formatSeconds } from "@/components/ui/format";
import type { Generation } from "@/lib/generations/schema";
import { statusName } from "./status-badge";

/** When what happened. */
export function Timeline({ generation: g }: { generation: Generation }) {
  const steps = [
    { name: "Submitted", time: g.created_at, note: null },
    {
      name: "Started",
      time: g.started_at,
      note: g.started_at && `waited ${between(g.created_at, g.started_at)}`,
    },
    {
      name: g.completed_at ? statusName(g.status) : "Finished",
      time: g.completed_at,
      note: g.completed_at && g.started_at && `took ${between(g.started_at, g.completed_at)}`,
    },
  ].filter((step) => step.time !== null || !g.completed_at);
  return (
    <Card>
      <CardHeader title="Timeline" />
      <ol className="border-t border-line px-5 py-4">
        {steps.map(({ name, time, note }, index) => (
          <li key={name} className="relative flex gap-3 pb-4 text-sm last:pb-0">
            {index < steps.length - 1 && (
              <span aria-hidden className="absolute top-4 bottom-[-2px] left-[4.5px] w-px bg-line-strong" />
            )}
            <span
              aria-hidden
              className={cn(
                "mt-1.5 size-2.5 shrink-0 rounded-full",
                time ? "bg-accent" : "border-2 border-line-strong bg-surface",
              )}
            />
            <div className="min-w-0">
              <p className={cn("font-medium", !time && "text-faint")}>{name}</p>
              {time && (
                <p className="text-[13px] text-faint">
                  {formatMoment(time)}
                  {note && ` · ${note}`}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const between = (from: string, to: string): string =>
  formatSeconds((new Date(to).getTime() - new Date(from).getTime()) / 1000);
