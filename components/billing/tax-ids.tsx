"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { addTaxIdAction, removeTaxIdAction } from "@/app/(dashboard)/credits/actions";
import { useProofDialog } from "@/components/settings/use-proof-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";

const kinds = [
  { value: "eu_vat", label: "EU VAT number" },
  { value: "gb_vat", label: "UK VAT number" },
  { value: "ch_vat", label: "Swiss VAT number" },
  { value: "us_ein", label: "US EIN" },
  { value: "ca_bn", label: "Canadian business number" },
  { value: "au_abn", label: "Australian ABN" },
];

/** Tax ids that stand on invoices; Stripe looks whether they can be right. */
export function TaxIds({
  taxIds,
}: {
  taxIds: readonly { id: string; value: string; status: string | null }[];
}) {
  const router = useRouter();
  const { ask, dialog } = useProofDialog();
  const [type, setType] = useState(kinds[0].value);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/billing/schema")).TaxId,
    read: (data) => ({ type, value: String(data.get("value")) }),
    send: (request) => ask(() => addTaxIdAction(request)),
    onDone: () => {
      toast({ title: "The tax id stands on the next invoice" });
      router.refresh();
    },
  });

  async function remove(id: string) {
    const result = await ask(() => removeTaxIdAction({ id }));
    if (!result.ok) return toast({ tone: "danger", title: "Not removed", description: result.error.message });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Tax ids"
        description="A business in the EU with a valid number is invoiced without VAT."
      />
      <ul>
        {taxIds.map(({ id, value, status }) => (
          <li key={id} className="flex items-center gap-3 border-t border-line px-5 py-3">
            <span className="font-mono text-note">{value}</span>
            {status && <Badge tone={status === "verified" ? "success" : "neutral"}>{status}</Badge>}
            <Button
              size="small"
              look="ghost"
              className="ml-auto"
              onClick={() => remove(id)}
              aria-label={`Remove ${value}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form {...form} className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-[14rem_1fr_auto]">
        {problem && (
          <Notice tone="danger" className="sm:col-span-3">
            {problem}
          </Notice>
        )}
        <Field label="Kind" error={errorOf("type")}>
          {({ id }) => <Select id={id} value={type} onChange={setType} options={kinds} />}
        </Field>
        <Field label="Number" error={errorOf("value")}>
          {(attributes) => <Input {...attributes} name="value" autoComplete="off" spellCheck={false} />}
        </Field>
        <Button type="submit" pending={pending} className="h-10 sm:mt-6.5">
          Add
        </Button>
      </form>
      {dialog}
    </Card>
  );
}
