"use client";
import { useState } from "react";
import { formatDollars, formatNumber } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import type { SiteWords } from "./words/english";
import { fill } from "./words/fill";

export interface QualityPrice {
  quality: string;
  label: string;
  credits: number;
}

/** Where the slider may stand: fine steps for a few models, coarse ones for many. */
const AMOUNTS = [
  1, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000,
];

type Words = Pick<
  SiteWords["pricing"],
  "quality" | "modelsMonthly" | "modelsCount" | "creditsCount" | "thatIs" | "aMonth" | "sum"
>;

/** What a month would cost; `prices` are those of the table that charges it, in credits a model. */
export function PriceCalculator({
  prices,
  words,
  language,
}: {
  prices: readonly QualityPrice[];
  words: Words;
  language: string;
}) {
  const count = (value: number) => formatNumber(value, language);
  const [quality, setQuality] = useState("default");
  const [step, setStep] = useState(8);
  const models = AMOUNTS[step];
  const price = prices.find((one) => one.quality === quality)!.credits;
  const credits = models * price;
  return (
    <div className="grid gap-8 rounded-2xl border border-line bg-surface p-6 shadow-low md:grid-cols-[1fr_15rem] md:p-8">
      <div className="grid content-start gap-7">
        <div>
          <p className="mb-2 text-sm font-medium">{words.quality}</p>
          <Select
            label={words.quality}
            value={quality}
            onChange={setQuality}
            options={prices.map(({ quality: value, label, credits: hint }) => ({
              value,
              label,
              hint: fill(words.creditsCount, { count: hint }),
            }))}
            className="max-w-xs"
          />
        </div>
        <div>
          <p className="mb-3 flex justify-between text-sm">
            <span className="font-medium">{words.modelsMonthly}</span>
            <span className="tabular-nums">{count(models)}</span>
          </p>
          <Slider
            label={words.modelsMonthly}
            valueText={fill(words.modelsCount, { count: count(models) })}
            value={step}
            onChange={setStep}
            min={0}
            max={AMOUNTS.length - 1}
          />
        </div>
      </div>
      <div role="status" className="border-line max-md:border-t max-md:pt-6 md:border-l md:pl-8">
        <p className="text-sm text-secondary">{words.thatIs}</p>
        <p className="mt-1 text-4xl font-semibold tracking-tight tabular-nums">
          {formatDollars(credits, language)}
          <span className="text-base font-normal text-secondary"> {words.aMonth}</span>
        </p>
        <p className="mt-2 text-sm text-secondary tabular-nums">
          {fill(words.sum, { credits: count(credits), price: formatDollars(price, language) })}
        </p>
      </div>
    </div>
  );
}
