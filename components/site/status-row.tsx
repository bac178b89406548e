import { cn } from "@/components/ui/class-names";
import { formatDate } from "@/components/ui/format";
import type { ComponentStatus, StatusDay } from "@/lib/status/schema";

const words = { works: "Works", fails: "Does not work", unknown: "Not measured" } as const;
const tones = { works: "text-success", fails: "text-danger", unknown: "text-warning" } as const;

/** One part of the service: its state, its share of good probes, and a bar for each of ninety days. */
export function StatusRow({ status }: { status: ComponentStatus }) {
  const { name, state, latencyMs, uptime, days } = status;
  return (
    <li className="px-5 py-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="font-medium">{name}</h2>
        <span className={cn("text-sm font-medium", tones[state])}>{words[state]}</span>
        {latencyMs !== null && state === "works" && (
          <span className="text-sm text-faint tabular-nums">{latencyMs} ms</span>
        )}
        <span className="ml-auto text-sm text-secondary tabular-nums">{shareOf(uptime)}</span>
      </div>
      <div role="img" aria-label={describe(name, days)} className="mt-3 flex h-8 gap-px sm:gap-0.5">
        {days.map((each) => (
          <span
            key={each.day}
            title={titleOf(each)}
            className={cn("min-w-0 flex-1 rounded-[2px]", toneOf(each))}
          />
        ))}
      </div>
      <div className="mt-1.5 flex justify-between text-xs text-faint">
        <span>{formatDate(days[0].day)}</span>
        <span>Today</span>
      </div>
    </li>
  );
}

function shareOf(uptime: number | null): string {
  if (uptime === null) return "no probes yet";
  // Rounded down: 100 % is said only where nothing failed.
  return `${(Math.floor(uptime * 10_000) / 100).toFixed(2)} %`;
}

function toneOf({ probes, failures }: StatusDay): string {
  if (probes === 0) return "bg-muted-strong";
  if (failures === 0) return "bg-success";
  return failures / probes < 0.02 ? "bg-warning" : "bg-danger";
}

function titleOf({ day, probes, failures }: StatusDay): string {
  if (probes === 0) return `${formatDate(day)}: not measured`;
  return `${formatDate(day)}: ${failures === 0 ? "no failure" : `${failures} of ${probes} probes failed`}`;
}

function describe(name: string, days: readonly StatusDay[]): string {
  const measured = days.filter(({ probes }) => probes > 0);
  const failing = measured.filter(({ failures }) => failures > 0);
  return `${name}, last ${days.length} days: measured on ${measured.length}, failures on ${failing.length}.`;
}
