"use client";
import { useState } from "react";
import { buyPackAction } from "@/app/(dashboard)/credits/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/components/ui/format";
import type { Pack, PackName } from "@/lib/billing/schema";
import { goToStripe } from "./go-to-stripe";

/** Credits that are bought once and never expire. `closed` says why nothing can be bought. */
export function PackGrid({
  packs,
  closed,
}: {
  packs: readonly (Pack & { id: PackName })[];
  closed: string | null;
}) {
  const [pending, setPending] = useState<PackName | null>(null);

  async function buy(pack: PackName) {
    setPending(pack);
    if (!(await goToStripe(buyPackAction({ pack, quantity: 1 })))) setPending(null);
  }

  return (
    <Card id="packs">
      <CardHeader
        title="Packs"
        description="Bought once. They never expire, and are spent after a plan's credits."
      />
      <ul className="grid gap-px overflow-hidden rounded-b-xl border-t border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
        {packs.map(({ id, cents, credits, bonusPercent }) => {
          return (
            <li key={id} className="flex flex-col gap-3 bg-surface px-5 py-4">
              <p className="flex items-center gap-2 text-heading font-semibold tracking-tight tabular-nums">
                {formatNumber(credits)} credits
                {bonusPercent > 0 && <Badge tone="success">+{bonusPercent} %</Badge>}
              </p>
              <p className="text-sm text-secondary tabular-nums">
                ${formatNumber(cents / 100)}, plus tax where due
              </p>
              <Button
                className="mt-auto w-full"
                pending={pending === id}
                disabled={closed !== null || pending !== null}
                onClick={() => buy(id)}
                aria-label={`Buy ${formatNumber(credits)} credits`}
              >
                Buy
              </Button>
            </li>
          );
        })}
      </ul>
      {closed && <p className="border-t border-line px-5 py-3 text-note text-secondary">{closed}</p>}
    </Card>
  );
}
