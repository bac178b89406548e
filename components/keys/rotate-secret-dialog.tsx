"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useProof } from "@/components/settings/use-proof";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/api/action-result";

const overlapsFor = (goesOn: string) => [
  { value: "0", label: "Ends at once", hint: "If it has leaked" },
  { value: "1", label: `${goesOn} for an hour` },
  { value: "24", label: `${goesOn} for 24 hours` },
  { value: "168", label: `${goesOn} for 7 days` },
];

/** Asks how long the present secret of a key or an endpoint goes on beside a new one, then shows the new one this once. */
export function RotateSecretDialog({
  title,
  description,
  present,
  goesOn,
  queryKey,
  rotate,
  trigger,
  children,
}: {
  title: string;
  description: string;
  /** What the present secret is called. */
  present: string;
  /** What the present secret does until the overlap ends, such as `Works`. */
  goesOn: string;
  /** The list that the change shows in. */
  queryKey: string;
  rotate: (overlapHours: number) => Promise<ActionResult<{ secret: string }>>;
  trigger: ReactNode;
  /** The window that shows the new secret. */
  children: (secret: string, onDone: () => void) => ReactNode;
}) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState("24");
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [secret, setSecret] = useState<string | null>(null);

  function change(next: boolean) {
    setOpen(next);
    setProblem(undefined);
    if (!next) setSecret(null);
  }

  async function makeNew() {
    setPending(true);
    const result = await prove(() => rotate(Number(hours)));
    setPending(false);
    if (!result.ok) return setProblem(result.error.errors ? undefined : result.error.message);
    setSecret(result.data.secret);
    await client.invalidateQueries({ queryKey: [queryKey] });
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      {secret ? (
        children(secret, () => change(false))
      ) : (
        <DialogContent title={title} description={description}>
          <div className="mt-5 grid gap-5">
            {problem && <Notice tone="danger">{problem}</Notice>}
            <Field label={present}>
              {({ id }) => <Select id={id} value={hours} onChange={setHours} options={overlapsFor(goesOn)} />}
            </Field>
            {fields}
            <Button look="primary" pending={pending} onClick={makeNew} className="justify-self-end">
              Make a new secret
            </Button>
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}
