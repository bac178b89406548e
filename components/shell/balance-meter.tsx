"use client";
import { useQuery } from "@tanstack/react-query";
import { Coins } from "lucide-react";
import Link from "next/link";
import { getBalanceAction } from "@/app/(dashboard)/credits/actions";
import { formatNumber } from "@/components/ui/format";
import { unwrapAction } from "./unwrap-action";

/** The query behind every balance on the page; whatever moves credits invalidates it. */
export const balanceKey = ["balance"] as const;

/** What is left to spend, always in view. */
export function BalanceMeter({ credits }: { credits: number }) {
  const { data } = useQuery({
    queryKey: balanceKey,
    queryFn: () => unwrapAction(getBalanceAction({})),
    initialData: credits,
    staleTime: 60_000,
  });
  return (
    <Link
      href="/credits"
      className="flex items-center justify-between gap-3 rounded-xl border border-line bg-surface px-3 py-2.5 shadow-low transition-colors hover:border-line-strong"
    >
      <span className="flex items-center gap-2 text-note text-secondary">
        <Coins aria-hidden className="size-4 text-faint" /> Credits
      </span>
      <span data-balance={data} className="text-sm font-semibold tabular-nums">
        {formatNumber(data)}
      </span>
    </Link>
  );
}
