import type { Metadata } from "next";
import { LegalRequestForms, RecordLegalRequestForm } from "@/components/admin/legal-request-forms";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { dataCategories } from "@/lib/core/personal-data";
import { listLegalRequests } from "@/lib/privacy";
import type { LegalRequest } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Legal requests", robots: { index: false } };

export default async function LegalRequestsPage() {
  const requests = await listLegalRequests(await requirePrivacyStaff());
  return (
    <>
      <PageHeader
        title="Legal requests"
        description="What courts and authorities ask for. Two people must agree before anything leaves, and then no more than the scope."
      />
      <div className="grid gap-4">
        {requests.length === 0 && <p className="text-sm text-secondary">None is recorded.</p>}
        {requests.map((request) => (
          <Card key={request.id}>
            <CardHeader
              title={`${request.authority}, ${request.reference}`}
              description={<span className="font-mono text-xs">{request.id}</span>}
              action={<Badge tone={states[request.state].tone}>{states[request.state].name}</Badge>}
            />
            <div className="px-5 pb-4">
              <p dir="auto" className="mb-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
                {request.demands}
              </p>
              <DetailList rows={factsOf(request)} />
            </div>
            <LegalRequestForms request={request} />
          </Card>
        ))}
        <Card>
          <CardHeader title="Record a request" description="Nothing leaves by recording it." />
          <RecordLegalRequestForm />
        </Card>
      </div>
    </>
  );
}

const states: Record<LegalRequest["state"], { name: string; tone: Tone }> = {
  open: { name: "Nobody has agreed", tone: "info" },
  approved_once: { name: "One has agreed", tone: "warning" },
  approved: { name: "Two have agreed", tone: "accent" },
  refused: { name: "Refused", tone: "neutral" },
  answered: { name: "Answered", tone: "success" },
};

const when = (moment: string | null): string => (moment ? formatMoment(moment) : "None");

const factsOf = (request: LegalRequest): [string, string][] => [
  ["Rests on", request.basis],
  ["Concerns", [request.user_id, request.organization_id].filter(Boolean).join(", ")],
  ["May leave", request.scope.map((name) => dataCategories[name]).join("; ")],
  ["Received", formatMoment(request.received_at)],
  ["Due", when(request.due_at)],
  ["Silence until", when(request.silent_until)],
  ["Agreed", [request.approved_by, request.second_approved_by].filter(Boolean).join(", ") || "Nobody"],
  ...(request.refusal ? ([["Refused, because", request.refusal]] as [string, string][]) : []),
  ...(request.answered_at
    ? ([
        [
          "Given out",
          `${formatMoment(request.answered_at)}, ${formatNumber(request.answered_rows ?? 0)} rows`,
        ],
      ] as [string, string][])
    : []),
  ["Those concerned", request.told_at ? `Told ${formatMoment(request.told_at)}` : "Not told"],
];
