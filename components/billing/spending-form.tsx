"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { updateSpendingControlAction } from "@/app/(dashboard)/credits/actions";
import { useProof } from "@/components/settings/use-proof";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { Pack, PackName, SpendingControl } from "@/lib/billing/schema";

/** A number as it was typed; what is none is left for the schema to refuse. */
const numberOf = (data: FormData, name: string): number | null => {
  const text = String(data.get(name) ?? "").replace(/[\s,]/g, "");
  return text === "" ? null : Number(text);
};

/** How spending is watched, bounded and kept going, in one form: it is saved whole. */
export function SpendingForm({
  control,
  pausedUntil,
  packs,
}: {
  control: SpendingControl;
  /** Purchases by themselves wait until then after a decline. */
  pausedUntil: string | null;
  packs: readonly (Pack & { id: PackName })[];
}) {
  const router = useRouter();
  const [on, setOn] = useState(control.top_up.on);
  const [pack, setPack] = useState<string>(control.top_up.pack);
  const { prove, fields } = useProof();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/billing/schema")).SpendingControl,
    read: (data): SpendingControl => ({
      low_balance_credits: numberOf(data, "low_balance_credits"),
      monthly_credit_cap: numberOf(data, "monthly_credit_cap"),
      top_up: {
        on,
        below_credits: numberOf(data, "top_up.below_credits") ?? 0,
        pack: pack as PackName,
        quantity: numberOf(data, "top_up.quantity") ?? 1,
        monthly_cents: Math.round((numberOf(data, "top_up.monthly_cents") ?? 0) * 100),
      },
    }),
    send: (control) => prove(() => updateSpendingControlAction(control)),
    onDone: () => {
      toast({ title: "This holds from now on" });
      router.refresh();
    },
  });
  const text = (value: number | null) => (value === null ? "" : String(value));
  return (
    <Card>
      <CardHeader
        title="Spending"
        description="Told in time, never beyond what you allow, and never out of credits if you wish so."
      />
      <form {...form}>
        {problem && (
          <div className="px-5 pb-4">
            <Notice tone="danger">{problem}</Notice>
          </div>
        )}
        <div className="grid gap-5 border-t border-line px-5 py-4 sm:grid-cols-2">
          <Field
            label="Tell us when fewer are left"
            error={errorOf("low_balance_credits")}
            hint="Credits. Empty: never."
          >
            {(attributes) => (
              <Input
                {...attributes}
                name="low_balance_credits"
                inputMode="numeric"
                defaultValue={text(control.low_balance_credits)}
              />
            )}
          </Field>
          <Field
            label="Spend at most in a month"
            error={errorOf("monthly_credit_cap")}
            hint="Credits of all of you. Empty: no bound."
          >
            {(attributes) => (
              <Input
                {...attributes}
                name="monthly_credit_cap"
                inputMode="numeric"
                defaultValue={text(control.monthly_credit_cap)}
              />
            )}
          </Field>
        </div>
        <SettingRow
          name="Buy a pack automatically"
          hint={
            pausedUntil
              ? `The card was declined: the next try is after ${formatMoment(pausedUntil)}.`
              : "Charged to your saved card when credits run low."
          }
        >
          {(attributes) => <Switch {...attributes} checked={on} onCheckedChange={setOn} />}
        </SettingRow>
        {on && (
          <div className="grid gap-5 border-t border-line px-5 py-4 sm:grid-cols-2">
            <Field label="When fewer are left than" error={errorOf("top_up.below_credits")} hint="Credits.">
              {(attributes) => (
                <Input
                  {...attributes}
                  name="top_up.below_credits"
                  inputMode="numeric"
                  defaultValue={control.top_up.below_credits}
                />
              )}
            </Field>
            <Field label="Pack" error={errorOf("top_up.pack")}>
              {({ id }) => (
                <Select
                  id={id}
                  value={pack}
                  onChange={setPack}
                  options={packs.map(({ id: value, credits, cents }) => ({
                    value,
                    label: `${formatNumber(credits)} credits, $${formatNumber(cents / 100)}`,
                  }))}
                />
              )}
            </Field>
            <Field label="How many at once" error={errorOf("top_up.quantity")}>
              {(attributes) => (
                <Input
                  {...attributes}
                  name="top_up.quantity"
                  inputMode="numeric"
                  defaultValue={control.top_up.quantity}
                />
              )}
            </Field>
            <Field label="At most in a month" error={errorOf("top_up.monthly_cents")} hint="US dollars.">
              {(attributes) => (
                <Input
                  {...attributes}
                  name="top_up.monthly_cents"
                  inputMode="decimal"
                  defaultValue={control.top_up.monthly_cents / 100}
                />
              )}
            </Field>
          </div>
        )}
        {fields && <div className="border-t border-line px-5 py-4">{fields}</div>}
        <div className="flex justify-end border-t border-line px-5 py-4">
          <Button type="submit" look="primary" pending={pending}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
