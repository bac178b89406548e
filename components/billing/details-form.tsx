"use client";
import { useRouter } from "next/navigation";
import { updateBillingDetailsAction } from "@/app/(dashboard)/credits/actions";
import { useProofDialog } from "@/components/settings/use-proof-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { BillingDetails } from "@/lib/billing/schema";

const fields = [
  { name: "name", label: "Name or business", autoComplete: "organization" },
  { name: "email", label: "Invoices go to", autoComplete: "email" },
  { name: "line1", label: "Street and number", autoComplete: "address-line1" },
  { name: "line2", label: "More of the address", autoComplete: "address-line2" },
  { name: "postal_code", label: "Postal code", autoComplete: "postal-code" },
  { name: "city", label: "City", autoComplete: "address-level2" },
  { name: "state", label: "State or region", autoComplete: "address-level1" },
  { name: "country", label: "Country, in two letters", autoComplete: "country" },
] as const;

/** Who invoices are written to, from the next one on. */
export function DetailsForm({ details }: { details: BillingDetails }) {
  const router = useRouter();
  const { ask, dialog } = useProofDialog();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/billing/schema")).BillingDetails,
    read: (data): BillingDetails => {
      const typed = fields.map(({ name }) => [name, String(data.get(name)).trim()] as const);
      const given = Object.fromEntries(typed.filter(([, text]) => text !== ""));
      return { ...given, ...(given.country && { country: given.country.toUpperCase() }) };
    },
    send: (details) => ask(() => updateBillingDetailsAction(details)),
    onDone: () => {
      toast({ title: "The next invoice is written to this" });
      router.refresh();
    },
  });
  return (
    <Card>
      <CardHeader
        title="Billing details"
        description="As they stand on invoices. Kept at Stripe, not here."
      />
      <form {...form} className="grid gap-5 border-t border-line px-5 py-4 sm:grid-cols-2">
        {problem && (
          <Notice tone="danger" className="sm:col-span-2">
            {problem}
          </Notice>
        )}
        {fields.map(({ name, label, autoComplete }) => (
          <Field key={name} label={label} error={errorOf(name)}>
            {(attributes) => (
              <Input
                {...attributes}
                name={name}
                autoComplete={autoComplete}
                dir="auto"
                defaultValue={details[name]}
              />
            )}
          </Field>
        ))}
        <Button type="submit" look="primary" pending={pending} className="justify-self-end sm:col-span-2">
          Save the details
        </Button>
      </form>
      {dialog}
    </Card>
  );
}
