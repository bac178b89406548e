import { cn } from "@/components/ui/class-names";
import { formatDate } from "@/components/ui/format";
import type { ComponentStatus, StatusDay } from "@/lib/status/schema";
import type { SiteWords } from "./words/english";
import { fill } from "./words/fill";

const tones = { works: "text-success", fails: "text-danger", unknown: "text-warning" } as const;

/** One part of the service: its state, its share of good probes, and a bar for each of ninety days. */
export function StatusRow({
  status,
  words,
  language,
}: {
  status: ComponentStatus;
  words: SiteWords["status"];
  language: string;
}) {
  const { component, state, latencyMs, uptime, days } = status;
  const name = words.components[component];
  const said = { works: words.rowWorks, fails: words.rowFails, unknown: words.rowUnknown };
  return (
    <li className="px-5 py-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="font-medium">{name}</h2>
        <span className={cn("text-sm font-medium", tones[state])}>{said[state]}</span>
        {latencyMs !== null && state === "works" && (
          <span className="text-sm text-faint tabular-nums max-sm:hidden">{latencyMs} ms</span>
        )}
        <span className="ml-auto text-sm text-secondary tabular-nums">
          {uptime === null ? words.noProbes : shareOf(uptime)}
        </span>
      </div>
      <div
        role="img"
        aria-label={describe(words.summary, name, days)}
        className="mt-3 grid h-8 grid-cols-[repeat(90,minmax(0,1fr))] gap-px sm:gap-0.5"
      >
        {days.map((each) => (
          <span
            key={each.day}
            title={titleOf(words, each, language)}
            className={cn("rounded-[2px]", toneOf(each))}
          />
        ))}
      </div>
      <div className="mt-1.5 flex justify-between text-xs text-faint">
        <span>{formatDate(days[0].day, language)}</span>
        <span>{words.today}</span>
      </div>
    </li>
  );
}

function shareOf(uptime: number): string {
  // Rounded down: 100 % is said only where nothing failed.
  return `${(Math.floor(uptime * 10_000) / 100).toFixed(2)} %`;
}

function toneOf({ probes, failures }: StatusDay): string {
  if (probes === 0) return "bg-muted-strong";
  if (failures === 0) return "bg-success";
  return failures / probes < 0.02 ? "bg-warning" : "bg-danger";
}

function titleOf(words: SiteWords["status"], { day, probes, failures }: StatusDay, language: string): string {
  const text = probes === 0 ? words.dayUnmeasured : failures === 0 ? words.daySound : words.dayFailing;
  return fill(text, { day: formatDate(day, language), failures, probes });
}

function describe(text: string, name: string, days: readonly StatusDay[]): string {
  const measured = days.filter(({ probes }) => probes > 0);
  const failing = measured.filter(({ failures }) => failures > 0);
  return fill(text, { name, days: days.length, measured: measured.length, failing: failing.length });
}
