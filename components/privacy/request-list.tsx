import { FileText } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatMoment } from "@/components/ui/format";
import type { PrivacyRequest } from "@/lib/privacy/schema";
import { furthestBy, lawOf, statusWords, typeNames } from "./request-words";

/** Everything that was asked for, with the day it is due and the law that set it. */
export function RequestList({ requests }: { requests: readonly PrivacyRequest[] }) {
  return (
    <Card>
      <CardHeader
        title="Your requests"
        description="With the day each is due at the latest, and who says so."
      />
      {requests.length === 0 ? (
        <EmptyState icon={FileText} title="None yet" className="border-t border-line py-8">
          What you ask for above is listed here until it is done, and two years longer as evidence.
        </EmptyState>
      ) : (
        requests.map((request) => <RequestRow key={request.id} request={request} />)
      )}
    </Card>
  );
}

function RequestRow({ request }: { request: PrivacyRequest }) {
  const { type, status, purpose, received_at, due_at, due_rule, completed_at } = request;
  const { law, acknowledged_at, extended_at, furthest_due_at } = request;
  const { name, tone } = statusWords[status];
  const lifting = request.source === "staff" && type === "lift_restriction" && status === "waiting";
  const open = ["waiting", "in_progress", "partial"].includes(status);
  return (
    <article className="border-t border-line px-5 py-3.5 text-sm" data-request={type}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">
          {typeNames[type]}
          {purpose && <span className="font-normal text-secondary"> ({purpose.replaceAll("_", " ")})</span>}
        </h3>
        <Badge tone={tone}>{name}</Badge>
      </div>
      <p className="mt-0.5 text-note text-secondary">
        {request.source === "staff" ? "Told" : "Asked"} on {formatDate(received_at)}.{" "}
        {lifting && `From ${formatMoment(request.starts_at)} on your data is processed again. `}
        {acknowledged_at && open && `Acknowledged on ${formatDate(acknowledged_at)}. `}
        {open &&
          !lifting &&
          !extended_at &&
          `Due on ${formatDate(due_at)} at the latest: ${lawOf(due_rule)}.`}
        {open && extended_at && `More time was taken once: due on ${formatDate(due_at)} at the latest.`}
        {completed_at && ` Ended on ${formatMoment(completed_at)}.`}
      </p>
      {open && furthest_due_at && (
        <p className="mt-0.5 text-note text-faint">
          {extended_at
            ? `The law would let us take until ${formatDate(furthest_due_at)}`
            : `Were we to need more time, you would have a mail with the reason before then, and an answer by ${formatDate(furthest_due_at)}`}
          : {furthestBy[law]}.
        </p>
      )}
      {request.extension_reason && (
        <p className="mt-1 text-note text-secondary">It takes longer: {request.extension_reason}</p>
      )}
      {request.answer && <p className="mt-1 whitespace-pre-wrap">{request.answer}</p>}
      {open && request.steps.length > 0 && (
        <ol className="mt-2 grid gap-1 text-note text-secondary">
          {request.steps.map((step) => (
            <li key={step.name}>
              {step.name.replaceAll("_", " ")}: {step.state}
              {step.note && ` (${step.note})`}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
