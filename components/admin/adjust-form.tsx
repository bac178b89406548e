"use client";
import { useRouter } from "next/navigation";
import { adjustCreditsAction } from "@/app/admin/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";

/** Sets right what went wrong: credits are added, or taken with a minus, for a reason that the customer reads. */
export function AdjustForm({ id }: { id: string }) {
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/credits/schema")).AdjustCredits.loose(),
    read: (data) => ({
      organization_id: id,
      amount: Number(String(data.get("adjust_amount")).replace("−", "-").trim() || Number.NaN),
      reason: String(data.get("adjust_reason")),
    }),
    send: adjustCreditsAction,
    onDone: ({ balance_after }) => {
      toast({ title: "The ledger is adjusted", description: `The balance is ${balance_after}.` });
      router.refresh();
    },
  });
  return (
    <form {...form} className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-[8rem_1fr_auto]">
      {problem && (
        <Notice tone="danger" className="sm:col-span-3">
          {problem}
        </Notice>
      )}
      <Field label="Adjust by" error={errorOf("amount")} hint="−50 takes 50.">
        {(attributes) => <Input {...attributes} name="adjust_amount" autoComplete="off" />}
      </Field>
      <Field label="Reason" error={errorOf("reason")}>
        {(attributes) => <Input {...attributes} name="adjust_reason" maxLength={200} autoComplete="off" />}
      </Field>
      <Button type="submit" pending={pending} className="h-10 sm:mt-6.5">
        Adjust
      </Button>
    </form>
  );
}
