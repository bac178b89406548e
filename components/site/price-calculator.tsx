"use client";
import { useState } from "react";
import { qualityLabels } from "@/components/generations/quality-names";
import { formatNumber } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import { qualities, qualityNames, type Quality } from "@/lib/generations/schema";

/** Where the slider may stand: fine steps for a few models, coarse ones for many. */
const AMOUNTS = [
  1, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000,
];
const options = qualityNames.map((value) => ({
  value,
  label: qualityLabels[value],
  hint: `${qualities[value].credits} credits`,
}));

/** What a month would cost, from the same table that charges it. */
export function PriceCalculator() {
  const [quality, setQuality] = useState<Quality>("default");
  const [step, setStep] = useState(8);
  const models = AMOUNTS[step];
  const credits = models * qualities[quality].credits;
  return (
    <div className="grid gap-8 rounded-2xl border border-line bg-surface p-6 shadow-low md:grid-cols-[1fr_15rem] md:p-8">
      <div className="grid content-start gap-7">
        <div>
          <p className="mb-2 text-sm font-medium">Quality</p>
          <Select
            label="Quality"
            value={quality}
            onChange={(value) => setQuality(value as Quality)}
            options={options}
            className="max-w-xs"
          />
        </div>
        <div>
          <p className="mb-3 flex justify-between text-sm">
            <span className="font-medium">Models a month</span>
            <span className="tabular-nums">{formatNumber(models)}</span>
          </p>
          <Slider
            label="Models a month"
            valueText={`${formatNumber(models)} models`}
            value={step}
            onChange={setStep}
            min={0}
            max={AMOUNTS.length - 1}
          />
        </div>
      </div>
      <div role="status" className="border-line max-md:border-t max-md:pt-6 md:border-l md:pl-8">
        <p className="text-sm text-secondary">That is</p>
        <p className="mt-1 text-4xl font-semibold tracking-tight tabular-nums">
          ${formatNumber(credits / 100)}
          <span className="text-base font-normal text-secondary"> a month</span>
        </p>
        <p className="mt-2 text-sm text-secondary tabular-nums">
          {formatNumber(credits)} credits, ${(qualities[quality].credits / 100).toFixed(2)} a model. Those
          that fail or are cancelled are not counted.
        </p>
      </div>
    </div>
  );
}
