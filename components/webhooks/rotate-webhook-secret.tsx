"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { rotateEndpointSecretAction } from "@/app/(dashboard)/webhooks/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { WebhookEndpoint } from "@/lib/webhooks/schema";
import { WebhookSecret } from "./webhook-secret";

const overlaps = [
  { value: "0", label: "Ends at once", hint: "If it has leaked" },
  { value: "1", label: "Signs too for an hour" },
  { value: "24", label: "Signs too for 24 hours" },
  { value: "168", label: "Signs too for 7 days" },
];

/** Asks how long the present secret goes on beside the new one, then shows the new one this once. */
export function RotateWebhookSecret({
  endpoint,
  trigger,
}: {
  endpoint: WebhookEndpoint;
  trigger: ReactNode;
}) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState("24");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [secret, setSecret] = useState<string | null>(null);

  function change(next: boolean) {
    setOpen(next);
    setProblem(undefined);
    if (!next) setSecret(null);
  }

  async function rotate() {
    setPending(true);
    const result = await rotateEndpointSecretAction({ id: endpoint.id, overlap_hours: Number(hours) });
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    setSecret(result.data.secret);
    await client.invalidateQueries({ queryKey: ["endpoints"] });
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      {secret ? (
        <WebhookSecret secret={secret} onDone={() => change(false)} />
      ) : (
        <DialogContent
          title="Rotate the secret"
          description="Each delivery carries a signature by both secrets until the overlap ends, so no event is lost while you change over."
        >
          <div className="mt-5 grid gap-5">
            {problem && <Notice tone="danger">{problem}</Notice>}
            <Field label="The present secret">
              {({ id }) => <Select id={id} value={hours} onChange={setHours} options={overlaps} />}
            </Field>
            <Button look="primary" pending={pending} onClick={rotate} className="justify-self-end">
              Make a new secret
            </Button>
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}
