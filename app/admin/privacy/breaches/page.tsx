import type { Metadata } from "next";
import { BreachForms, RecordBreachForm, TellAffected } from "@/components/admin/breach-forms";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { listBreaches } from "@/lib/privacy";
import type { Breach } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Breaches", robots: { index: false } };

export default async function BreachesPage() {
  const breaches = await listBreaches(await requirePrivacyStaff());
  return (
    <>
      <PageHeader
        title="Breaches"
        description="What went wrong with personal data, with the 72 hours in which the authority must know."
      />
      <div className="grid gap-4">
        {breaches.length === 0 && <p className="text-sm text-secondary">None is recorded.</p>}
        {breaches.map((breach) => (
          <Card key={breach.id}>
            <CardHeader
              title={breach.summary}
              description={<span className="font-mono text-xs">{breach.id}</span>}
              action={<Clock breach={breach} />}
            />
            <div className="px-5 pb-4">
              <DetailList rows={factsOf(breach)} />
              {!breach.closed_at && !breach.customers_told_at && (
                <div className="mt-3">
                  <TellAffected id={breach.id} />
                </div>
              )}
            </div>
            {!breach.closed_at && <BreachForms breach={breach} />}
          </Card>
        ))}
        <Card>
          <CardHeader
            title="Record a breach"
            description="As soon as it looks like one; what is not known yet follows."
          />
          <RecordBreachForm />
        </Card>
      </div>
    </>
  );
}

function Clock({ breach: { closed_at, hours_left } }: { breach: Breach }) {
  if (closed_at) return <Badge>Closed</Badge>;
  if (hours_left === null) return <Badge tone="success">Nothing left to report</Badge>;
  const tone: Tone = hours_left < 0 ? "danger" : hours_left < 24 ? "warning" : "info";
  return <Badge tone={tone}>{hours_left < 0 ? `${-hours_left} h late` : `${hours_left} h left`}</Badge>;
}

const risks = { unknown: "Not known yet", none: "None", risk: "A risk", high: "A high risk" };

const factsOf = (breach: Breach): [string, string][] => [
  ["First alert", formatMoment(breach.first_alert_at)],
  ["Aware since", formatMoment(breach.aware_at)],
  ["Report by", formatMoment(breach.notify_by)],
  ["Risk for people", risks[breach.risk]],
  ["People", breach.people_count === null ? "Not known yet" : formatNumber(breach.people_count)],
  ["Organizations", formatNumber(breach.organization_ids.length)],
  [
    "Authority",
    breach.authority_told_at
      ? `${breach.authority}, told ${formatMoment(breach.authority_told_at)}`
      : "Not told",
  ],
  ...(breach.late_reason ? ([["Late, because", breach.late_reason]] as [string, string][]) : []),
  [
    "Those concerned",
    breach.customers_told_at ? `Told ${formatMoment(breach.customers_told_at)}` : "Not told",
  ],
  ...(breach.closing_note ? ([["How it ended", breach.closing_note]] as [string, string][]) : []),
];
