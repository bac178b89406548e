import { Palette } from "lucide-react";
import { formatDollars, formatSeconds } from "@/components/ui/format";
import { qualities, type Quality } from "@/lib/generations/schema";
import type { SiteWords } from "./words/english";

/** The tiers as the API knows them: one table, the same for everybody. */
export function PriceTable({ words, language }: { words: SiteWords["pricing"]; language: string }) {
  return (
    <ul className="grid gap-px overflow-hidden rounded-2xl border border-line bg-line shadow-low">
      {(Object.keys(qualities) as Quality[]).map((name) => {
        const tier = qualities[name];
        return (
          <li
            key={name}
            className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 bg-surface px-5 py-4 md:grid-cols-[13rem_1fr_8rem_9rem]"
          >
            <span className="flex items-center gap-2 font-medium">
              {words.tiers[name].label}{" "}
              {tier.textured && <Palette aria-hidden className="size-4 shrink-0 text-accent-text" />}
            </span>
            <span className="col-span-2 text-sm text-secondary max-md:order-last md:col-span-1">
              {words.tiers[name].description}{" "}
              <span className="text-faint">
                · {tier.formats.map((format) => format.toUpperCase()).join(", ")}
              </span>
            </span>
            <span className="text-sm text-faint tabular-nums max-md:hidden">
              {tier.resolution}³ · {formatSeconds(tier.estimatedTimeSeconds)}
            </span>
            <span className="text-right tabular-nums">
              <span className="text-lg font-semibold">{tier.credits}</span>{" "}
              <span className="text-sm text-secondary">{words.credits}</span>
              <span className="ml-2 text-sm text-faint">{formatDollars(tier.credits, language)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
