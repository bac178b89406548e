import type { Metadata } from "next";
import { connection } from "next/server";
import { OutageList } from "@/components/site/outage-list";
import { SiteSection } from "@/components/site/site-section";
import { StatusBanner } from "@/components/site/status-banner";
import { StatusRow } from "@/components/site/status-row";
import { getStatus, STATUS_DAYS } from "@/lib/status";

export const metadata: Metadata = {
  title: "Status",
  description: "Whether the service works now, and how it did over ninety days, from probes of each minute.",
};

export default async function StatusPage() {
  await connection();
  // Without the database there is nothing to read, which is an answer as well.
  const status = await getStatus().catch(() => null);
  return (
    <SiteSection heading="h1" title="Status" className="max-w-4xl">
      <StatusBanner state={status?.state ?? "fails"} />
      {status ? (
        <>
          <ul className="mt-8 divide-y divide-line rounded-2xl border border-line bg-surface shadow-low">
            {status.components.map((each) => (
              <StatusRow key={each.component} status={each} />
            ))}
          </ul>
          <p className="mt-4 text-sm text-secondary">
            Each part is tried once a minute, as a customer would use it; the site at its public address. A
            minute in which nothing was tried counts neither way. Days are UTC.
          </p>
          <OutageList outages={status.outages} days={STATUS_DAYS} />
        </>
      ) : (
        <p className="mt-6 text-secondary">
          The database does not answer, so nothing can be said of the other parts. Calls to the API answer 503
          with Retry-After; what was submitted before is kept and goes on when it is back.
        </p>
      )}
    </SiteSection>
  );
}
