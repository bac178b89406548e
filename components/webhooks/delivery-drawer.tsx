"use client";
import { useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { redeliverAction } from "@/app/(dashboard)/webhooks/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { DetailList } from "@/components/ui/detail-list";
import { Drawer } from "@/components/ui/drawer";
import { formatMoment } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { WebhookAttempt, WebhookDelivery } from "@/lib/webhooks/schema";
import { deliveryTones } from "./delivery-tones";

/** One delivery: what was sent, each try with what came back, and the button that sends it again. */
export function DeliveryDrawer({
  delivery,
  maySend,
  onClose,
}: {
  delivery: WebhookDelivery;
  maySend: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);

  async function again() {
    setPending(true);
    const result = await redeliverAction({ id: delivery.endpoint_id, delivery: delivery.id });
    setPending(false);
    if (!result.ok) return toast({ tone: "danger", title: "Not sent", description: result.error.message });
    toast({ title: "It is sent again", description: "With the same webhook-id, on a new schedule." });
    await client.invalidateQueries({ queryKey: ["endpoints"] });
  }

  return (
    <Drawer
      open
      onClose={onClose}
      title={<span className="font-mono text-sm">{delivery.event_type}</span>}
      description={delivery.url}
    >
      <DetailList
        rows={[
          [
            "State",
            <Badge key="state" tone={deliveryTones[delivery.status]}>
              {delivery.status}
            </Badge>,
          ],
          ["Event", <Id key="event" text={delivery.event_id} />],
          ["Delivery", <Id key="delivery" text={delivery.id} />],
          ...(delivery.next_attempt_at
            ? ([["Next try", formatMoment(delivery.next_attempt_at)]] as const)
            : []),
        ]}
      />
      {maySend && (
        <Button
          onClick={again}
          pending={pending}
          disabled={delivery.status === "pending"}
          className="mt-5 w-full"
        >
          <RotateCcw aria-hidden className="size-4" /> Send it again
        </Button>
      )}
      <h3 className="mt-7 mb-2 text-sm font-semibold">What is sent</h3>
      {delivery.body === "" ? (
        <p className="text-sm text-secondary">Not for auditors: it holds what was asked for and made.</p>
      ) : (
        <CodeBlock language="json" code={pretty(delivery.body)} />
      )}
      <h3 className="mt-7 mb-2 text-sm font-semibold">
        {delivery.attempts.length === 1 ? "1 try" : `${delivery.attempts.length} tries`}
      </h3>
      <ol className="grid gap-3">
        {delivery.attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </Drawer>
  );
}

function Attempt({ attempt }: { attempt: WebhookAttempt }) {
  const { number, at, status_code: status, duration_ms, error, answer } = attempt;
  return (
    <li className="rounded-xl border border-line bg-surface p-4 text-note">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          {number}. {formatMoment(at)}
        </span>
        <span className="text-secondary tabular-nums">
          {status === null ? "no answer" : `${status} in ${duration_ms} ms`}
        </span>
      </p>
      {error && <p className="mt-1 text-danger">{error}</p>}
      {answer && (
        <pre
          tabIndex={0}
          className="mt-2 max-h-40 overflow-auto rounded-lg bg-code p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {answer}
        </pre>
      )}
    </li>
  );
}

const Id = ({ text }: { text: string }) => <code className="font-mono text-note">{text}</code>;

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
