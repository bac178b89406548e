"use client";
import { useId, useState } from "react";
import { buyPackAction } from "@/app/(dashboard)/credits/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import type { Pack, PackName } from "@/lib/billing/schema";
import { goToStripe } from "./go-to-stripe";

/** One pack, as many times as is wished. What cannot be bought so often is said before anybody leaves for Stripe. */
export function PackOffer({
  pack: { id, cents, credits, bonusPercent },
  most,
  closed,
}: {
  pack: Pack & { id: PackName };
  most: number;
  closed: boolean;
}) {
  const [text, setText] = useState("1");
  const [pending, setPending] = useState(false);
  const note = useId();
  const quantity = Number(text);
  const fits = /^\d+$/.test(text.trim()) && quantity >= 1 && quantity <= most;
  const times = fits ? quantity : 1;

  async function buy() {
    setPending(true);
    if (!(await goToStripe(buyPackAction({ pack: id, quantity })))) setPending(false);
  }

  return (
    <li className="flex flex-col gap-3 bg-surface px-5 py-4">
      <p className="flex items-center gap-2 text-heading font-semibold tracking-tight tabular-nums">
        {formatNumber(credits * times)} credits
        {bonusPercent > 0 && <Badge tone="success">+{bonusPercent} %</Badge>}
      </p>
      <p className="text-sm text-secondary tabular-nums" aria-live="polite">
        ${formatNumber((cents * times) / 100)}, plus tax where due
      </p>
      <div className="mt-auto flex gap-2">
        <Input
          inputMode="numeric"
          value={text}
          onChange={(event) => setText(event.target.value)}
          disabled={closed || pending}
          aria-label={`How many packs of ${formatNumber(credits)} credits`}
          aria-invalid={!fits || undefined}
          aria-describedby={fits ? undefined : note}
          className="h-9 w-14 text-center tabular-nums pointer-coarse:h-10"
        />
        <Button
          className="min-w-0 flex-1"
          pending={pending}
          disabled={closed || !fits}
          onClick={buy}
          aria-label={`Buy ${formatNumber(credits * times)} credits`}
        >
          Buy
        </Button>
      </div>
      {!fits && (
        <p id={note} role="alert" className="text-note text-danger">
          Write a number of packs from 1 to {most}.
        </p>
      )}
    </li>
  );
}
