"use client";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { grantCreditsAction } from "@/app/admin/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import type { ActionFailure } from "@/lib/api/action-result";

/** Gives an organization credits, with the reason that its ledger shows. */
export function GrantForm({ id }: { id: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function grant(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setPending(true);
    const amount = Number(data.get("amount"));
    const result = await grantCreditsAction({
      organization_id: id,
      amount,
      reason: String(data.get("reason")),
    });
    setPending(false);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    form.reset();
    toast({
      title: `${amount} credits granted`,
      description: `The balance is ${result.data.balance_after}.`,
    });
    router.refresh();
  }

  return (
    <form onSubmit={grant} className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-[8rem_1fr_auto]">
      {failure && !failure.errors && (
        <Notice tone="danger" className="sm:col-span-3">
          {failure.message}
        </Notice>
      )}
      <Field label="Credits" error={failure?.errors?.amount?.[0]}>
        {(attributes) => <Input {...attributes} name="amount" inputMode="numeric" required />}
      </Field>
      <Field label="Why" error={failure?.errors?.reason?.[0]}>
        {(attributes) => <Input {...attributes} name="reason" required maxLength={200} autoComplete="off" />}
      </Field>
      <Button type="submit" pending={pending} className="h-10 sm:mt-6.5">
        Grant
      </Button>
    </form>
  );
}
