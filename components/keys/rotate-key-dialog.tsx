"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { rotateKeyAction } from "@/app/(dashboard)/keys/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { ApiKey } from "@/lib/keys/schema";
import { NewSecret } from "./new-secret";

const overlaps = [
  { value: "0", label: "Ends at once", hint: "If it has leaked" },
  { value: "1", label: "Works for an hour" },
  { value: "24", label: "Works for 24 hours" },
  { value: "168", label: "Works for 7 days" },
];

/** Asks how long the present secret goes on, then shows the new one this once. */
export function RotateKeyDialog({
  apiKey,
  base,
  trigger,
}: {
  apiKey: ApiKey;
  base: string;
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
    const result = await rotateKeyAction({ id: apiKey.id, overlap_hours: Number(hours) });
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    setSecret(result.data.secret);
    await client.invalidateQueries({ queryKey: ["keys"] });
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      {secret ? (
        <DialogContent
          lock
          className="max-w-lg"
          title="Copy the new secret now"
          description="It is shown this once. We keep only a fingerprint of it and cannot show it again."
        >
          <NewSecret secret={secret} base={base} onDone={() => change(false)} />
        </DialogContent>
      ) : (
        <DialogContent
          title={`Rotate “${apiKey.name}”`}
          description="The key gets a new secret and keeps its name, scopes and bounds."
        >
          <div className="mt-5 grid gap-5">
            {problem && <Notice tone="danger">{problem}</Notice>}
            <Field label={`The present one, ${apiKey.masked}`}>
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
