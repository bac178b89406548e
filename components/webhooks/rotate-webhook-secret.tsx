"use client";
import type { ReactNode } from "react";
import { rotateEndpointSecretAction } from "@/app/(dashboard)/webhooks/actions";
import { RotateSecretDialog } from "@/components/keys/rotate-secret-dialog";
import type { WebhookEndpoint } from "@/lib/webhooks/schema";
import { WebhookSecret } from "./webhook-secret";

/** Gives an endpoint a new secret. */
export function RotateWebhookSecret({
  endpoint,
  trigger,
}: {
  endpoint: WebhookEndpoint;
  trigger: ReactNode;
}) {
  return (
    <RotateSecretDialog
      title="Rotate the secret"
      description="Each delivery carries a signature by both secrets until the overlap ends, so no event is lost while you change over."
      present="The present secret"
      goesOn="Signs too"
      queryKey="endpoints"
      rotate={(hours) => rotateEndpointSecretAction({ id: endpoint.id, overlap_hours: hours })}
      trigger={trigger}
    >
      {(secret, onDone) => <WebhookSecret secret={secret} onDone={onDone} />}
    </RotateSecretDialog>
  );
}
