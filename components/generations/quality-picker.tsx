"use client";
import { Palette } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { cn } from "@/components/ui/class-names";
import { formatSeconds } from "@/components/ui/format";
import { promptQualities, qualities, type Quality } from "@/lib/generations/schema";
import { qualityLabels } from "./quality-names";

/** The quality tiers as cards, each with its price. */
export function QualityPicker({
  value,
  onChange,
  forPrompt,
  balance,
}: {
  value: Quality;
  onChange: (quality: Quality) => void;
  forPrompt: boolean;
  balance: number;
}) {
  const offered = (Object.keys(qualities) as Quality[]).filter(
    (name) => !forPrompt || promptQualities.includes(name),
  );
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={(next) => onChange(next as Quality)}
      aria-label="Quality"
      className="grid gap-2 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2"
    >
      {offered.map((name) => {
        const tier = qualities[name];
        return (
          <RadioGroup.Item
            key={name}
            value={name}
            className={cn(
              "group min-w-0 rounded-xl border border-line bg-surface px-3.5 py-3 text-left shadow-low transition-[border-color,background-color] hover:border-line-strong",
              "data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/60 data-[state=checked]:ring-1 data-[state=checked]:ring-accent",
            )}
          >
            <span className="flex items-baseline justify-between gap-2">
              <span className="flex min-w-0 items-center gap-1.5 text-sm font-medium">
                <span className="truncate">{qualityLabels[name]}</span>
                {tier.textured && (
                  <Palette aria-label="in colour" className="size-3.5 shrink-0 text-accent-text" />
                )}
              </span>
              <span
                className={cn(
                  "font-mono text-[13px] tabular-nums",
                  tier.credits > balance ? "text-danger" : "text-secondary",
                )}
              >
                {tier.credits}
              </span>
            </span>
            <span className="mt-0.5 block text-xs leading-5 text-faint">
              {tier.resolution}³ grid · about {formatSeconds(tier.estimatedTimeSeconds)}
            </span>
          </RadioGroup.Item>
        );
      })}
    </RadioGroup.Root>
  );
}
