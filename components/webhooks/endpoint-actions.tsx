"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil, RotateCw, Send, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  deleteEndpointAction,
  sendTestEventAction,
  updateEndpointAction,
} from "@/app/(dashboard)/webhooks/actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { EventType, UpdateEndpoint, WebhookEndpoint } from "@/lib/webhooks/schema";
import { EditEndpointDialog } from "./edit-endpoint-dialog";
import { RotateWebhookSecret } from "./rotate-webhook-secret";

/** What can be done with an endpoint. Whatever is changed can be taken back; only deleting asks first. */
export function EndpointActions({
  endpoint,
  types,
}: {
  endpoint: WebhookEndpoint;
  types: readonly EventType[];
}) {
  const { id } = endpoint;
  const client = useQueryClient();
  const router = useRouter();
  const [testing, setTesting] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["endpoints"] });

  async function change(to: UpdateEndpoint, title: string, back?: UpdateEndpoint) {
    const result = await updateEndpointAction({ id, change: to });
    if (!result.ok) return toast({ tone: "danger", title: "Not changed", description: result.error.message });
    toast({ title, undo: back && (() => change(back, "Changed back")) });
    await refresh();
  }

  async function test() {
    setTesting(true);
    const result = await sendTestEventAction({ id });
    setTesting(false);
    if (!result.ok) return toast({ tone: "danger", title: "Not sent", description: result.error.message });
    toast({ title: "A test event is on its way", description: "The log below shows what comes back." });
    await refresh();
  }

  async function remove() {
    const result = await deleteEndpointAction({ id });
    if (!result.ok) return toast({ tone: "danger", title: "Not deleted", description: result.error.message });
    toast({ title: "The endpoint is deleted" });
    await refresh();
    router.push("/webhooks");
  }

  return (
    <>
      <label className="flex items-center gap-2 pr-1 text-note text-secondary">
        <Switch
          checked={endpoint.enabled}
          aria-label="Send events to it"
          onCheckedChange={(enabled) =>
            change({ enabled }, enabled ? "Events are sent to it" : "Nothing is sent to it", {
              enabled: !enabled,
            })
          }
        />
      </label>
      <Button onClick={test} pending={testing} disabled={!endpoint.enabled}>
        <Send aria-hidden className="size-4" /> Send a test
      </Button>
      <EditEndpointDialog
        endpoint={endpoint}
        types={types}
        onSaved={(back) => {
          toast({ title: "Saved", undo: () => change(back, "Changed back") });
          void refresh();
        }}
        trigger={
          <Button size="icon" aria-label="Edit the endpoint">
            <Pencil aria-hidden className="size-4" />
          </Button>
        }
      />
      <RotateWebhookSecret
        endpoint={endpoint}
        trigger={
          <Button size="icon" aria-label="Rotate the secret">
            <RotateCw aria-hidden className="size-4" />
          </Button>
        }
      />
      <ConfirmDialog
        trigger={
          <Button size="icon" look="danger-quiet" aria-label="Delete the endpoint">
            <Trash2 aria-hidden className="size-4" />
          </Button>
        }
        title="Delete this endpoint?"
        confirm="Delete it"
        onConfirm={remove}
      >
        Its delivery log and its secret go with it. To stop events for a while, switch it off instead.
      </ConfirmDialog>
    </>
  );
}
