import type { Metadata } from "next";
import Link from "next/link";
import { AnnounceChange, DraftChangeForm, WithdrawChange } from "@/components/admin/processor-forms";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { formatDate, formatMoment, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { clock } from "@/lib/core/clock";
import { getProcessorRegister, listAllChanges } from "@/lib/privacy";
import { NOTICE_DAYS, type ProcessorChange } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Changes of processors", robots: { index: false } };

export default async function ProcessorChangesPage() {
  const ctx = await requirePrivacyStaff();
  const [changes, register] = await Promise.all([listAllChanges(ctx), getProcessorRegister()]);
  const day = new Date(clock.now().getTime() + (NOTICE_DAYS + 1) * 86_400_000);
  const known = register.data.map(({ name }) => name);
  return (
    <>
      <PageHeader
        title="Changes of processors"
        description={`Who else processes what people entrust to us. A change is told ${NOTICE_DAYS} days ahead; until its day a party that is added gets nobody's data.`}
      />
      <div className="grid gap-4">
        {changes.length === 0 && <p className="text-sm text-secondary">None is written down.</p>}
        {changes.map((change) => (
          <Card key={change.id}>
            <CardHeader
              title={`${change.processor} ${kinds[change.kind]}`}
              description={<span className="font-mono text-xs">{change.id}</span>}
              action={<Badge tone={states[change.state].tone}>{states[change.state].name}</Badge>}
            />
            <div className="grid gap-3 px-5 pb-4">
              <p className="text-sm [overflow-wrap:anywhere]">{change.summary}</p>
              <DetailList rows={factsOf(change)} />
              <Objections change={change} />
              {(change.state === "draft" || change.state === "announced") && (
                <WithdrawChange id={change.id} />
              )}
            </div>
            {change.state === "draft" && (
              <AnnounceChange id={change.id} earliest={`${day.toISOString().slice(0, 10)}T00:00`} />
            )}
          </Card>
        ))}
        <Card>
          <CardHeader
            title="Write a change"
            description={
              known.length > 0
                ? `The register names now: ${known.join(", ")}.`
                : "The register names nobody: what is sent here does not leave these machines."
            }
          />
          <DraftChangeForm />
        </Card>
      </div>
    </>
  );
}

function Objections({ change: { objections } }: { change: ProcessorChange }) {
  if (objections.length === 0) return null;
  return (
    <ul className="grid gap-1.5 text-note" aria-label="Objections">
      {objections.map(({ organization_id: id, reason, objected_at: at, refusable }) => (
        <li key={id} className="rounded-lg bg-muted px-3.5 py-2.5 [overflow-wrap:anywhere]">
          <Link
            href={`/admin/organizations/${id}`}
            className="font-mono text-xs underline underline-offset-4"
          >
            {id}
          </Link>{" "}
          objected on {formatDate(at)}.{" "}
          {refusable
            ? "None of its data goes there from that day on."
            : "Write to it: who carries mails or keeps the bucket cannot be refused for one organization."}
          {reason && <span className="mt-1 block text-secondary">{reason}</span>}
        </li>
      ))}
    </ul>
  );
}

const kinds = { added: "is added", changed: "changes", ended: "ends" };
const states = {
  draft: { tone: "neutral", name: "Draft" },
  announced: { tone: "warning", name: "Announced" },
  effective: { tone: "success", name: "In force" },
  withdrawn: { tone: "neutral", name: "Withdrawn" },
} as const;

const factsOf = ({ entry, announced_at: announcedAt, effective_at: effectiveAt, told }: ProcessorChange) =>
  [
    ["Does", entry.purpose],
    ["Country", entry.country ?? "Not said"],
    ["Data", entry.data_categories.join(", ")],
    ["Trains with it", entry.trains ? "Yes" : "No"],
    ["Keeps it", entry.retention],
    ["A transfer rests on", entry.transfer_mechanism ?? "Not said"],
    ...(announcedAt
      ? [["Announced", `${formatMoment(announcedAt)}, ${formatNumber(told)} mailed so far`]]
      : []),
    ...(effectiveAt ? [["In force from", formatMoment(effectiveAt)]] : []),
  ] as [string, string][];
