import { formatMinutes, formatMoment } from "@/components/ui/format";
import type { ServiceStatus } from "@/lib/status/schema";
import type { SiteWords } from "./words/english";
import { fill } from "./words/fill";

/** What did not work and when, the newest first. */
export function OutageList({
  outages,
  days,
  words,
  language,
}: {
  outages: ServiceStatus["outages"];
  days: number;
  words: SiteWords["status"];
  language: string;
}) {
  return (
    <section className="mt-12">
      <h2 className="text-xl font-semibold tracking-tight">{words.outages}</h2>
      {outages.length === 0 && <p className="mt-3 text-secondary">{fill(words.noOutages, { days })}</p>}
      <ul className="mt-4 grid gap-3">
        {outages.map(({ id, component, name, startedAt, endedAt }) => (
          <li key={id} className="rounded-xl border border-line bg-surface px-5 py-4">
            <p className="font-medium">{fill(words.outage, { name: words.components[component] ?? name })}</p>
            <p className="mt-1 text-sm text-secondary">
              {formatMoment(startedAt, language)}
              {" · "}
              {endedAt ? fill(words.lasted, { length: lengthOf(startedAt, endedAt) }) : words.goesOn}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const lengthOf = (startedAt: string, endedAt: string): string =>
  formatMinutes(Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)));
