"use client";
import { Palette } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { qualityLabels } from "@/components/generations/quality-names";
import { cn } from "@/components/ui/class-names";
import { formatSeconds } from "@/components/ui/format";
import type { Tier } from "./describe-settings";

/** The quality tiers, each with its grid, its time and its price. */
export function TierPicker({
  tiers,
  value,
  balance,
  onChange,
}: {
  tiers: Tier[];
  value: Tier["name"];
  balance: number;
  onChange: (tier: Tier) => void;
}) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={(next) => {
        const tier = tiers.find(({ name }) => name === next);
        if (tier) onChange(tier);
      }}
      aria-label="Quality"
      className="overflow-hidden rounded-xl border border-line-strong shadow-low"
    >
      {tiers.map(({ name, credits, seconds, resolution, textured }) => (
        <RadioGroup.Item
          key={name}
          value={name}
          className="group flex w-full items-center gap-3 border-b border-line px-3.5 py-1.5 text-left -outline-offset-2 transition-colors last:border-b-0 hover:bg-muted/60 data-[state=checked]:bg-accent-soft/70"
        >
          <span
            aria-hidden
            className="size-4 shrink-0 rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent"
          />
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5 text-[13px] font-medium">
              {qualityLabels[name]}
              {textured && <Palette aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
            </span>
            <span className="block text-xs leading-4 text-faint">
              {resolution}³ grid, about {formatSeconds(seconds)}
            </span>
          </span>
          <span className={cn("text-[13px] font-medium tabular-nums", credits > balance && "text-danger")}>
            {credits}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
