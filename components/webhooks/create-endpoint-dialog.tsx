"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createEndpointAction } from "@/app/(dashboard)/webhooks/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { CreatedEndpoint, EventType } from "@/lib/webhooks/schema";
import { EndpointForm } from "./endpoint-form";
import { WebhookSecret } from "./webhook-secret";

/** Asks for an address, shows the secret this once, and goes on to the new endpoint's page. */
export function CreateEndpointDialog({ types }: { types: readonly EventType[] }) {
  const client = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedEndpoint | null>(null);

  function leave() {
    setOpen(false);
    if (created) router.push(`/webhooks/${created.endpoint.id}`);
  }

  function onDone(made: CreatedEndpoint) {
    setCreated(made);
    void client.invalidateQueries({ queryKey: ["endpoints"] });
  }

  return (
    <Dialog open={open} onOpenChange={(next) => !created && setOpen(next)}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden className="size-4" /> New endpoint
        </Button>
      </DialogTrigger>
      {created ? (
        <WebhookSecret secret={created.secret} onDone={leave} />
      ) : (
        <DialogContent
          title="New webhook endpoint"
          description="Up to ten of them, each with a secret of its own."
        >
          <EndpointForm types={types} submit="Create endpoint" send={createEndpointAction} onDone={onDone} />
        </DialogContent>
      )}
    </Dialog>
  );
}
