"use client";
import { CreditCard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  chooseDefaultAction,
  openCardSetupAction,
  openPortalAction,
  removePaymentMethodAction,
} from "@/app/(dashboard)/credits/actions";
import { useProofDialog } from "@/components/settings/use-proof-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/api/action-result";
import type { SavedPaymentMethod } from "@/lib/billing/schema";
import { goToStripe } from "./go-to-stripe";

/** Saved cards, by the little of them that Stripe shows us; they are typed and kept there alone. */
export function CardList({ methods }: { methods: readonly SavedPaymentMethod[] }) {
  const router = useRouter();
  const { ask, dialog } = useProofDialog();
  const [leaving, setLeaving] = useState<"card" | "portal" | null>(null);

  async function leave(where: "card" | "portal") {
    setLeaving(where);
    const open = where === "card" ? openCardSetupAction : openPortalAction;
    if (!(await goToStripe(ask(() => open({}))))) setLeaving(null);
  }
  async function run(act: () => Promise<ActionResult<unknown>>, done: string) {
    const result = await ask(act);
    if (!result.ok)
      return toast({ tone: "danger", title: "Nothing was changed", description: result.error.message });
    toast({ title: done });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Payment methods"
        description="Typed and kept at Stripe. Of a card we only ever see its brand, its last digits and its end."
        action={
          <span className="flex flex-wrap gap-2">
            <Button
              pending={leaving === "portal"}
              disabled={leaving !== null}
              onClick={() => leave("portal")}
            >
              Open at Stripe
            </Button>
            <Button
              look="primary"
              pending={leaving === "card"}
              disabled={leaving !== null}
              onClick={() => leave("card")}
            >
              Add a card
            </Button>
          </span>
        }
      />
      {methods.length === 0 && (
        <EmptyState icon={CreditCard} title="No card is saved" className="border-t border-line py-10">
          Tick “keep the card” when you pay, or add one here without buying anything.
        </EmptyState>
      )}
      <ul>
        {methods.map((method) => {
          const name = `${method.name} ending in ${method.last_four}`;
          return (
            <li
              key={method.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3.5"
            >
              <span className="text-sm font-medium">{name}</span>
              {method.expires && (
                <span className="text-note text-secondary tabular-nums">until {method.expires}</span>
              )}
              {method.default && <Badge tone="success">Charged</Badge>}
              <span className="ml-auto flex gap-2">
                {!method.default && (
                  <Button
                    size="small"
                    aria-label={`Charge this one: ${name}`}
                    onClick={() =>
                      run(() => chooseDefaultAction({ id: method.id }), `${name} is charged from now on`)
                    }
                  >
                    Charge this one
                  </Button>
                )}
                <ConfirmDialog
                  trigger={
                    <Button size="small" look="ghost" aria-label={`Remove ${name}`}>
                      Remove
                    </Button>
                  }
                  title={`Remove ${name}?`}
                  confirm="Remove the card"
                  onConfirm={() =>
                    run(() => removePaymentMethodAction({ id: method.id }), `${name} is removed`)
                  }
                >
                  It is forgotten at Stripe. A plan that it pays for is charged to another card, or falls
                  behind.
                </ConfirmDialog>
              </span>
            </li>
          );
        })}
      </ul>
      {dialog}
    </Card>
  );
}
