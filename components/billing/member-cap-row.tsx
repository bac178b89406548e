"use client";
import { useRouter } from "next/navigation";
import { updateMemberCapAction } from "@/app/(dashboard)/credits/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { MemberCap } from "@/lib/billing/schema";

export interface CappedMember {
  userId: string;
  name: string;
  role: string;
  cap: number | null;
  /** Credits of this calendar month, in the portal. */
  spent: number;
}

export function MemberCapRow({ member: { userId, name, role, cap, spent } }: { member: CappedMember }) {
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/billing/schema")).MemberCap,
    read: (data): MemberCap => {
      const text = String(data.get("monthly_credit_cap") ?? "").replace(/[\s,]/g, "");
      return { user_id: userId, monthly_credit_cap: text === "" ? null : Number(text) };
    },
    send: updateMemberCapAction,
    onDone: ({ monthly_credit_cap: most }) => {
      const title = most === null ? `${name} has no cap` : `${name} may spend ${formatNumber(most)} a month`;
      toast({ title });
      router.refresh();
    },
  });
  return (
    <li className="border-t border-line px-5 py-4">
      <form {...form} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 basis-56">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="text-note text-secondary">
            {role.replace(/^./, (letter) => letter.toUpperCase())} ·{" "}
            <span className="tabular-nums">{formatNumber(spent)}</span> credits this month
          </p>
        </div>
        <div className="flex items-start gap-2">
          <Field
            label="At most in a month"
            error={errorOf("monthly_credit_cap") ?? problem ?? undefined}
            hint="Credits. Empty: no cap."
          >
            {(attributes) => (
              <Input
                {...attributes}
                name="monthly_credit_cap"
                inputMode="numeric"
                defaultValue={cap ?? ""}
                aria-label={`At most in a month: ${name}`}
                className="w-40"
              />
            )}
          </Field>
          <Button
            type="submit"
            pending={pending}
            className="mt-[26px] h-10"
            aria-label={`Save the cap of ${name}`}
          >
            Save
          </Button>
        </div>
      </form>
    </li>
  );
}
