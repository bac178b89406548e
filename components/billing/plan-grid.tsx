"use client";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { cancelPlanAction, changePlanAction, choosePlanAction } from "@/app/(dashboard)/credits/actions";
import { useProofDialog } from "@/components/settings/use-proof-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatDate, formatNumber } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { PaidPlanName, Plan, PlanName } from "@/lib/billing/schema";
import { goToStripe } from "./go-to-stripe";

export type ListedPlan = Plan & { id: PlanName };

export interface RunningPlan {
  plan: PlanName;
  next_plan: PlanName | null;
  status: string | null;
  cancels_at_period_end: boolean;
  period_ends_at: string | null;
}

/** What each plan brings, which one runs, and the way from one to another. */
export function PlanGrid({
  plans,
  running,
  closed,
}: {
  /** From the smallest to the largest. */
  plans: readonly ListedPlan[];
  running: RunningPlan;
  closed: string | null;
}) {
  const rankOf = (id: PlanName) => plans.findIndex((plan) => plan.id === id);
  return (
    <Card id="plans">
      <CardHeader
        title="Plans"
        description={describe(running, plans)}
        action={<PlanState running={running} closed={closed} />}
      />
      <ul className="grid gap-px overflow-hidden rounded-b-xl border-t border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
        {plans.map((plan) => (
          <li
            key={plan.id}
            data-plan={plan.id}
            className={cn("flex flex-col gap-3 bg-surface px-5 py-4", plan.id === running.plan && "bg-muted")}
          >
            <p className="flex items-center gap-2 text-heading font-semibold tracking-tight">
              {plan.name}
              {plan.id === running.plan && <Badge tone="success">Yours</Badge>}
              {plan.id === running.next_plan && plan.id !== running.plan && <Badge tone="info">Next</Badge>}
            </p>
            <p className="text-sm text-secondary tabular-nums">${plan.monthlyCents / 100} a month</p>
            <Promises plan={plan} />
            {plan.id !== "free" && (
              <PlanButton
                id={plan.id}
                title={plan.name}
                larger={rankOf(plan.id) > rankOf(running.plan)}
                running={running}
                closed={closed}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Promises({ plan }: { plan: ListedPlan }) {
  const { monthlyCredits, keepModelsDays, generationsAtOnce, members, support } = plan;
  const lines = [
    monthlyCredits > 0 ? `${formatNumber(monthlyCredits)} credits a month` : "Credits by the pack",
    keepModelsDays === null ? "Models kept until you delete them" : `Models kept ${keepModelsDays} days`,
    `${generationsAtOnce} models at once`,
    `${members} people`,
    support,
  ];
  return (
    <ul className="grid gap-1.5 text-note text-secondary">
      {lines.map((line) => (
        <li key={line} className="flex gap-2">
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" /> {line}
        </li>
      ))}
    </ul>
  );
}

function describe(running: RunningPlan, plans: readonly ListedPlan[]): string {
  const { plan, next_plan, status, cancels_at_period_end, period_ends_at } = running;
  const nameOf = (id: PlanName) => plans.find((listed) => listed.id === id)?.name ?? id;
  const until = period_ends_at ? formatDate(period_ends_at) : null;
  if (status === "past_due")
    return "The last payment failed. It is tried again in the coming days; another card under Payment helps at once.";
  if (status === "incomplete") return "The first payment is not complete yet.";
  if (cancels_at_period_end && until) return `${nameOf(plan)} ends on ${until}. Your packs stay.`;
  if (next_plan && next_plan !== plan && until) return `${nameOf(next_plan)} follows on ${until}.`;
  if (status && until) return `${nameOf(plan)} renews on ${until}.`;
  return "A month's credits cost less than packs, and last seven days into the next month.";
}

function PlanState({ running, closed }: { running: RunningPlan; closed: string | null }) {
  const router = useRouter();
  const { ask, dialog } = useProofDialog();
  if (running.status === null || closed !== null) return null;

  async function set(cancel: boolean) {
    const result = await ask(() => cancelPlanAction({ cancel }));
    if (!result.ok)
      return toast({ tone: "danger", title: "Nothing was changed", description: result.error.message });
    toast({ title: cancel ? "The plan ends with its month" : "The plan goes on" });
    router.refresh();
  }

  return (
    <>
      {running.cancels_at_period_end ? (
        <Button onClick={() => set(false)}>Keep the plan</Button>
      ) : (
        <ConfirmDialog
          trigger={<Button look="ghost">Cancel the plan</Button>}
          title="Cancel the plan?"
          confirm="Cancel it"
          onConfirm={() => set(true)}
        >
          It goes on until the month that is paid is over, and is not charged again. Credits of packs stay;
          you can change your mind until then.
        </ConfirmDialog>
      )}
      {dialog}
    </>
  );
}

function PlanButton({
  id,
  title,
  larger,
  running,
  closed,
}: {
  id: PaidPlanName;
  title: string;
  larger: boolean;
  running: RunningPlan;
  closed: string | null;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const { ask, dialog } = useProofDialog();
  const goes = running.cancels_at_period_end ? null : (running.next_plan ?? running.plan);
  if (running.status !== null && id === goes) return null;

  async function choose() {
    setPending(true);
    if (!(await goToStripe(ask(() => choosePlanAction({ plan: id }))))) setPending(false);
  }

  async function change() {
    const result = await ask(() => changePlanAction({ plan: id }));
    if (!result.ok)
      return toast({ tone: "danger", title: "The plan is as it was", description: result.error.message });
    if (result.data.payment_url) return window.location.assign(result.data.payment_url);
    toast({
      title: result.data.takes_effect === "now" ? `${title} runs from now on` : `${title} follows next month`,
    });
    router.refresh();
  }

  if (running.status === null)
    return (
      <>
        <Button
          className="mt-auto w-full"
          pending={pending}
          disabled={closed !== null}
          onClick={choose}
          aria-label={`Choose ${title}`}
        >
          Choose
        </Button>
        {dialog}
      </>
    );
  return (
    <>
      <ConfirmDialog
        trigger={
          <Button className="mt-auto w-full" disabled={closed !== null} aria-label={`Change to ${title}`}>
            Change
          </Button>
        }
        title={`Change to ${title}?`}
        confirm={`Change to ${title}`}
        onConfirm={change}
      >
        {larger
          ? "It begins at once. The days that are left of this month are charged for the difference, and bring the difference in credits."
          : "It begins with the next month. What is paid for this one stays yours."}
      </ConfirmDialog>
      {dialog}
    </>
  );
}
