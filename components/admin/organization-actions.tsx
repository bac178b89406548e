"use client";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { grantCreditsAction, setSuspensionAction } from "@/app/admin/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { ActionFailure } from "@/lib/api/action-result";

/** What an operator may do with an organization; each is written into the audit log with their name. */
export function OrganizationActions({ id, suspended }: { id: string; suspended: boolean }) {
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

  async function suspend(next: boolean) {
    const result = await setSuspensionAction({ organization_id: id, suspended: next });
    if (!result.ok) return toast({ tone: "danger", title: "Not changed", description: result.error.message });
    toast({ title: next ? "Suspended" : "Suspension lifted", undo: () => void suspend(!next) });
    router.refresh();
  }

  return (
    <>
      <SettingRow name="Suspended" hint="Its keys are refused; nothing is deleted.">
        {(attributes) => <Switch {...attributes} checked={suspended} onCheckedChange={suspend} />}
      </SettingRow>
      <form
        onSubmit={grant}
        className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-[8rem_1fr_auto]"
      >
        {failure && !failure.errors && (
          <Notice tone="danger" className="sm:col-span-3">
            {failure.message}
          </Notice>
        )}
        <Field label="Credits" error={failure?.errors?.amount?.[0]}>
          {(attributes) => <Input {...attributes} name="amount" inputMode="numeric" required />}
        </Field>
        <Field label="Why" error={failure?.errors?.reason?.[0]}>
          {(attributes) => (
            <Input {...attributes} name="reason" required maxLength={200} autoComplete="off" />
          )}
        </Field>
        <Button type="submit" pending={pending} className="h-10 sm:mt-6.5">
          Grant
        </Button>
      </form>
    </>
  );
}
