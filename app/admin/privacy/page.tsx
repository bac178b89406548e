import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { RequestForms } from "@/components/admin/request-forms";
import { furthestBy, lawOf, statusWords, typeNames } from "@/components/privacy/request-words";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatMoment } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { clock } from "@/lib/core/clock";
import { listOpenRequests } from "@/lib/privacy";

export const metadata: Metadata = { title: "Privacy desk", robots: { index: false } };

export default async function PrivacyDeskPage() {
  const requests = await listOpenRequests(await requirePrivacyStaff());
  return (
    <>
      <PageHeader
        title="Privacy desk"
        description="What people asked for about their data and is not done, the nearest deadline first."
      />
      {requests.length === 0 ? (
        <Card>
          <EmptyState icon={ShieldCheck} title="Nothing waits">
            Requests of signed-in people, of people without an account and of their agents come here, each
            with its deadline.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          {requests.map((request) => {
            const status = statusWords[request.status];
            return (
              <Card key={request.id}>
                <CardHeader
                  title={typeNames[request.type]}
                  description={<span className="font-mono text-xs">{request.id}</span>}
                  action={
                    <span className="flex flex-wrap gap-1.5">
                      <Badge tone={status.tone}>{status.name}</Badge>
                      <Badge tone={urgency(request.days_left)}>{dueIn(request.days_left)}</Badge>
                    </span>
                  }
                />
                <div className="px-5 pb-4">
                  <DetailList
                    rows={[
                      ["From", request.contact ?? request.user_id ?? "Somebody who is not known"],
                      ["Came by", sources[request.source]],
                      ["Received", formatMoment(request.received_at)],
                      ...(Date.parse(request.starts_at) > clock.now().getTime()
                        ? ([["Begins", formatMoment(request.starts_at)]] as const)
                        : []),
                      ...(request.acknowledged_at
                        ? ([["Acknowledged", formatMoment(request.acknowledged_at)]] as const)
                        : request.acknowledge_by
                          ? ([
                              [
                                "Acknowledge by",
                                `${formatMoment(request.acknowledge_by)}: ten business days, section 7021 of the CCPA’s regulations`,
                              ],
                            ] as const)
                          : []),
                      [
                        "Due",
                        request.extended_at
                          ? `${formatDate(request.due_at)}, extended on ${formatDate(request.extended_at)}`
                          : `${formatDate(request.due_at)}, ${lawOf(request.due_rule)}`,
                      ],
                      ...(request.furthest_due_at
                        ? ([
                            [
                              "At most until",
                              `${formatDate(request.furthest_due_at)}, ${furthestBy[request.law]}`,
                            ],
                          ] as const)
                        : []),
                      ...(request.extension_reason
                        ? ([["More time, because", request.extension_reason]] as const)
                        : []),
                    ]}
                  />
                  {request.message && (
                    <p
                      dir="auto"
                      className="mt-3 rounded-lg bg-muted px-3.5 py-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
                    >
                      {request.message}
                    </p>
                  )}
                  {request.steps.length > 0 && (
                    <ul className="mt-3 grid gap-1 text-note text-secondary" aria-label="Tasks">
                      {request.steps.map((step) => (
                        <li key={step.name} className="flex justify-between gap-4">
                          <span>{step.name}</span>
                          <span className={step.state === "refused" ? "text-danger" : "text-faint"}>
                            {step.note ?? step.state}
                          </span>
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
                <RequestForms request={request} />
              </Card>
            );
          })}
        </div>
      )}
    </>
  );
}

const sources = {
  portal: "The portal",
  form: "The form, by a confirmed address",
  agent: "An agent, confirmed by the person",
  mail: "A mail, confirmed by its sender",
  staff: "The staff",
  retention: "The calendar",
};

const urgency = (days: number): Tone => (days < 0 ? "danger" : days <= 5 ? "warning" : "neutral");
const dueIn = (days: number): string =>
  days < 0 ? `${-days} days late` : days === 0 ? "Due today" : `${days} days left`;
