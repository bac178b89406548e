"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { getEndpointAction, listDeliveriesAction } from "@/app/(dashboard)/webhooks/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Card } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { formatDate, formatMoment } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { DeliveryPage, EventType, ListDeliveries, WebhookEndpoint } from "@/lib/webhooks/schema";
import { DeliveryLog } from "./delivery-log";
import { EndpointActions } from "./endpoint-actions";
import { EndpointState } from "./endpoint-state";

const POLL_MS = 3_000;

/** One endpoint: what it is, what can be done with it, and everything that was sent to it. */
export function EndpointView({
  initial,
  query,
  types,
  mayChange,
}: {
  initial: { endpoint: WebhookEndpoint; deliveries: DeliveryPage };
  query: ListDeliveries;
  types: readonly EventType[];
  mayChange: boolean;
}) {
  const { id } = initial.endpoint;
  const { data: endpoint } = useQuery({
    queryKey: ["endpoints", id],
    queryFn: () => unwrapAction(getEndpointAction({ id })),
    initialData: initial.endpoint,
    staleTime: 5_000,
  });
  const { data: deliveries } = useQuery({
    queryKey: ["endpoints", id, "deliveries", query],
    queryFn: () => unwrapAction(listDeliveriesAction({ id, ...query })),
    initialData: initial.deliveries,
    // What is under way for the first time is over in seconds; later tries are hours apart.
    refetchInterval: ({ state }) =>
      state.data?.data.some((one) => one.status === "pending" && one.attempts.length < 2) ? POLL_MS : false,
  });
  return (
    <>
      <Link
        href="/webhooks"
        className="mb-3 inline-flex items-center gap-1.5 text-note text-secondary hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" /> Webhooks
      </Link>
      <PageHeader
        title={<span className="[overflow-wrap:anywhere]">{endpoint.url}</span>}
        description={endpoint.description}
        action={mayChange && <EndpointActions endpoint={endpoint} types={types} />}
      />
      {!endpoint.enabled && endpoint.disabled_reason !== "by_hand" && (
        <Notice tone="warning" title="Nothing is sent to this endpoint" className="mb-5">
          {endpoint.disabled_reason === "gone"
            ? "It answered 410, which says that it is gone for good. Switch it on if that was a mistake."
            : "Nothing arrived in a whole retry schedule. Mend the receiver, switch the endpoint on, and send again what it missed."}
        </Notice>
      )}
      <Card className="px-5 py-4">
        <DetailList
          rows={[
            ["State", <EndpointState key="state" {...endpoint} />],
            ["Events", endpoint.event_types.length === 0 ? "Every event" : endpoint.event_types.join(", ")],
            [
              "Last arrival",
              endpoint.last_success_at ? formatMoment(endpoint.last_success_at) : "Nothing yet",
            ],
            ...(endpoint.previous_secret_expires_at
              ? ([["Former secret signs until", formatMoment(endpoint.previous_secret_expires_at)]] as const)
              : []),
            ["Since", formatDate(endpoint.created_at)],
            [
              "Id",
              <code key="id" className="font-mono text-note">
                {endpoint.id}
              </code>,
            ],
          ]}
        />
      </Card>
      <DeliveryLog endpoint={endpoint} page={deliveries} query={query} mayChange={mayChange} />
    </>
  );
}
