"use client";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useProof } from "@/components/settings/use-proof";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import type { ActionFailure, ActionResult } from "@/lib/api/action-result";
import type { ListedPayment } from "@/lib/billing/schema";

export type GiveBack = (request: {
  payment_id: string;
  reason: string;
}) => Promise<ActionResult<{ amount_cents: number }>>;

/** Asks why, and refunds what is left of a payment's credits. */
export function GiveBackButton({ payment, giveBack }: { payment: ListedPayment; giveBack: GiveBack }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason"));
    setPending(true);
    const result = await prove(() => giveBack({ payment_id: payment.id, reason }));
    setPending(false);
    if (!result.ok) return setFailure(result.error);
    setOpen(false);
    toast({
      title: `$${(result.data.amount_cents / 100).toFixed(2)} is on its way back`,
      description: "The bank shows it within some days. Its credits have left the balance.",
    });
    router.refresh();
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={`Give back ${payment.description}`}>
          Give back
        </Button>
      </DialogTrigger>
      <DialogContent
        className="max-w-md"
        title="Give it back"
        description="The money for the credits that are left goes back to the card that paid, and the credits leave the balance at once. Those that were spent are not paid back."
      >
        <form onSubmit={send} className="mt-5 grid gap-5">
          {failure && !failure.errors && <Notice tone="danger">{failure.message}</Notice>}
          <Field label="Why" error={failure?.errors?.reason?.[0]}>
            {(attributes) => (
              <Input {...attributes} name="reason" maxLength={200} autoComplete="off" required />
            )}
          </Field>
          {fields}
          <Button type="submit" look="primary" pending={pending} className="justify-self-end">
            Refund it
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
