import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { AcknowledgeAlert } from "@/components/admin/acknowledge-alert";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { formatMoment } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { requireStaffSession } from "@/lib/api/staff/session";
import { listAlerts } from "@/lib/status";
import type { Alert } from "@/lib/status/schema";

export const metadata: Metadata = { title: "Alerts", robots: { index: false } };

/** A phone keeps the room for the button: whoever is on call may have nothing else at hand. */
const WIDE = "hidden sm:table-cell";

export default async function AlertsPage() {
  const ctx = await requireStaffSession();
  const alerts = await listAlerts(ctx);
  const role = ctx.actor.kind === "staff" ? ctx.actor.role : null;
  return (
    <>
      <PageHeader
        title="Alerts"
        description="What is wrong. Who is on call is mailed every 15 minutes, up to eight times, until somebody looks after it."
      />
      <Card className="overflow-hidden">
        {alerts.length === 0 ? (
          <EmptyState icon={BellOff} title="Nothing is wrong">
            What goes wrong from now on stands here for a year.
          </EmptyState>
        ) : (
          <Table aria-label="Alerts" topmost>
            <thead>
              <tr>
                <Th>What</Th>
                <Th className={WIDE}>Since</Th>
                <Th className={WIDE}>Told</Th>
                <Th>
                  <span className="sr-only">State</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {alerts.map((alert) => (
                <tr key={alert.id}>
                  <Td className="max-w-md [overflow-wrap:anywhere] whitespace-normal sm:min-w-72">
                    {alert.summary}
                    <span className="block font-mono text-xs text-faint">{alert.subject}</span>
                    <span className="block text-note text-faint sm:hidden">
                      {formatMoment(alert.started_at)}
                    </span>
                  </Td>
                  <Td className={cn("text-secondary", WIDE)}>
                    {formatMoment(alert.started_at)}
                    {alert.ended_at && (
                      <span className="block text-note text-faint">to {formatMoment(alert.ended_at)}</span>
                    )}
                  </Td>
                  <Td className={cn("text-secondary", WIDE)}>
                    {alert.told_at
                      ? alert.times_told === 1
                        ? "Once"
                        : `${alert.times_told} times`
                      : "Nobody"}
                    {alert.told_at && (
                      <span className="block text-note text-faint">{alert.told_to.join(", ")}</span>
                    )}
                  </Td>
                  <Td className="text-right">
                    <State alert={alert} mine={alert.desk === role} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  );
}

/** Who looks after it, where it is not the reader's own. */
const desks: Record<Alert["desk"], string> = { operator: "For operators", privacy: "For the privacy desk" };

function State({ alert, mine }: { alert: Alert; mine: boolean }) {
  const { id, desk, acknowledged_at, acknowledged_by, ended_at } = alert;
  if (!acknowledged_at) {
    if (ended_at) return <Badge>Over</Badge>;
    return mine ? <AcknowledgeAlert id={id} /> : <Badge tone="warning">{desks[desk]}</Badge>;
  }
  return (
    <>
      <Badge tone={ended_at ? "neutral" : "info"}>
        {acknowledged_by}
        {ended_at && ", over"}
      </Badge>
      <span className="mt-1 hidden text-note text-faint sm:block">{formatMoment(acknowledged_at)}</span>
    </>
  );
}
