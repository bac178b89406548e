"use client";
import { Inbox } from "lucide-react";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pager } from "@/components/ui/pager";
import { Table, Td, Th } from "@/components/ui/table";
import type { DeliveryPage, ListDeliveries, WebhookDelivery, WebhookEndpoint } from "@/lib/webhooks/schema";
import { DeliveryDrawer } from "./delivery-drawer";
import { deliveryTones } from "./delivery-tones";

/** What was sent to an endpoint and what came back, newest first. */
export function DeliveryLog({
  endpoint: { id },
  page,
  query,
  mayChange,
}: {
  endpoint: WebhookEndpoint;
  page: DeliveryPage;
  query: ListDeliveries;
  mayChange: boolean;
}) {
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = page.data.find((delivery) => delivery.id === shownId);
  const link = (search: Record<string, string | undefined>) => {
    const text = new URLSearchParams(
      Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ).toString();
    return `/webhooks/${id}${text && `?${text}`}`;
  };
  const tabs = [undefined, "delivered", "pending", "failed"].map((status) => ({
    href: link({ status }),
    name: status ? status[0].toUpperCase() + status.slice(1) : "All",
    current: query.status === status,
  }));
  const last = page.data.at(-1)?.id;
  return (
    <>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title="Deliveries"
          description="Kept for 30 days, with what was sent and what came back."
          action={<LinkTabs label="Deliveries by state" tabs={tabs} />}
        />
        {page.data.length === 0 ? (
          <EmptyState icon={Inbox} title="Nothing here" className="border-t border-line">
            {query.status
              ? "No delivery stands there now."
              : mayChange
                ? "Send a test event to see your receiver's answer here within seconds."
                : "Nothing was sent yet."}
          </EmptyState>
        ) : (
          <Table aria-label="Deliveries">
            <thead>
              <tr>
                <Th>Event</Th>
                <Th>State</Th>
                <Th>Answer</Th>
                <Th className="text-right">Tries</Th>
                <Th>When</Th>
              </tr>
            </thead>
            <tbody>
              {page.data.map((delivery) => (
                <tr key={delivery.id} className="relative hover:bg-muted/50">
                  <Td>
                    <button
                      type="button"
                      onClick={() => setShownId(delivery.id)}
                      className="rounded font-mono text-note after:absolute after:inset-0"
                    >
                      {delivery.event_type}
                    </button>
                  </Td>
                  <Td>
                    <Badge tone={deliveryTones[delivery.status]}>{delivery.status}</Badge>
                  </Td>
                  <Td className="text-secondary tabular-nums">{lastAnswer(delivery)}</Td>
                  <Td className="text-right text-secondary tabular-nums">{delivery.attempts.length}</Td>
                  <Td className="text-secondary">
                    <Ago time={delivery.created_at} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Pager
        newer={query.after ? link({ status: query.status }) : null}
        older={last && page.has_more ? link({ status: query.status, after: last }) : null}
      />
      {shown && <DeliveryDrawer delivery={shown} maySend={mayChange} onClose={() => setShownId(null)} />}
    </>
  );
}

function lastAnswer({ attempts }: WebhookDelivery): string {
  const last = attempts.at(-1);
  if (!last) return "Waiting";
  return last.status_code === null ? "None" : `${last.status_code} in ${last.duration_ms} ms`;
}
