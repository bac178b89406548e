"use client";
import { useState, type ReactNode } from "react";
import { updateEndpointAction } from "@/app/(dashboard)/webhooks/actions";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { EventType, UpdateEndpoint, WebhookEndpoint } from "@/lib/webhooks/schema";
import { EndpointForm } from "./endpoint-form";

/** Changes an endpoint; `onSaved` is given what would change it back. */
export function EditEndpointDialog({
  endpoint,
  types,
  trigger,
  onSaved,
}: {
  endpoint: WebhookEndpoint;
  types: readonly EventType[];
  trigger: ReactNode;
  onSaved: (back: UpdateEndpoint) => void;
}) {
  const [open, setOpen] = useState(false);
  const { id, url, description, event_types } = endpoint;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title="Edit the endpoint">
        <EndpointForm
          initial={endpoint}
          types={types}
          submit="Save"
          send={async (change) => flat(await updateEndpointAction({ id, change }))}
          onDone={() => {
            setOpen(false);
            onSaved({ url, description, event_types });
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

type Result = Awaited<ReturnType<typeof updateEndpointAction>>;

/** What is refused of `change.url` stands beside the field `url`. */
function flat(result: Result): Result {
  if (result.ok || !result.error.errors) return result;
  const errors = Object.entries(result.error.errors).map(
    ([path, messages]) => [path.replace(/^change\./, ""), messages] as const,
  );
  return { ok: false, error: { ...result.error, errors: Object.fromEntries(errors) } };
}
