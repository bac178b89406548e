"use client";
import { useQuery } from "@tanstack/react-query";
import { WandSparkles } from "lucide-react";
import { getBalanceAction } from "@/app/(dashboard)/credits/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Button } from "@/components/ui/button";
import { formatNumber, formatSeconds } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import type { Tier } from "./describe-settings";
import type { Phase } from "./use-submission";

/** What it costs, what is left then, and the one button that spends: always in view. */
export function PriceBar({
  tier,
  quoted,
  balance: initialBalance,
  phase,
  problem,
  blocked,
  onSubmit,
  onGiveUp,
}: {
  tier: Tier;
  /** The server's own word, where it was asked. */
  quoted: { credits: number; seconds: number } | null;
  balance: number;
  phase: Phase;
  /** Why the last try came to nothing. */
  problem: string | null;
  /** Why it cannot be sent now; null where it can. */
  blocked: string | null;
  onSubmit: () => void;
  onGiveUp: () => void;
}) {
  const { data: balance } = useQuery({
    queryKey: balanceKey,
    queryFn: () => unwrapAction(getBalanceAction({})),
    initialData: initialBalance,
    staleTime: 30_000,
  });
  const credits = quoted?.credits ?? tier.credits;
  const affordable = credits <= balance;
  const reason = affordable ? blocked : `This needs ${credits - balance} more credits than you have.`;
  return (
    <div className="sticky bottom-0 z-20 -mx-4 border-t border-line bg-background/90 px-4 py-3 backdrop-blur sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
      {problem && (
        <div className="mb-2">
          <Notice tone="danger">{problem}</Notice>
        </div>
      )}
      {phase.step === "sending" && (
        <Progress value={Math.round(100 * phase.share)} label="Sending the picture" className="mb-2" />
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <p className="text-sm tabular-nums">
          <strong className="text-lg font-semibold">{credits}</strong> credits
          <span className="ml-2 text-faint">
            {formatNumber(balance)} → {affordable ? formatNumber(balance - credits) : "not enough"}
          </span>
        </p>
        <p className="text-xs leading-4 text-faint max-sm:hidden">
          about {formatSeconds(quoted?.seconds ?? tier.seconds)}
          <br />A generation that fails or is cancelled costs nothing.
        </p>
        <p
          id="why-not"
          aria-live="polite"
          className="min-w-0 flex-1 text-right text-[13px] text-secondary max-sm:order-last max-sm:basis-full max-sm:text-left"
        >
          {phase.step === "sending" ? `Sending the picture, ${Math.round(100 * phase.share)} %` : reason}
        </p>
        {phase.step === "sending" && (
          <Button look="ghost" size="large" onClick={onGiveUp} className="max-sm:ml-auto">
            Stop sending
          </Button>
        )}
        <Button
          look="primary"
          size="large"
          pending={phase.step !== "idle"}
          disabled={reason !== null}
          aria-describedby="why-not"
          onClick={onSubmit}
          className={phase.step === "sending" ? undefined : "max-sm:ml-auto"}
        >
          <WandSparkles aria-hidden className="size-4" /> Generate
        </Button>
      </div>
    </div>
  );
}
