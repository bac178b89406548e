import { formatMinutes, formatMoment } from "@/components/ui/format";
import type { ServiceStatus } from "@/lib/status/schema";

/** What did not work and when, the newest first. */
export function OutageList({ outages, days }: { outages: ServiceStatus["outages"]; days: number }) {
  return (
    <section className="mt-12">
      <h2 className="text-xl font-semibold tracking-tight">Outages</h2>
      {outages.length === 0 && <p className="mt-3 text-secondary">None in the last {days} days.</p>}
      <ul className="mt-4 grid gap-3">
        {outages.map(({ id, name, startedAt, endedAt }) => (
          <li key={id} className="rounded-xl border border-line bg-surface px-5 py-4">
            <p className="font-medium">{name} did not work</p>
            <p className="mt-1 text-sm text-secondary">
              {formatMoment(startedAt)}
              {endedAt ? ` · for ${lengthOf(startedAt, endedAt)}` : " · goes on"}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const lengthOf = (startedAt: string, endedAt: string): string =>
  formatMinutes(Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)));
